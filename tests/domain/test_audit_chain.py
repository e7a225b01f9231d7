"""Whoever changes the log, as the superuser of the database, is found, and the entry is named."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connections, transaction

from hangot.access.context import acting, system
from hangot.access.founding import centre_of
from hangot.access.trail import remember
from hangot.audit import anchors
from hangot.audit.models import AuditEntry
from hangot.audit.verify import COLUMNS, entry, heads, verify
from hangot.core.access import Section
from hangot.core.chain import Break, canonical, digest
from hangot.core.ids import new_id
from hangot.directory.models import Agency
from hangot.jobs import log
from hangot.vault.keys import keys
from tests.copies import Copy, copy, pointed

__all__ = ["copy"]
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
AT = datetime(2026, 9, 2, 12, 10, tzinfo=UTC)
LENGTH, ANCHORED = 40, (10, 25, 40)
Agencies = tuple[str, str]
Tamper = Callable[[Any, str, int], None]


@pytest.fixture(scope="module")
def written(copy: Copy) -> tuple[Agencies, dict[str, dict[int, str]]]:
    """Two agencies with forty entries each, and their heads as they were kept outside on the way."""
    centre = centre_of()
    pair = tuple(Agency.objects.order_by("slug").values_list("pk", flat=True)[:2])
    kept: dict[str, dict[int, str]] = {str(pk): {} for pk in pair}
    for agency in pair:
        by = system(centre.pk, agency, frozenset("U"), profile=centre.profile)
        for number in range(1, LENGTH + 1):
            with acting(by):
                remember(
                    f"test.{number}", by=by, at=AT + timedelta(minutes=number), subject=new_id(),
                    section=Section.INCIDENT if number % 3 else None,
                    reason="통화 중 · ‘확인’ 🙂" if number % 2 else None,
                )  # fmt: skip
            if number in ANCHORED:
                with pointed("owner", copy["hangot_admin"]):
                    kept[str(agency)][number] = heads("owner")[str(agency)][1]
    return (str(pair[0]), str(pair[1])), kept


@pytest.fixture
def superuser(copy: Copy) -> Iterator[Any]:
    """A cursor past every policy; whatever it does is taken back afterwards."""
    with pointed("owner", copy["hangot_admin"]), transaction.atomic("owner"):
        with connections["owner"].cursor() as cursor:
            yield cursor
        transaction.set_rollback(True, using="owner")


def edit(cursor: Any, agency: str, seq: int) -> None:
    column = random.Random(seq).choice(("act", "kind", "door", "address", "purpose"))
    cursor.execute(
        f"update hangot_auditentry set {column} = 'x' where agency_id = %s and seq = %s",  # noqa: S608
        [agency, seq],
    )


def hide_whose(cursor: Any, agency: str, seq: int) -> None:
    cursor.execute(
        "update hangot_auditentry set subject_id = null where agency_id = %s and seq = %s",
        [agency, seq],
    )


def back_date(cursor: Any, agency: str, seq: int) -> None:
    cursor.execute(
        "update hangot_auditentry set at = at - interval '1 day', recorded_at = recorded_at - interval"
        " '1 day' where agency_id = %s and seq = %s", [agency, seq],
    )  # fmt: skip


def delete(cursor: Any, agency: str, seq: int) -> None:
    cursor.execute("delete from hangot_auditentry where agency_id = %s and seq = %s", [agency, seq])


def delete_and_close_the_gap(cursor: Any, agency: str, seq: int) -> None:
    delete(cursor, agency, seq)
    _shift(cursor, agency, seq, -1)


def reorder(cursor: Any, agency: str, seq: int) -> None:
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        cursor.execute(
            "update hangot_auditentry set seq = %s where agency_id = %s and seq = %s",
            [new, agency, old],
        )


def insert(cursor: Any, agency: str, seq: int) -> None:
    _shift(cursor, agency, seq, 1)
    cursor.execute("alter table hangot_auditentry disable trigger audit_link")
    columns = ", ".join(("centre_id", "agency_id", *COLUMNS[4:]))
    cursor.execute(
        f"insert into hangot_auditentry (id, seq, {columns}) select %s, %s, {columns}"  # noqa: S608
        " from hangot_auditentry where agency_id = %s and seq = %s", [new_id(), seq, agency, seq - 1],
    )  # fmt: skip


def move_to_the_other_agency(cursor: Any, agency: str, seq: int) -> None:
    cursor.execute(
        "update hangot_auditentry set seq = 1000, agency_id = (select agency_id from hangot_chainhead"
        " where agency_id <> %s limit 1) where agency_id = %s and seq = %s", [agency, agency, seq],
    )  # fmt: skip


def _shift(cursor: Any, agency: str, seq: int, by: int) -> None:
    cursor.execute(
        "update hangot_auditentry set seq = -(seq + %s) where agency_id = %s and seq >= %s",
        [by, agency, seq],
    )
    cursor.execute(
        "update hangot_auditentry set seq = -seq where agency_id = %s and seq < 0", [agency]
    )


def cut_tail(cursor: Any, agency: str, seq: int) -> None:
    """Everything from an entry on is gone, and the head beside the log says so too."""
    cursor.execute(
        "delete from hangot_auditentry where agency_id = %s and seq >= %s", [agency, seq]
    )
    cursor.execute(
        "update hangot_chainhead h set seq = e.seq, hash = e.hash from hangot_auditentry e"
        " where h.agency_id = %s and e.agency_id = h.agency_id and e.seq = %s", [agency, seq - 1],
    )  # fmt: skip


def write_anew(cursor: Any, agency: str, seq: int) -> None:
    """An entry is changed and every hash after it computed again, as the rules are public."""
    edit(cursor, agency, seq)
    rows = AuditEntry.objects.using("owner").filter(agency_id=agency).order_by("seq")
    previous = ""
    for row in rows.values_list(*COLUMNS):
        one = entry(row)
        own = digest(previous or one.previous, one.values)
        cursor.execute(
            "update hangot_auditentry set previous = %s, hash = %s where id = %s",
            [previous or one.previous, own, one.values["id"]],
        )
        previous = own
    cursor.execute("update hangot_chainhead set hash = %s where agency_id = %s", [previous, agency])


def anchored_from(seq: int) -> int:
    return next(number for number in ANCHORED if number >= seq)


def itself(seq: int) -> int:
    return seq


KINDS: tuple[tuple[Tamper, Callable[[int], int]], ...] = (
    (edit, itself), (hide_whose, itself), (back_date, itself), (delete, itself),
    (delete_and_close_the_gap, itself), (reorder, itself), (insert, itself),
    (move_to_the_other_agency, itself), (cut_tail, anchored_from), (write_anew, anchored_from),
)  # fmt: skip
SPOTS = random.Random(20260902)
CASES = [
    (act, seq, named(seq))
    for act, named in KINDS
    for seq in sorted(SPOTS.sample(range(2, LENGTH), 5))
]


@pytest.mark.parametrize(
    ("act", "seq", "named"), CASES, ids=lambda one: getattr(one, "__name__", str(one))
)
def test_a_tampered_entry_is_named(
    written: tuple[Agencies, Any], superuser: Any, act: Tamper, seq: int, named: int
) -> None:
    (agency, _), kept = written
    act(superuser, agency, seq)
    _, broken = verify("owner", kept)
    mine = [one for one in broken if one.agency == agency]
    assert [(one.agency, one.seq) for one in mine] == [(agency, named)], broken


def test_the_untouched_log_raises_no_alarm(written: tuple[Agencies, Any], superuser: Any) -> None:
    agencies, kept = written
    counts, broken = verify("owner", kept)
    assert broken == []
    assert [counts[agency] for agency in agencies] == [LENGTH, LENGTH]


def test_a_last_entry_taken_away_is_seen_by_the_head_even_before_the_next_anchor(
    written: tuple[Agencies, Any], superuser: Any
) -> None:
    (agency, _), _ = written
    delete(superuser, agency, LENGTH)
    assert verify("owner", {})[1] == [Break(agency, LENGTH, "missing: the tail was cut")]


def test_a_table_put_in_place_of_the_log_is_seen(
    written: tuple[Agencies, Any], superuser: Any
) -> None:
    agencies, kept = written
    superuser.execute("alter table hangot_auditentry rename to hangot_away")
    superuser.execute("create table hangot_auditentry (like hangot_away)")
    broken = {one.agency: one.what for one in verify("owner", kept)[1]}
    assert set(agencies) <= set(broken)
    assert "whole chain is gone" in broken[agencies[0]]


def test_python_and_the_database_hash_the_same_text(
    written: tuple[Agencies, Any], superuser: Any
) -> None:
    superuser.execute("select e.id::text, hg.audit_text(e) from hangot_auditentry e")
    by_database = dict(superuser.fetchall())
    rows = [entry(row) for row in AuditEntry.objects.using("owner").values_list(*COLUMNS)]
    assert {one.values["id"]: canonical(one.values) for one in rows} == by_database
    assert len(rows) >= 2 * LENGTH


@pytest.mark.parametrize(
    "verb", ["update hangot_auditentry set act = 'x'", "delete from hangot_auditentry"]
)
def test_the_application_can_neither_change_nor_delete_an_entry(
    written: tuple[Agencies, Any], verb: str
) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(verb)


@pytest.fixture
def outside(tmp_path: Path, settings: Any) -> Path:
    """An empty place for anchors."""
    settings.HANGOT_ANCHORS = str(tmp_path / "anchors")
    return tmp_path


def test_the_auditor_reads_every_chain_and_is_told_that_all_holds(
    written: tuple[Agencies, Any], outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log.anchor(at=AT) >= 2
    assert log.anchor(at=AT) == 0
    call_command("audit_verify")
    assert "모두 그대로입니다" in capsys.readouterr().out


def test_changed_anchors_are_seen_whether_a_line_was_changed_or_taken_out(
    written: tuple[Agencies, Any], outside: Path
) -> None:
    log.anchor(at=AT)
    path = outside / "anchors" / anchors.FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    for bad in (lines[1:], [lines[0].replace('"seq": ', '"seq": 1'), *lines[1:]], [*lines, "{}"]):
        path.write_text("\n".join(bad) + "\n", encoding="utf-8")
        with pytest.raises(anchors.BrokenAnchors):
            anchors.read(outside / "anchors", keys().anchor)
        with pytest.raises(CommandError, match="anchors were changed"):
            call_command("audit_verify")


def test_the_command_names_agency_and_number_and_fails(
    written: tuple[Agencies, Any], copy: Copy, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (agency, _), _ = written
    with pointed("owner", copy["hangot_admin"]), connections["owner"].cursor() as cursor:
        cursor.execute(
            "select act from hangot_auditentry where agency_id = %s and seq = 7", [agency]
        )
        (before,) = cursor.fetchone()
        change = "update hangot_auditentry set act = %s where agency_id = %s and seq = 7"
        cursor.execute(change, ["nothing", agency])
        with pytest.raises(CommandError, match="changed"):
            call_command("audit_verify")
        cursor.execute(change, [before, agency])
    assert (
        f"{log.names()[agency]}: 7번째 기록 / entry 7: content was changed"
        in capsys.readouterr().out
    )


def test_the_stand_alone_verifier_agrees_on_another_machine(
    written: tuple[Agencies, Any], outside: Path, settings: Any
) -> None:
    log.anchor(at=AT)
    call_command("audit_export", str(outside / "log.jsonl"), stdout=_Quiet())
    files = [outside / "log.jsonl", outside / "anchors" / anchors.FILE, settings.HANGOT_KEYS]
    assert _stand_alone(*files).returncode == 0
    lines = files[0].read_text(encoding="utf-8").splitlines()
    changed = json.loads(lines[4]) | {"address": "203.0.113.9"}
    for bad in ([*lines[:4], json.dumps(changed), *lines[5:]], lines[:4] + lines[5:], lines[:-1]):
        files[0].write_text("\n".join(bad) + "\n", encoding="utf-8")
        done = _stand_alone(*files)
        assert done.returncode == 1
        assert "!! agency" in done.stdout


class _Quiet:
    def write(self, text: str) -> None:
        """Nobody reads it."""


def _stand_alone(*files: object) -> "subprocess.CompletedProcess[str]":
    """Isolated: neither our package nor anything installed can be imported."""
    command = [sys.executable, "-I", "-S", str(ROOT / "tools" / "verify_audit.py")]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
