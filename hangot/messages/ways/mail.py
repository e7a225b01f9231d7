"""E-mail through the mail server of the house: a subject that tells nothing, one recipient."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from hangot.messages.ways.port import Letter, NotSentError

REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
NOT_THERE = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, ConnectionRefusedError)
LATER = 500
"""Answers below it are for now only (RFC 5321, 4.2.1)."""


class Mail:
    """Django's mail, with the neutral sender as name and as subject."""

    def send(self, letter: Letter) -> str:
        mail = EmailMessage(
            letter.sender, letter.words, f"{letter.sender} <{settings.DEFAULT_FROM_EMAIL}>",
            [letter.to],
        )  # fmt: skip
        try:
            mail.send()
        except REFUSED as no:
            raise NotSentError("the mail server refused it", passing=_passing(no)) from None
        except NOT_THERE:
            raise NotSentError("the mail server was not there", passing=True) from None
        return "mail"


def _passing(no: smtplib.SMTPException) -> bool:
    if isinstance(no, smtplib.SMTPRecipientsRefused):
        return all(code < LATER for code, _ in no.recipients.values())
    return isinstance(no, smtplib.SMTPResponseException) and no.smtp_code < LATER
