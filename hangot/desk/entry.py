"""Pages around signing in: second factor, posts, language, hiding the screen, demo, faults."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from hangot import clock
from hangot.accounts.models import Worker
from hangot.accounts.queries import lost
from hangot.desk import errors, parking, presence
from hangot.desk.door import page, to
from hangot.directory.demonstration import is_shown


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    return errors.hidden(request)


def fault(request: HttpRequest) -> HttpResponse:
    return errors.fault(request)


@require_GET
@login_required
def second_factor(request: Any) -> HttpResponse:
    """Show it if there is one, set it up if there is none."""
    return redirect("mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language in a cookie and go back."""
    wanted = request.POST.get("language", "ko")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=31536000, samesite="Strict",
            httponly=True, secure=settings.SECURE,
        )  # fmt: skip
    return response


@require_GET
def hide(request: HttpRequest) -> HttpResponse:
    """A neutral page at once; coming back is one link, after idling it asks to sign in."""
    return render(request, "entry/hidden.html", {})


@require_POST
def demo_enter(request: Any) -> HttpResponse:
    """One click per role; exists in the demo only."""
    worker = Worker.objects.filter(account=request.POST.get("account", ""), is_active=True).first()
    if worker is None or not is_shown(worker.centre_id):
        raise Http404
    worker.backend = "allauth.account.auth_backends.AuthenticationBackend"
    response: HttpResponse = perform_login(request, worker, email_verification="none")
    record_authentication(request, worker, method="mfa", type="demo")
    return response


@page(right="today.see", door="seats", methods=("GET", "POST"))
def seats(request: Any) -> HttpResponse:
    """Choose the post one acts from, when one sits on several."""
    if request.method == "POST":
        wanted = request.POST.get("post", "")
        if wanted in {str(seat.post_id) for seat in request.sittings}:
            request.session[presence.POST] = wanted
        return to("today")
    return render(request, "entry/seats.html", {
        "seats": request.sittings, "lost": lost(request.actor.worker, at=request.at),
    })  # fmt: skip


@require_GET
def parked(request: Any, parked_id: UUID) -> HttpResponse:
    """Give back what was typed before the login expired, to be looked at and sent again."""
    at = clock.now()
    actor = presence.actor(request, at=at)
    if isinstance(actor, HttpResponse):
        return actor
    found = parking.take(request, parked_id, worker=actor.worker, at=at)
    if found is None:
        return errors.hidden(request)
    path, fields = found
    shown = [
        (name, value) for name in fields for value in fields.getlist(name) if name != "once"
    ]  # fmt: skip
    return render(request, "entry/parked.html", {"path": path, "fields": shown})


def cast(request: Any) -> dict[str, Any]:
    """The list of invented people on the sign-in page of the demo."""
    if not settings.DEMO or request.path != reverse("account_login"):
        return {}
    from hangot.desk import demo_cast  # noqa: PLC0415 - only the demo loads its cast

    return demo_cast.context(request.GET.get("centre", ""))


def training_mode(_request: Any) -> dict[str, Any]:
    """Every page of the training mode says that it is one."""
    return {"training_mode": settings.TRAINING}
