"""One statement, one view: no session, no permission, no audit, no template, no policy.

BENCH_FLOOR names a file of statements by job; the administrator's role reads past the policies.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path


@cache
def statements() -> dict[str, Any]:
    """By job: `sql`, and `values`, a list of parameter lists."""
    found: dict[str, Any] = json.loads(Path(os.environ["BENCH_FLOOR"]).read_text(encoding="utf-8"))
    return found


def view(_request: HttpRequest, job: str, number: int) -> JsonResponse:
    """Run the statement of a job with its n-th parameters."""
    one = statements()[job]
    with connection.cursor() as cursor:
        cursor.execute(one["sql"], one["values"][number % len(one["values"])])
        return JsonResponse({"rows": cursor.fetchall()}, json_dumps_params={"default": str})


urlpatterns = [path("<str:job>/<int:number>", view)]
if os.environ.get("DJANGO_SETTINGS_MODULE") == "bench.floor_settings":
    application = get_wsgi_application()
