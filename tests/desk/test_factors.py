"""Second factors: changed by nobody without one, bound to one worker, every failure in the log."""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData

from hangot import clock
from hangot.accounts.models import Counted, Worker
from hangot.audit.models import AuditEntry
from hangot.desk.factors import MARK, factor_of, marked
from hangot.desk.sign_in import Adapter

pytestmark = pytest.mark.django_db
PASSWORD = "a long invented password"
FLAG = AuthenticatorData.FLAG
AJAX = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}


@pytest.fixture
def worker() -> Worker:
    found = Worker.objects.get(account="counsellor-2")
    Adapter().set_password(found, PASSWORD)
    return found


@pytest.fixture
def secret(worker: Worker) -> str:
    """The worker's one-time code."""
    made = str(totp.generate_totp_secret())
    with factor_of(worker.pk):
        totp.TOTP.activate(worker, made)
    return made


def code(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def signed_in(worker: Worker, secret: str) -> Any:
    client = Client()
    client.post(reverse("account_login"), {"login": worker.account, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get("/seats/").status_code == 200
    return client


def aged(client: Any, *, factor: timedelta, seen: timedelta) -> None:
    """As if the login had begun and been used so long ago."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - factor.total_seconds()} for one in records
    ]
    session["seen"] = (clock.now() - seen).timestamp()
    session.save()


def acts_of(acts: Callable[..., Any], worker: Worker) -> list[tuple[str, bool]]:
    with acts("auditor"):
        found = AuditEntry.objects.filter(worker_id=worker.pk, door="sign_in").order_by("seq")
        return [(entry.act, entry.done) for entry in found]


def test_a_password_beside_an_open_screen_changes_no_second_factor(
    worker: Worker, secret: str
) -> None:
    client = signed_in(worker, secret)
    aged(client, factor=timedelta(minutes=20), seen=timedelta(minutes=1))
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert client.post(reverse("mfa_deactivate_totp"), {}).status_code == 302
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_an_idle_login_is_over_on_the_pages_of_signing_in(worker: Worker, secret: str) -> None:
    for name in ("account_reauthenticate", "mfa_index", "account_change_password"):
        client = signed_in(worker, secret)
        cache.clear()
        aged(client, factor=timedelta(hours=3), seen=timedelta(hours=2))
        assert client.get(reverse(name)).url == reverse("account_login")
        assert client.post(reverse(name), {"password": PASSWORD}).status_code in (302, 405)
        assert client.get("/seats/").url.startswith(reverse("account_login"))


def test_a_removed_factor_stands_in_the_log(
    worker: Worker, secret: str, acts: Callable[..., Any]
) -> None:
    client = signed_in(worker, secret)
    cache.clear()
    client.post(reverse("mfa_reauthenticate"), {"code": code(secret)})
    client.post(reverse("mfa_deactivate_totp"), {})
    assert not Authenticator.objects.filter(user=worker).exists()
    assert ("factor.remove", True) in acts_of(acts, worker)


def test_an_added_factor_and_new_recovery_codes_stand_in_the_log(
    worker: Worker, acts: Callable[..., Any], django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": worker.account, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    made = client.session[totp.SECRET_SESSION_KEY]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(made)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"), {})
    assert acts_of(acts, worker) == [("factor.add", True), ("factor.reset", True)]


def test_wrong_codes_are_counted_by_the_house_and_stand_in_the_log(
    worker: Worker, secret: str, acts: Callable[..., Any]
) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": worker.account, "password": PASSWORD})
    said = [
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}).content.decode()
        for number in range(12)
    ]
    assert said[0] != said[-1]
    assert Counted.objects.exists()
    assert acts_of(acts, worker)[:3] == [("factor.prove", False)] * 3
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 200


def test_a_code_is_taken_once_in_the_whole_house(worker: Worker, secret: str) -> None:
    signed_in(worker, secret)
    again = Client()
    again.post(reverse("account_login"), {"login": worker.account, "password": PASSWORD})
    assert again.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 200


def test_a_secret_that_was_copied_to_somebody_elses_row_opens_nothing(
    worker: Worker, secret: str
) -> None:
    sealed = Authenticator.objects.get(user=worker, type="totp").data["secret"]
    other = Worker.objects.get(account="safety-officer")
    Adapter().set_password(other, PASSWORD)
    Authenticator.objects.create(user=other, type="totp", data={"secret": sealed})
    client = Client()
    client.post(reverse("account_login"), {"login": other.account, "password": PASSWORD})
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 200
    assert client.get("/trust/safety/").status_code == 302


def _passkey(key: Any, credential_id: bytes) -> dict[str, Any]:
    """A passkey as a row of the library keeps it."""
    public = ES256.from_cryptography_key(key.public_key())  # type: ignore[no-untyped-call]
    place = hashlib.sha256(b"testserver").digest()
    attested = AttestedCredentialData.create(Aaguid.NONE, credential_id, public)
    data = AuthenticatorData.create(place, FLAG.UP | FLAG.UV | FLAG.AT, 0, bytes(attested))
    shown = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(data)})
    said = {"type": "webauthn.create", "challenge": "AA", "origin": "https://testserver"}
    return {
        "type": "public-key", "id": websafe_encode(credential_id), "rawId": websafe_encode(credential_id),
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(said).encode()),
            "attestationObject": websafe_encode(shown), "transports": [],
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip


def _enter(victim: Worker, key: Any, credential_id: bytes) -> Any:
    """Sign in with a passkey alone; the client afterwards."""
    client = Client()
    asked = client.get(reverse("mfa_login_webauthn"), headers=AJAX).json()
    challenge = asked["request_options"]["publicKey"]["challenge"]
    said = {"type": "webauthn.get", "challenge": challenge, "origin": "https://testserver"}
    told = json.dumps(said).encode()
    place = hashlib.sha256(b"testserver").digest()
    data = bytes(AuthenticatorData.create(place, FLAG.UP | FLAG.UV, 1))
    signature = key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
    shown = {
        "type": "public-key", "id": websafe_encode(credential_id), "rawId": websafe_encode(credential_id),
        "response": {
            "clientDataJSON": websafe_encode(told), "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(user_pk_to_url_str(victim).encode()),
        },
        "clientExtensionResults": {},
    }  # fmt: skip
    client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(shown)})
    return client


def test_a_passkey_that_this_house_did_not_add_signs_nobody_in(acts: Callable[..., Any]) -> None:
    victim, thief = (Worker.objects.get(account=a) for a in ("safety-officer", "counsellor-2"))
    key, name = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)
    credential = _passkey(key, name)
    for mark in ("", marked(thief.pk, credential)):
        row = Authenticator.objects.create(
            user=victim,
            type="webauthn",
            data={"name": "x", "credential": {**credential, MARK: mark}},
        )
        assert _enter(victim, key, name).get("/trust/safety/").status_code == 302
        row.delete()
    assert acts_of(acts, victim) == [("factor.prove", False)] * 2
    good = {**credential, MARK: marked(victim.pk, credential)}
    Authenticator.objects.create(
        user=victim, type="webauthn", data={"name": "x", "credential": good}
    )
    assert _enter(victim, key, name).get("/trust/safety/").status_code == 200


def test_a_passkey_gets_its_mark_when_it_is_added(worker: Worker, rf: Any) -> None:
    from hangot.desk import factors

    given = {"credential": _passkey(ec.generate_private_key(ec.SECP256R1()), b"x" * 32)}
    with context.request_context(rf.get("/")):
        form = factors.AddPasskeyForm(user=worker, data={})
    form.cleaned_data = given
    credential = form.mark(given)["credential"]
    assert credential[MARK] == marked(worker.pk, credential)


def test_an_expired_form_of_signing_in_shows_nothing_that_was_typed(worker: Worker) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"oldpassword": PASSWORD, "password1": "another one", "code": "123456", "login": "x"}
    for name in ("account_change_password", "account_login", "mfa_authenticate"):
        page = strict.post(reverse(name), typed)
        assert page.status_code == 403
        assert not [word for word in typed.values() if f">{word}<" in page.content.decode()]
    story = {"once": str(uuid4()), "post": "다 적었는데"}
    assert "다 적었는데" in strict.post("/seats/", story).content.decode()
