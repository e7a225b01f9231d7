"""Who is let in, when a login ends, and that nothing typed is lost when it does."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.models import Parked
from hangot.access.posts import hand_over
from hangot.accounts.models import Login, Sitting, Worker
from hangot.desk.factors import factor_of, place
from hangot.desk.sign_in import Adapter
from hangot.directory.models import Post
from hangot.vault import centre_keys
from hangot.vault.keys import keys
from hangot.vault.models import DataKey
from hangot.vault.sealing import CannotOpen, number_of, unseal

pytestmark = pytest.mark.django_db
PASSWORD = "a long invented password"
NEW_PASSWORD = "another long invented one"


@pytest.fixture
def worker() -> Worker:
    found = Worker.objects.get(account="reception-1")
    Adapter().set_password(found, PASSWORD)
    return found


def _activate(worker: Worker, secret: str) -> str:
    """The worker has a one-time code from now on; what is kept of its secret."""
    with factor_of(worker.pk):
        return str(totp.TOTP.activate(worker, secret).instance.data["secret"])


def _code(secret: str) -> str:
    return str(
        totp.format_hotp_value(
            totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
        )
    )


def test_password_and_one_time_code_lead_to_today(client: Any, worker: Worker) -> None:
    secret = totp.generate_totp_secret()
    _activate(worker, secret)
    answer = client.post(reverse("account_login"), {"login": "reception-1", "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    assert answer.url == "/"
    assert client.get("/seats/").status_code == 200


def test_a_password_alone_opens_nothing_but_the_way_to_a_second_factor(
    client: Any, worker: Worker
) -> None:
    client.post(reverse("account_login"), {"login": "reception-1", "password": PASSWORD})
    assert client.get("/seats/").url == reverse("second_factor")
    assert client.get(reverse("second_factor")).url == reverse("mfa_activate_totp")


def test_a_wrong_half_is_not_named(client: Any, worker: Worker) -> None:
    wrong_name = client.post(reverse("account_login"), {"login": "nobody", "password": PASSWORD})
    wrong_word = client.post(reverse("account_login"), {"login": "reception-1", "password": "no"})
    said = [answer.context["form"].non_field_errors() for answer in (wrong_name, wrong_word)]
    assert said[0] == said[1]


def test_the_secret_of_a_second_factor_lies_sealed(worker: Worker) -> None:
    secret = totp.generate_totp_secret()
    stored = _activate(worker, secret)
    assert secret not in stored
    assert secret.encode() not in base64.b64decode(stored)
    with factor_of(worker.pk):
        seed = RecoveryCodes.activate(worker)
        assert len(seed.generate_codes()) == 10
    assert len(base64.b64decode(seed.instance.data["seed"])) > 80
    with factor_of(Worker.objects.get(account="counsellor-1").pk), pytest.raises(CannotOpen):
        seed.generate_codes()


def test_a_second_factor_hangs_on_a_key_that_is_changed_with_the_others(
    client: Any, worker: Worker
) -> None:
    secret = totp.generate_totp_secret()
    sealed = base64.b64decode(_activate(worker, secret))
    with factor_of(worker.pk), pytest.raises(CannotOpen):
        unseal(keys().master, sealed, place())
    before = _wrapping_key()
    call_command("keys_rotate")
    assert _wrapping_key() == before + 1
    client.post(reverse("account_login"), {"login": "reception-1", "password": PASSWORD})
    answer = client.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    assert answer.url == "/"
    centre_keys.forget()


def _wrapping_key() -> int:
    """The number of the centre key around the data key of the house."""
    house = centre_of()
    with acting(clockwork(house)):
        return number_of(bytes(DataKey.objects.get(pk=house.pk).wrapped))


def test_the_session_brings_along_who_sits_where_and_knows_whose_it_is(
    desk: Callable[..., Any],
) -> None:
    client = desk("counsellor-1")
    client.get("/seats/")
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/").status_code == 200
    sitters = [one["sql"] for one in caught.captured_queries if "hangot_sitting" in one["sql"]]
    assert len(sitters) == 1
    assert "hangot_login" in sitters[0]
    kept = Login.objects.get(pk=client.session.session_key)
    assert str(kept.worker_id) == client.session[SESSION_KEY]


def test_a_session_that_stands_beside_somebody_else_opens_the_posts_of_its_own_worker_alone(
    desk: Callable[..., Any],
) -> None:
    client, other = desk("counsellor-1"), Worker.objects.get(account="safety-officer")
    Login.objects.filter(pk=client.session.session_key).update(worker_id=other.pk)
    page = client.get("/seats/")
    assert {one.worker.account for one in page.context["seats"]} == {"counsellor-1"}
    assert client.get(reverse("safety")).status_code == 403


def test_a_deactivated_worker_is_out_at_the_next_request(desk: Callable[..., Any]) -> None:
    client = desk("counsellor-1")
    assert client.get("/seats/").status_code == 200
    with acting(clockwork(centre_of(), duties=("N",))):
        Worker.objects.filter(account="counsellor-1").update(is_active=False)
    assert reverse("account_login") in client.get("/seats/").url


def test_a_changed_password_ends_every_other_login(desk: Callable[..., Any]) -> None:
    client = desk("reception-1")
    worker = Worker.objects.get(account="reception-1")
    Adapter().set_password(worker, NEW_PASSWORD)
    assert reverse("account_login") in client.get("/seats/").url


def test_a_worker_changes_the_own_password_on_its_page(client: Any, worker: Worker) -> None:
    secret = totp.generate_totp_secret()
    _activate(worker, secret)
    client.post(reverse("account_login"), {"login": "reception-1", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    words = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), words)
    assert Worker.objects.get(account="reception-1").check_password(NEW_PASSWORD)


def test_fifteen_quiet_minutes_end_a_login(desk: Callable[..., Any], settings: Any) -> None:
    client = desk("reception-1")
    session = client.session
    session["seen"] = (clock.now() - timedelta(minutes=16)).timestamp()
    session.save()
    assert reverse("account_login") in client.get("/seats/").url


def test_a_working_day_is_the_longest_login(desk: Callable[..., Any]) -> None:
    client = desk("reception-1")
    session = client.session
    long_ago = (clock.now() - timedelta(hours=10)).timestamp()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": long_ago}]
    session.save()
    assert reverse("account_login") in client.get("/seats/").url


def test_a_handed_over_post_is_gone_for_its_predecessor_at_once(desk: Callable[..., Any]) -> None:
    before = desk("counsellor-1")
    boss = clockwork(centre_of(), duties=("N", "D"))
    with acting(boss):
        post = Post.objects.get(slug="counsellor-1")
        successor = Worker.objects.get(account="counsellor-2")
        hand_over(
            post_id=post.pk, successor_id=successor.pk, expected=None, by=boss, at=clock.now()
        )
    assert before.get("/seats/").status_code == 403
    assert Sitting.objects.filter(worker=successor, until=None).count() == 2


def _expire(client: Any) -> None:
    session = client.session
    session["seen"] = (clock.now() - timedelta(minutes=20)).timestamp()
    session.save()


def _again(client: Any, account: str) -> None:
    worker = Worker.objects.get(account=account)
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    stamp = clock.now().timestamp()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": stamp}]
    session["seen"] = stamp
    session.save()


STORY = "다 적고 나서 보내려는데 로그인이 끊겼습니다"


def test_a_form_sent_after_the_login_expired_is_kept_and_given_back(
    desk: Callable[..., Any],
) -> None:
    client = desk("reception-1")
    _expire(client)
    answer = client.post("/seats/", {"once": str(uuid4()), "post": STORY})
    assert answer.status_code == 303
    kept = answer.url.split("next=")[1].split("&")[0].replace("%2F", "/")
    _again(client, "reception-1")
    page = client.get(kept)
    assert STORY in page.content.decode()


def test_somebody_else_does_not_get_the_kept_form(desk: Callable[..., Any]) -> None:
    client = desk("reception-1")
    _expire(client)
    answer = client.post("/seats/", {"once": str(uuid4()), "post": STORY})
    kept = answer.url.split("next=")[1].split("&")[0].replace("%2F", "/")
    _again(client, "counsellor-1")
    assert client.get(kept).status_code == 404
    assert desk("reception-1").get(kept).status_code == 404


def test_what_nobody_in_particular_typed_is_not_kept_for_whoever_comes(client: Any) -> None:
    answer = client.post("/seats/", {"once": str(uuid4()), "post": STORY})
    assert (answer.status_code, "kept=1" in answer.url) == (302, False)
    assert not Parked.objects.exists()


def test_a_deactivated_workers_form_is_given_to_nobody_else(desk: Callable[..., Any]) -> None:
    client = desk("counsellor-1")
    with acting(clockwork(centre_of(), duties=("N",))):
        Worker.objects.filter(account="counsellor-1").update(is_active=False)
    answer = client.post("/seats/", {"once": str(uuid4()), "post": STORY})
    kept = answer.url.split("next=")[1].split("&")[0].replace("%2F", "/")
    _again(client, "moel-job-centre-1")
    page = client.get(kept)
    assert page.status_code == 404
    assert STORY not in page.content.decode()


def test_a_key_is_shown_as_a_short_fingerprint_only() -> None:
    from hangot.vault.keys import fingerprint

    assert len(fingerprint(keys().master)) == 8
