"""Signing in: account code and password or passkey, then always a second factor."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse

from hangot.access.context import acting, unseated
from hangot.accounts.models import Worker
from hangot.vault.keys import keys
from hangot.vault.sealing import seal, unseal

PLACE = "second factor"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; no mail is ever sent by the sign-in library."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - allauth's signature
        return

    def get_login_redirect_url(self, request: Any) -> str:  # noqa: ARG002 - allauth's signature
        return reverse("today")

    def set_password(self, user: Worker, password: str) -> None:
        """A password is changed by its owner, in the owner's own context."""
        user.set_password(password)
        himself = unseated(user.pk, centre=user.centre_id, agency=user.agency_id)
        with acting(himself, door="password"):
            user.save(update_fields=["password"])

    def add_message(self, *args: Any, **more: Any) -> None:
        """The pages say what happened themselves."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed at rest with the operator's key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(keys().master, 1, text.encode(), PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(keys().master, base64.b64decode(encrypted_text), PLACE).decode()
