"""Signing in: account code and password or passkey, then always a second factor."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import reauthenticate as by_password
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hangot.access.context import acting, unseated
from hangot.accounts.models import Worker
from hangot.core.text import Text
from hangot.desk.factors import note

# What the library would send by mail stands in the log.
NOTED: Mapping[str, str] = {
    "mfa/email/totp_activated": "factor.add",
    "mfa/email/totp_deactivated": "factor.remove",
    "mfa/email/webauthn_added": "factor.add",
    "mfa/email/webauthn_removed": "factor.remove",
    "mfa/email/recovery_codes_generated": "factor.reset",
    "account/email/password_changed": "password.change",
}
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

    def send_notification_mail(self, template_prefix: str, user: Worker, *_args: Any) -> None:
        """A changed factor or password stands in the log, whoever sat at the screen."""
        if act := NOTED.get(template_prefix):
            note(act, user)

    def get_reauthentication_methods(self, user: Worker) -> list[dict[str, Any]]:
        """Who has a second factor proves it; a password alone changes nothing."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [one for one in methods if one["id"].startswith("mfa_")]
        return factors or methods

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


@login_required
def reauthenticate(request: Any) -> HttpResponse:
    """By password only before there is a second factor: whoever stole a session may know it."""
    if is_mfa_enabled(request.user):
        query = request.META.get("QUERY_STRING", "")
        url = reverse("mfa_reauthenticate")
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
    answer: HttpResponse = by_password(request)
    return answer
