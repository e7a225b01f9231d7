"""Second factors: sealed for one worker, made by this house, and every failure in the log.

Rows of the sign-in library are written before any context, so whoever can run SQL can write them.
A secret opens for the worker alone for whom it was sealed; a passkey counts only with the mark
that this house put on it when it was added.
"""

import base64
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError

from hangot import clock
from hangot.access.context import acting, current, unseated
from hangot.access.founding import centre_of_worker, clockwork
from hangot.access.trail import remember
from hangot.accounts.models import Worker
from hangot.audit import actions as audit
from hangot.desk import presence
from hangot.vault import keyring
from hangot.vault.keys import keys
from hangot.vault.sealing import CannotOpen, seal, unseal

MARK = "mark"
_whose: ContextVar[UUID | None] = ContextVar("hangot_factor_of", default=None)


@contextmanager
def factor_of(worker: UUID) -> Iterator[None]:
    """Whose secrets are sealed and opened meanwhile; on a page it is who is signed in."""
    token = _whose.set(worker)
    try:
        yield
    finally:
        _whose.reset(token)


def whose() -> UUID:
    """The worker whose secrets are meant: said, or who is signed in."""
    worker: UUID = _whose.get() or context.request.user.pk
    return worker


def place() -> str:
    """What a secret is bound to: it opens in no other worker's row."""
    return f"second factor|{whose()}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed with the data key of the house.

    That key is wrapped by the centre key, so changing keys covers them; none is sealed by the
    operator's key itself. They are needed before anybody is signed in, so the clock opens it.
    """

    def encrypt(self, text: str) -> str:
        number, key = _key()
        return base64.b64encode(seal(key, number, text.encode(), place())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        _, key = _key()
        return unseal(key, base64.b64decode(encrypted_text), place()).decode()


def _key() -> tuple[int, bytes]:
    house = centre_of_worker(whose())
    with acting(clockwork(house)):
        return keyring.key(house.pk)


def marked(worker: UUID, credential: dict[str, Any]) -> str:
    """The mark of a passkey: nobody without the key file makes one for a worker."""
    said = credential.get("response", {}).get("attestationObject", "")
    body = f"hangot passkey|{worker}|{credential.get('rawId', '')}|{said}"
    return hmac.digest(keys().tokens, body.encode(), "sha256").hex()


def note(act: str, worker: Worker, *, failed: bool = False) -> None:
    """One entry of the log in the worker's own name; nobody sits on a post at the door."""
    himself = unseated(worker.pk, centre=worker.centre_id, agency=worker.agency_id)
    request = context.request
    himself = himself if request is None else presence.at_address(himself, request)
    with acting(himself, door="sign_in"):
        if not failed:
            remember(act, by=himself, at=clock.now())
            return
        audit.write(
            act, kind=audit.REFUSED, by=himself, at=clock.now(), door="sign_in",
            purpose=current().purpose.value, because="wrong_code", done=False,
        )  # fmt: skip


class _Code:
    """A typed code, tried against the secrets of one worker."""

    user: Worker

    def clean_code(self) -> str:
        try:
            with factor_of(self.user.pk):
                code: str = super().clean_code()  # type: ignore[misc]
        except CannotOpen:
            note("factor.prove", self.user, failed=True)
            raise get_adapter().validation_error("incorrect_code") from None
        except ValidationError:
            note("factor.prove", self.user, failed=True)
            raise
        return code


class CodeForm(_Code, codes.AuthenticateForm):  # type: ignore[misc]
    """The code at the sign-in."""


class CodeAgainForm(_Code, codes.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey gets the mark of the house."""

    def clean(self) -> dict[str, Any]:
        return self.mark(super().clean())

    def mark(self, found: dict[str, Any]) -> dict[str, Any]:
        """What was shown, with the mark of the house."""
        if credential := found.get("credential"):
            credential[MARK] = marked(self.user.pk, credential)
        return found


class _Passkey:
    """A passkey that is shown; without the mark of the house it opens nothing."""

    user: Worker | None

    def clean_credential(self) -> Authenticator:
        try:
            shown: Authenticator = super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            if self.user is not None:
                note("factor.prove", self.user, failed=True)
            raise
        credential = shown.data["credential"]
        if not hmac.compare_digest(
            str(credential.get(MARK, "")), marked(shown.user_id, credential)
        ):
            note("factor.prove", shown.user, failed=True)
            raise get_adapter().validation_error("incorrect_code")
        return shown


class PasskeyForm(_Passkey, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second factor."""


class PasskeyLoginForm(_Passkey, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of the password."""


class PasskeyAgainForm(_Passkey, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more."""
