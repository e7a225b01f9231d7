"""Text and chat messages through Solapi (extra `sms-kr`), or through its sandbox.

A chat message that fails never turns into a text message: that one would lie open on the locked
screen. The library is loaded when the first message goes.
"""

from typing import Any

from django.conf import settings

from hangot.core.contact_rules import Channel
from hangot.core.messages.wording import is_short
from hangot.messages.ways.port import Letter, NotSentError

CLIENT_FAULT = (400, 500)


class SmsKr:
    """One message, one recipient, no doubles."""

    def send(self, letter: Letter) -> str:
        from solapi import SolapiMessageService
        from solapi.error.MessageNotReceiveError import MessageNotReceivedError

        service = SolapiMessageService(settings.HANGOT_SMS_KEY, settings.HANGOT_SMS_SECRET)
        service.base_url = settings.HANGOT_SMS_URL
        try:
            answer = service.send(_request(letter))
        except MessageNotReceivedError:
            raise NotSentError("the provider did not take it", passing=False) from None
        except Exception as fault:  # noqa: BLE001 - the library raises nothing narrower
            raise _read(fault) from None
        return str(answer.group_info.group_id)


def _request(letter: Letter) -> Any:
    from solapi.model import RequestMessage
    from solapi.model.kakao.kakao_option import KakaoOption
    from solapi.model.message_type import MessageType

    known = {"from_": settings.HANGOT_SMS_NUMBER, "to": letter.to, "text": letter.words}
    if letter.channel is not Channel.TALK:
        kind = MessageType.SMS if is_short(letter.words) else MessageType.LMS
        return RequestMessage(**known, type=kind)
    if not letter.talk or not settings.HANGOT_TALK_PROFILE:
        raise NotSentError("these words are not registered for chat messages", passing=False)
    option = KakaoOption(
        pf_id=settings.HANGOT_TALK_PROFILE, template_id=letter.talk, disable_sms=True
    )
    return RequestMessage(**known, type=MessageType.ATA, kakao_options=option)


def _read(fault: Exception) -> Exception:
    """Refused by the provider or never reached: certainly not sent. Anything else: perhaps."""
    import httpx

    if isinstance(fault, NotSentError):
        return fault
    if isinstance(fault, httpx.ConnectError):
        return NotSentError("the provider could not be reached", passing=True)
    refused = len(fault.args) > 1 and fault.args[0] != "UnknownError"
    if refused and not isinstance(fault, httpx.HTTPError):
        return NotSentError("the provider refused it", passing=False)
    return RuntimeError("nobody knows whether the provider took it")
