"""Small middlewares: headers on every answer, size of what comes in, language of the reader."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from hangot.core.text import current
from hangot.desk.errors import too_large

Next = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
ROOM = 1024 * 1024


def headers(answer: Next) -> Next:
    """The same protective headers on every answer; nothing of a page is kept by the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        if settings.SECURE:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response

    return middleware


def proxy(answer: Next) -> Next:
    """Only a proxy of the configuration is believed that the page came over TLS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR") not in settings.HANGOT_PROXIES:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return answer(request)

    return middleware


def size(answer: Next) -> Next:
    """Refuse a body that is too large by its announced length, before reading it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.HANGOT_UPLOAD_BYTES + ROOM:
            return too_large(request)
        return answer(request)

    return middleware


def language(answer: Next) -> Next:
    """Sentences of the core follow the language of the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        mark = current.set("en" if (get_language() or "ko").startswith("en") else "ko")
        try:
            return answer(request)
        finally:
            current.reset(mark)

    return middleware
