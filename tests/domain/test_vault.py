"""What lies in the database and its dumps is unreadable, cannot be moved, and outlives a new key."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.cases import plans
from hangot.cases.models import Note
from hangot.cases.records import write_note
from hangot.config.cluster import binaries
from hangot.core.access import Section
from hangot.core.lookup import parse
from hangot.files import actions as files
from hangot.intake import actions as intake
from hangot.people import actions as people
from hangot.people.models import ContactPoint, Person
from hangot.vault import centre_keys, keyring, rotation
from hangot.vault.models import DataKey
from hangot.vault.sealing import CannotOpen, number_of
from tests.copies import Copy, copy, pointed

__all__ = ["copy"]
pytestmark = pytest.mark.slow

CANARIES = {
    "name": "카나리온새", "phone": "01009998877", "address": "새솔마을 카나리로 77", "story": "카나리 이야기 새벽",
    "alias": "카나별명", "birth": "1991-02-28", "note": "카나리 메모 여울", "goal": "카나리 목표 마루",
    "wish": "카나리 소원 달래", "file": "카나리파일.pdf", "content": "카나리 문서 속",
}  # fmt: skip


PDF = f"%PDF-1.4\n{CANARIES['content']}\n%%EOF\n".encode()


def _who(slug: str) -> Any:
    seat = Sitting.objects.select_related("post__agency").get(post__slug=slug, until=None)
    return actor(seat, profile_id="crime_victim", proved_at=clock.now(), address="192.0.2.7")


@pytest.fixture(scope="module")
def person(copy: Copy) -> Person:
    """Somebody about whom everything that may be written was written."""
    c, at = CANARIES, clock.now()
    story = intake.Story(
        "phone", "fine", story=c["story"], wish=c["wish"], name=c["name"], alias=c["alias"],
        birth=date.fromisoformat(c["birth"]), phone=c["phone"], crimes=("stalking",), needs=("safety",),
    )  # fmt: skip
    with acting(_who("reception-1")) as state:
        by = state.actor
        found = intake.look_up(
            query=parse(f"{c['name']} {c['birth']}", at.date()), reason="safety", by=by, at=at
        )
        notice = intake.receive(story=story, by=by, at=at)
        intake.start(notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=at)
    with acting(_who("case-manager-1")) as state:
        by = state.actor
        case = intake.open_case(
            notice_id=notice.pk,
            known=None,
            method="paper",
            lead_post=by.post,
            expected=None,
            by=by,
            at=at,
        )
        people.put_contact(case.person_id, "address", c["address"], whose="self", by=by, at=at)
        for text in (c["note"], "다른 메모"):
            write_note(
                subject=case.person_id, section=Section.OVERVIEW, text=text, what="phone",
                case_id=case.pk, by=by, at=at,
            )  # fmt: skip
        aim = plans.Aim("safety", c["goal"], c["goal"], by.agency)
        plans.draft(case_id=case.pk, aims=[aim], by=by, at=at)
        _attach(case, by, at)
        return Person.objects.get(pk=case.person_id)


def _attach(case: Any, by: Any, at: Any) -> None:
    upload = files.Upload(CANARIES["file"], PDF)
    files.take(subject=case.person_id, section=Section.OVERVIEW, upload=upload, by=by, at=at)


@pytest.fixture(scope="module")
def seen(copy: Copy, person: Person) -> str:
    """The whole dump, as the backup role takes it, read as text."""
    done = _dump(copy, "hangot_backup")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _dump(copy: Copy, role: str) -> "subprocess.CompletedProcess[str]":
    address = copy["urls"]["hangot_app"].replace("hangot_app", role)
    command = [
        str(binaries.find().bin / "pg_dump"),
        "--exclude-table=hg.context_key",
        "--dbname",
        address,
    ]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, "LC_ALL": "C"},
        encoding="utf-8", errors="replace",
    )  # fmt: skip


@pytest.mark.parametrize("what", CANARIES)
def test_a_dump_of_the_database_tells_nothing_about_a_person(seen: str, what: str) -> None:
    plain = CANARIES[what]
    assert plain not in seen
    assert plain.encode().hex() not in seen
    assert plain.encode("utf-16-le").hex() not in seen
    assert plain.removeprefix("0") not in seen


def test_the_dump_is_a_whole_one(seen: str, person: Person) -> None:
    assert "COPY public.hangot_note" in seen
    assert str(person.pk) in seen
    assert "CREATE TABLE hg.context_key" not in seen


def test_the_application_cannot_take_a_dump(copy: Copy, person: Person) -> None:
    done = _dump(copy, "hangot_app")
    assert done.returncode != 0
    assert "row-level security" in done.stderr or "permission denied" in done.stderr


@pytest.fixture
def superuser(copy: Copy, person: Person) -> Iterator[Any]:
    with pointed("owner", copy["hangot_admin"]), connections["owner"].cursor() as cursor:
        yield cursor


def _swap(cursor: Any, first: tuple[str, str, Any], other: tuple[str, str, Any]) -> None:
    """Put the sealed value of one place into another."""
    (table, column, row), (table2, column2, row2) = first, other
    cursor.execute(f"select {column} from {table} where id = %s", [row])  # noqa: S608 - fixed names
    moved = cursor.fetchone()[0]
    cursor.execute(f"update {table2} set {column2} = %s where id = %s", [moved, row2])  # noqa: S608


def test_a_sealed_value_moved_to_another_row_or_column_does_not_open(
    superuser: Any, person: Person
) -> None:
    with acting(_who("case-manager-1")):
        first, other = Note.objects.filter(section=Section.OVERVIEW.number).order_by("pk")[:2]
        point = ContactPoint.objects.get(kind="address")
        assert {first.text, other.text} == {CANARIES["note"], "다른 메모"}
    before = _kept(superuser, other.pk), _kept(superuser, point.pk, "hangot_contactpoint", "value")
    _swap(superuser, ("hangot_note", "text", first.pk), ("hangot_note", "text", other.pk))
    _swap(
        superuser, ("hangot_person", "name", person.pk), ("hangot_contactpoint", "value", point.pk)
    )
    with acting(_who("case-manager-1")):
        for row, name in (
            (Note.objects.get(pk=other.pk), "text"),
            (ContactPoint.objects.get(pk=point.pk), "value"),
        ):
            with pytest.raises(CannotOpen):
                getattr(row, name)
    superuser.execute("update hangot_note set text = %s where id = %s", [before[0], other.pk])
    superuser.execute(
        "update hangot_contactpoint set value = %s where id = %s", [before[1], point.pk]
    )


def _kept(cursor: Any, row: Any, table: str = "hangot_note", column: str = "text") -> bytes:
    cursor.execute(f"select {column} from {table} where id = %s", [row])  # noqa: S608 - fixed names
    return bytes(cursor.fetchone()[0])


def test_a_new_key_wraps_every_old_one_and_nothing_becomes_unreadable(
    copy: Copy, person: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    centre = centre_of()
    with acting(clockwork(centre)):
        before = rotation.begin(centre.pk, at=clock.now())
        assert rotation.batch(centre.pk) == 2
    with acting(_who("case-manager-1")):
        assert Person.objects.get(pk=person.pk).name == CANARIES["name"]
    call_command("keys_rotate")
    with acting(clockwork(centre)):
        used = {number_of(bytes(row.wrapped)) for row in DataKey.objects.all()}
        assert used == {before + 1}
        total = DataKey.objects.count()
    assert f"{total}/{total}" in capsys.readouterr().out
    with acting(_who("case-manager-1")):
        assert Person.objects.get(pk=person.pk).name == CANARIES["name"]


@pytest.fixture
def elsewhere(copy: Copy, person: Person) -> int:
    """Keys are changed by another process, while this one holds the old key in memory."""
    centre = centre_of()
    with acting(_who("case-manager-1")):
        before, _ = centre_keys.current(centre.pk)
    environment = {
        **os.environ, "DATABASE_URL": copy["urls"]["hangot_app"],
        "OWNER_DATABASE_URL": copy["urls"]["hangot_owner"], "HANGOT_KEYS": str(settings.HANGOT_KEYS),
    }  # fmt: skip
    command = [sys.executable, "-m", "hangot.config.cli", "keys", "rotate"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return before + 1


def test_a_desk_that_is_open_while_keys_change_seals_the_next_person_with_the_new_key(
    elsewhere: int,
) -> None:
    with acting(_who("reception-1")) as state:
        notice = intake.receive(
            story=intake.Story("phone", "fine", story="새벽에 왔어요"),
            by=state.actor,
            at=clock.now(),
        )
        assert number_of(bytes(DataKey.objects.get(pk=notice.pk).wrapped)) == elsewhere
        assert not rotation.waiting(state.actor.centre).exists()


def test_a_change_of_keys_waits_for_a_record_that_is_being_made(copy: Copy, person: Person) -> None:
    """Otherwise its key, not yet visible, would be passed over and stay under the old one."""
    centre = centre_of()
    wrapped, go_on = threading.Event(), threading.Event()

    def receive() -> None:
        try:
            with acting(clockwork(centre)):
                keyring.create(UUID(int=77), centre.pk)
                wrapped.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    slow = threading.Thread(target=receive)
    slow.start()
    assert wrapped.wait(10)
    with pytest.raises(OperationalError, match="lock timeout"), acting(clockwork(centre)):
        with connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '200ms'")
        rotation.begin(centre.pk, at=clock.now())
    go_on.set()
    slow.join()
    call_command("keys_rotate")
    with acting(clockwork(centre)):
        assert number_of(bytes(DataKey.objects.get(pk=UUID(int=77)).wrapped)) == centre_keys.newest(
            centre.pk
        )


def test_only_the_system_may_wrap_keys_anew(copy: Copy, person: Person) -> None:
    with acting(_who("case-manager-1")), transaction.atomic():
        row = DataKey.objects.get(pk=person.pk)
        assert DataKey.objects.filter(pk=row.pk).update(wrapped=b"x") == 0
