"""What was typed into a form is not lost when the login has expired.

The form is sealed with a key that only this browser keeps (a cookie), and is given back to the
same worker after signing in; nobody else can open it.
"""

import base64
import json
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from hangot.access.models import Parked
from hangot.vault.sealing import CannotOpen, seal, unseal

COOKIE = "hangot-parked"
KEEPS = timedelta(minutes=30)


def ask_to_sign_in(request: Any, *, worker: UUID | None, at: datetime) -> HttpResponse:
    """Go to the sign-in page; a form on the way is parked first, for the worker who typed it.

    Nothing is kept for nobody: it would be handed to whoever signs in next, and anybody could
    fill the table.
    """
    back = request.get_full_path()
    if request.method == "POST" and worker:
        return _park(request, worker, at=at)
    response = HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _park(request: Any, worker: UUID, *, at: datetime) -> HttpResponse:
    key = secrets.token_bytes(32)
    row = Parked(worker_id=worker, path=request.path[:200], at=at)
    fields = {n: request.POST.getlist(n) for n in request.POST if n != "csrfmiddlewaretoken"}
    row.body = seal(key, 1, json.dumps(fields).encode(), f"parked|{row.pk}")
    Parked.objects.bulk_create([row])
    query = urlencode({"next": reverse("parked", args=[row.pk]), "kept": "1"})
    response = HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    response.status_code = 303
    response.set_cookie(
        COOKIE, base64.urlsafe_b64encode(key).decode(), max_age=int(KEEPS.total_seconds()),
        httponly=True, secure=settings.SECURE, samesite="Strict",
    )  # fmt: skip
    return response


def take(
    request: HttpRequest, parked: UUID, *, worker: UUID, at: datetime
) -> tuple[str, QueryDict] | None:
    """Address and fields of a parked form; None when it is not this browser's or worker's."""
    row = Parked.objects.filter(pk=parked, at__gt=at - KEEPS).first()
    if row is None or row.worker_id != worker:
        return None
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        fields = json.loads(unseal(key, bytes(row.body), f"parked|{row.pk}"))
    except (CannotOpen, ValueError):
        return None
    found = QueryDict(mutable=True)
    for name, values in fields.items():
        found.setlist(name, values)
    return row.path, found
