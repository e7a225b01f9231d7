"""Signing in: account code and password or passkey, then always a second factor."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from hangot.access.context import acting, unseated
from hangot.access.founding import centre_of, clockwork
from hangot.accounts.models import Worker
from hangot.core.text import Text
from hangot.vault import keyring
from hangot.vault.sealing import seal, unseal

PLACE = "second factor"
CHOOSE_ANOTHER = Text(
    "처음 받은 비밀번호는 다시 쓸 수 없습니다. 다른 비밀번호를 적어 주세요.",
    "The first password you were given cannot be used again. Choose another.",
)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; no mail is ever sent by the sign-in library."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - allauth's signature
        return

    def get_login_redirect_url(self, request: Any) -> str:  # noqa: ARG002 - allauth's signature
        return reverse("today")

    def clean_password(self, password: str, user: Any = None) -> str:
        """The first password is known to somebody else: it is not chosen again."""
        cleaned: str = super().clean_password(password, user)
        if user is not None and user.first_password and user.check_password(cleaned):
            raise ValidationError(str(CHOOSE_ANOTHER))
        return cleaned

    def set_password(self, user: Worker, password: str) -> None:
        """A password is changed by its owner, in the owner's own context."""
        user.set_password(password)
        user.first_password = False
        himself = unseated(user.pk, centre=user.centre_id, agency=user.agency_id)
        with acting(himself, door="password"):
            user.save(update_fields=["password", "first_password"])

    def get_password_change_redirect_url(self, request: Any) -> str:  # noqa: ARG002 - allauth's signature
        return reverse("today")

    def add_message(self, *args: Any, **more: Any) -> None:
        """The pages say what happened themselves."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed with the data key of the house.

    That key is wrapped by the centre key, so changing keys covers them; none is sealed by the
    operator's key itself. They are needed before anybody is signed in, so the clock opens it.
    """

    def encrypt(self, text: str) -> str:
        number, key = _key()
        return base64.b64encode(seal(key, number, text.encode(), PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        _, key = _key()
        return unseal(key, base64.b64decode(encrypted_text), PLACE).decode()


def _key() -> tuple[int, bytes]:
    house = centre_of()
    with acting(clockwork(house)):
        return keyring.key(house.pk)
