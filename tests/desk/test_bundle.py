"""The evidence of a month for an inspection: complete, the same every time, and of nobody in particular."""

import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from hangot.access.trail import remember
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.watching.packing import packed
from tests.desk.test_month_review import Acts, Desk, answer_all, in_it, looked, place, send

__all__ = ["looked"]
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def taken(desk: Desk, slug: str = "auditor") -> bytes:
    answer = desk(slug).get(f"{place()}&as=zip")
    assert answer.status_code == 200
    return bytes(answer.content)


def files(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def month(looked: Any, case: Case, desk: Desk, acts: Acts) -> None:
    """A month with a look at the case, answered and signed."""
    with acts("counsellor-1") as by:
        remember("case.see", by=by, at=in_it(4), subject=case.person_id, kind="read")
    client = desk("auditor")
    send(client, place(), act="begin")
    answer_all(
        client, client.get(place()).content.decode(), result="explained", note="한서윤 님 통화"
    )
    send(client, place(), act="close", note="가람 님 건은 이상 없음")


def test_the_same_month_is_the_same_file_and_every_hash_in_it_is_right(
    month: None, desk: Desk
) -> None:
    content = taken(desk)
    assert taken(desk, "privacy-officer") == content
    found = files(content)
    lines = found.pop("SHA256SUMS").decode().splitlines()
    assert sorted(lines) == sorted(
        f"{sha256(one).hexdigest()}  {name}" for name, one in found.items()
    )
    assert set(found) >= {
        "index.html",
        "log/entries.csv",
        "review/months.json",
        "rules/policies.sql",
    }


def test_no_name_no_number_and_no_word_that_anybody_wrote_is_in_it(
    month: None, case: Case, desk: Desk
) -> None:
    whole = b"\n".join(files(taken(desk)).values()).decode()
    for word in ("한서윤", "가람", "01077340182", case.number, "퇴근길", "통화", "문태오"):
        assert word not in whole, word


def test_an_inspector_checks_it_on_another_machine_with_nothing_but_python(
    month: None, desk: Desk, tmp_path: Path
) -> None:
    found = files(taken(desk))
    log = tmp_path / "entries.jsonl"
    log.write_bytes(found["log/entries.jsonl"])
    assert _verified(log)
    lines = log.read_text(encoding="utf-8").splitlines()
    changed = json.dumps(json.loads(lines[1]) | {"act": "case.see2"})
    for bad in ([lines[0], changed, *lines[2:]], [lines[0], *lines[2:]]):
        log.write_text("\n".join(bad) + "\n", encoding="utf-8")
        assert not _verified(log)


def _verified(log: Path) -> bool:
    tool = [
        sys.executable,
        "-I",
        "-S",
        str(ROOT / "tools" / "verify_audit.py"),
        "--piece",
        str(log),
    ]
    return subprocess.run(tool, capture_output=True, check=False).returncode == 0


def test_the_figures_say_what_was_checked_and_that_it_holds(month: None, desk: Desk) -> None:
    found = files(taken(desk))
    figures = json.loads(found["figures.json"])
    assert figures["broken"] == []
    assert (figures["months_signed"], figures["months_broken"]) == (1, None)
    assert figures["checked"] == len(found["log/entries.jsonl"].splitlines())
    assert "모두 적힌 그대로입니다" in found["index.html"].decode()


def test_taking_it_is_an_export_in_the_log_and_nobody_else_takes_it(
    month: None, desk: Desk, acts: Acts
) -> None:
    taken(desk)
    with acts("auditor"):
        assert AuditEntry.objects.get(act="audit.bundle").kind == "export"
    for slug in ("counsellor-1", "team-lead", "administrator"):
        assert desk(slug).get(f"{place()}&as=zip").status_code == 403


def test_a_month_that_is_not_over_has_no_bundle(desk: Desk) -> None:
    assert desk("auditor").get("/trust/review/?as=zip").status_code == 404


def test_a_package_never_holds_more_than_a_part_in_memory() -> None:
    asked: list[int] = []

    def parts() -> Any:
        for number in range(3):
            asked.append(number)
            yield b"x" * 10

    class Out(io.BytesIO):
        pass

    done = packed([("a", parts())], Out(), index=lambda files: [("b", [files[0].digest.encode()])])
    assert [(one.name, one.size) for one in done] == [("a", 30), ("b", 64)]
    assert asked == [0, 1, 2]
