"""A new worker comes into an open centre: one first password, seen once, good for one thing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.posts import hand_over
from hangot.accounts.models import Sitting, Worker
from hangot.audit.models import AuditEntry
from hangot.desk.factors import factor_of
from hangot.directory.models import Post
from tests.desk.test_presence import _code

pytestmark = pytest.mark.django_db
NEW = {"agency": "intake-desk", "name": "민새롬", "account": "saerom"}
OWN = "my very own long sentence"


def _added(capsys: pytest.CaptureFixture[str], **more: str) -> str:
    """The first password that the operator reads out."""
    call_command("worker_add", **{**NEW, **more})
    found = re.search(r"first password: (\S+)", capsys.readouterr().out)
    assert found
    return found[1]


def _signed_in(client: Any, password: str) -> Any:
    secret = totp.generate_totp_secret()
    worker = Worker.objects.get(account="saerom")
    with factor_of(worker.pk):
        totp.TOTP.activate(worker, secret)
    client.post(reverse("account_login"), {"login": "saerom", "password": password})
    client.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    return client


def _vacate(post: str) -> None:
    with acting(clockwork(centre_of())):
        Sitting.objects.filter(post__slug=post, until=None).update(until=clock.now())


def test_a_new_worker_enters_only_after_choosing_another_password(
    client: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    _vacate("counsellor-2")
    first = _added(capsys, post="counsellor-2")
    _signed_in(client, first)
    change = reverse("account_change_password")
    assert client.get("/").url == change
    assert "다른 사람도 압니다" in client.get(change).content.decode()
    words = {"oldpassword": first, "password1": first, "password2": first}
    assert "다시 쓸 수 없습니다" in client.post(change, words).content.decode()
    assert client.get("/").url == change
    assert client.post(change, {**words, "password1": OWN, "password2": OWN}).url == "/"
    assert client.get("/").status_code == 200
    assert not Worker.objects.get(account="saerom").check_password(first)


def test_who_came_and_where_they_sit_stands_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    _vacate("counsellor-2")
    _added(capsys, post="counsellor-2")
    with acting(clockwork(centre_of())):
        worker = Worker.objects.get(account="saerom")
        post = Post.objects.get(slug="counsellor-2")
        acts = AuditEntry.objects.filter(act__in=["worker.add", "post.move"])
        assert set(acts.values_list("act", "object_id")) == {
            ("worker.add", worker.pk), ("post.move", post.pk)
        }  # fmt: skip
        assert str(worker.name) == "민새롬"


def test_somebody_without_a_post_sees_nothing_until_one_is_handed_over(
    client: Any, acts: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    _signed_in(client, _added(capsys))
    assert client.get("/").status_code == 403
    with acts("team-lead") as by:
        post = Post.objects.get(slug="counsellor-1")
        worker = Worker.objects.get(account="saerom")
        hand_over(post_id=post.pk, successor_id=worker.pk, expected=None, by=by, at=clock.now())
    assert client.get("/").url == reverse("account_change_password")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"account": "counsellor-1"}, "This account exists"),
        ({"account": "민새롬"}, "begins with a small letter"),
        ({"agency": "nowhere"}, "no such agency: nowhere"),
        ({"post": "nothing"}, "no such post: nothing"),
        ({"post": "smile-centre-1"}, "no such post"),
        ({"post": "counsellor-1"}, "Somebody sits on this post"),
        ({"name": " "}, "Write the name"),
        ({"account": ""}, "--account"),
    ],
)
def test_a_wrong_entry_is_told_and_nobody_is_added(wrong: dict[str, str], words: str) -> None:
    before = Worker.objects.count()
    with pytest.raises(CommandError, match=words):
        call_command("worker_add", **{**NEW, **wrong})
    assert Worker.objects.count() == before


def test_at_a_terminal_it_asks_and_offers_only_empty_posts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _vacate("counsellor-2")
    answers = iter(["intake-desk", "counsellor-2", "민새롬", "saerom"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    call_command("worker_add")
    said = capsys.readouterr().out
    assert "counsellor-2" in said
    assert "counsellor-1 " not in said
    assert "first password: " in said
    with acting(clockwork(centre_of())):
        assert Sitting.objects.get(worker__account="saerom").post.slug == "counsellor-2"


def test_two_first_passwords_are_never_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert _added(capsys) != _added(capsys, account="other")
