"""Ways out, each against a real listener of our own: nothing is sent elsewhere."""

import json
import socketserver
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from hangot.core.contact_rules import Channel
from hangot.messages.ways.choosing import way
from hangot.messages.ways.port import Letter, NotSentError

WORDS = "편하실 때 전화 부탁드립니다."
NUMBER = "01000771102"


def letter(channel: Channel = Channel.SMS, **more: str) -> Letter:
    known = {
        "key": "k-1",
        "template": "please_call",
        "to": NUMBER,
        "words": WORDS,
        "sender": "안내",
    }
    return Letter(channel=channel, **(known | more))


class Provider(HTTPServer):
    """A provider of text messages that answers what a test tells it to."""

    heard: list[dict[str, Any]]
    status: int
    answer: dict[str, Any]


class Hears(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.heard.append(
            {"path": self.path, "auth": self.headers["Authorization"], **json.loads(body)}
        )
        self.send_response(server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(server.answer).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


def accepted() -> dict[str, Any]:
    """The answer of the documented interface to one message."""
    none, now = {"requested": 0, "replacement": 0, "refund": 0, "sum": 0}, "2026-09-03T01:00:00Z"
    count = dict.fromkeys(
        ("sentTotal", "sentFailed", "sentSuccess", "sentPending", "sentReplacement", "refund"), 0
    )
    return {
        "failedMessageList": [], "messageList": [],
        "groupInfo": {
            "groupId": "G1", "app": {}, "log": [], "status": "SENDING", "allowDuplicates": False,
            "isRefunded": False, "accountId": "1", "masterAccountId": None, "apiVersion": "4",
            "count": {**count, "total": 1, "registeredFailed": 0, "registeredSuccess": 1},
            "countForCharge": {}, "balance": none, "point": none, "price": {},
            "dateCreated": now, "dateUpdated": now,
        },
    }  # fmt: skip


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    pytest.importorskip("solapi")
    server = Provider(("127.0.0.1", 0), Hears)
    server.heard, server.status, server.answer = [], 200, accepted()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.HANGOT_WAYS = {"*": "sms_kr"}
    settings.HANGOT_SMS_URL = f"http://127.0.0.1:{server.server_port}"
    settings.HANGOT_SMS_KEY, settings.HANGOT_SMS_SECRET = "key", "secret"
    settings.HANGOT_SMS_NUMBER, settings.HANGOT_TALK_PROFILE = "0200000000", "pf"
    yield server
    server.shutdown()
    server.server_close()


def test_a_short_message_goes_to_one_number_and_says_what_kind_it_is(provider: Provider) -> None:
    assert way(Channel.SMS).send(letter()) == "G1"
    (heard,) = provider.heard
    (sent,) = heard["messages"]
    assert heard["path"] == "/messages/v4/send-many/detail"
    assert heard["auth"].startswith("HMAC-SHA256 ApiKey=key")
    assert (sent["to"], sent["text"], sent["type"]) == (NUMBER, WORDS, "SMS")
    way(Channel.SMS).send(letter(words="가" * 46))
    assert provider.heard[1]["messages"][0]["type"] == "LMS"


def test_a_chat_message_that_fails_never_becomes_a_text_message(provider: Provider) -> None:
    way(Channel.TALK).send(letter(Channel.TALK, talk="T1"))
    (sent,) = provider.heard[0]["messages"]
    assert sent["type"] == "ATA"
    assert sent["kakaoOptions"]["disableSms"] is True
    assert (sent["kakaoOptions"]["pfId"], sent["kakaoOptions"]["templateId"]) == ("pf", "T1")


def test_words_that_are_not_registered_do_not_go_as_a_chat_message(provider: Provider) -> None:
    with pytest.raises(NotSentError) as no:
        way(Channel.TALK).send(letter(Channel.TALK))
    assert not no.value.passing
    assert provider.heard == []


def test_what_the_provider_refuses_has_not_gone_and_what_breaks_off_perhaps_has(
    provider: Provider,
) -> None:
    provider.status, provider.answer = (
        400,
        {"errorCode": "NotEnoughBalance", "errorMessage": NUMBER},
    )
    with pytest.raises(NotSentError) as no:
        way(Channel.SMS).send(letter())
    assert (no.value.passing, NUMBER in str(no.value)) == (False, False)
    provider.status = 500
    with pytest.raises(RuntimeError) as unknown:
        way(Channel.SMS).send(letter())
    assert NUMBER not in str(unknown.value)


def test_a_provider_that_is_not_there_is_asked_again_later(
    provider: Provider, settings: Any
) -> None:
    settings.HANGOT_SMS_URL = "http://127.0.0.1:9"
    with pytest.raises(NotSentError) as no:
        way(Channel.SMS).send(letter())
    assert no.value.passing


def test_mail_has_a_subject_and_a_sender_that_tell_nothing(settings: Any) -> None:
    settings.HANGOT_WAYS = {"email": "mail"}
    way(Channel.EMAIL).send(letter(Channel.EMAIL, to="someone@example.org"))
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("안내", WORDS, ["someone@example.org"])
    assert sent.from_email.startswith("안내 <")


class Refuses(socketserver.StreamRequestHandler):
    """A mail server that knows nobody: for good, or for now."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            code = self.server.code if word == b"RCPT" else 250  # type: ignore[attr-defined]
            self.wfile.write(f"{221 if word == b'QUIT' else code} said\r\n".encode())
            if word == b"QUIT":
                return


@pytest.mark.parametrize(("code", "passing"), [(550, False), (451, True)])
def test_a_mail_server_that_refuses_is_asked_again_only_where_it_says_so(
    settings: Any, code: int, passing: bool
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.HANGOT_WAYS = {"*": "mail"}
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuses) as server:
        server.code = code  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        with pytest.raises(NotSentError) as no:
            way(Channel.EMAIL).send(letter(Channel.EMAIL, to="someone@example.org"))
        server.shutdown()
    assert no.value.passing is passing


def test_the_file_is_its_owners_alone_and_written_once(settings: Any, tmp_path: Path) -> None:
    settings.HANGOT_OUTBOX, settings.HANGOT_WAYS = str(tmp_path / "out"), {"*": "file"}
    way(Channel.SMS).send(letter())
    (kept,) = (tmp_path / "out").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text("utf-8"))["words"] == WORDS
    with pytest.raises(FileExistsError):
        way(Channel.SMS).send(letter())


def test_the_console_shows_neither_number_nor_words(settings: Any, capsys: Any) -> None:
    settings.HANGOT_WAYS = {"*": "console"}
    way(Channel.SMS).send(letter())
    out = capsys.readouterr().out
    assert "please_call" in out
    assert NUMBER not in out
    assert "전화" not in out


def test_a_letter_shows_neither_number_nor_words_in_an_error() -> None:
    assert NUMBER not in repr(letter())
    assert "전화" not in repr(letter())


def test_a_channel_without_a_way_is_said_to_be_shut(settings: Any) -> None:
    settings.HANGOT_WAYS = {"sms": "file"}
    with pytest.raises(NotSentError):
        way(Channel.EMAIL)
