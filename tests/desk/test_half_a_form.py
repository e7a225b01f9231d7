"""A form of which only half arrives is no form: nothing is kept of it, and nothing is lost."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from hangot.config.whole_body import BrokenOff, Whole, whole
from hangot.intake.models import Notice

pytestmark = pytest.mark.django_db
TYPED = {
    "act": "save", "safe": "fine", "channel": "phone", "urgency": "soon", "phone": "010 7734 0182",
    "hour_from": "1200", "hour_to": "13시", "story": "퇴근길에 계속 따라왔어요.",
    "wish": "집을 옮기고 싶어요", "name": "한서윤", "birth": "97년 3월 9일", "rules": "no_messages",
}  # fmt: skip


class Slow(io.BytesIO):
    """A line that brings a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(7, size) if size and size > 0 else 7)


def read(sent: bytes, announced: int) -> bytes:
    return io.BufferedReader(Whole(Slow(sent), announced)).read()


def test_what_comes_in_pieces_comes_whole_and_what_ends_early_does_not() -> None:
    assert read(b"x" * 100, 100) == b"x" * 100
    assert read(b"x" * 100, 40) == b"x" * 40
    with pytest.raises(BrokenOff):
        read(b"x" * 99, 100)


@contextmanager
def staying_open() -> Iterator[None]:
    """The connection of the test is not closed around a request, as the test client does it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("part", "kept"), [(1.0, 1), (0.9, 0), (0.5, 0)])
def test_a_contact_is_kept_whole_or_not_at_all(
    desk: Callable[..., Any], acts: Callable[..., Any], part: float, kept: int
) -> None:
    client = desk("reception-1")
    page = client.get("/contacts/new/").content.decode()
    hidden = dict(_hidden(page))
    body = urlencode({**hidden, **TYPED}).encode()
    sent = body[: int(len(body) * part)]
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    answered: list[str] = []
    run = whole(get_wsgi_application())
    with staying_open():
        list(run({
            "REQUEST_METHOD": "POST", "PATH_INFO": "/contacts/new/", "SERVER_NAME": "testserver",
            "SERVER_PORT": "80", "wsgi.input": io.BytesIO(sent), "wsgi.url_scheme": "http",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": cookies, "REMOTE_ADDR": "127.0.0.1",
        }, lambda status, _headers, *_more: answered.append(status)))  # fmt: skip
    with acts("reception-1"):
        assert Notice.objects.count() == kept, answered
    assert answered[0][:3] == ("303" if kept else "403")


def _hidden(page: str) -> list[tuple[str, str]]:
    """The fields that a page carries without showing them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    assert found, "the page has its token"
    return found
