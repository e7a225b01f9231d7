"""The evidence of one month for an inspection, in one zip that says what is in it.

People are opaque numbers in it, staff their sign-in codes; no name, no word anybody wrote. The same
month gives the same bytes, whoever asks for it and whenever.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from django.template.loader import render_to_string

from hangot.access.install import all_sql
from hangot.audit import pieces, queries
from hangot.audit.pieces import Piece
from hangot.core.chain import Break
from hangot.core.exports.cells import csv_lines
from hangot.core.text import Text, current
from hangot.core.watching.packing import Packed, packed
from hangot.core.watching.packing import Piece as File
from hangot.core.watching.sealing import Kept
from hangot.desk.trust import bundle_files as files
from hangot.desk.trust import words
from hangot.desk.trust.bundle_files import Anchors
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.watching import months
from hangot.watching import queries as reviews

WHAT: Mapping[str, Text] = {
    "log/entries.csv": Text(
        "접속기록: 언제, 누가, 어디서, 누구의 기록을, 무엇을, 왜",
        "The access log: when, who, from where, whose record, what, why",
    ),
    "log/entries.jsonl": Text(
        "같은 기록을 사슬로 확인할 수 있는 꼴로 (tools/verify_audit.py --piece)",
        "The same in the form in which its chain can be checked (tools/verify_audit.py --piece)",
    ),
    "log/anchors.jsonl": Text("밖에 적어 둔 사슬의 머리", "Heads of the chain kept outside"),
    "review/findings.csv": Text("살펴본 기록과 점검 결과", "What was looked at, with the result"),
    "review/months.json": Text("서명한 월별 점검 결과의 사슬", "Signed monthly results, chained"),
    "rules/matrix.md": Text("누가 무엇을 열 수 있는지", "Who may open what"),
    "rules/policies.sql": Text("데이터베이스의 접근 정책", "The access policies of the database"),
    "rules/posts.csv": Text("직위와 직무", "Posts and their duties"),
    "figures.json": Text("확인한 수치", "The figures of the check"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found when the month was checked."""

    month: date
    counts: Mapping[str, int]
    chains: list[Piece]
    broken: list[Break]
    anchors: int
    months: list[Kept]
    broken_month: str | None

    @property
    def holds(self) -> bool:
        return not self.broken and self.broken_month is None


def write(centre: UUID, pack: str, month: date, anchors: Anchors, out: BinaryIO) -> Checked:
    """Write the zip of a month that is over; what the check of it found."""
    found, rooms, of_pack = _checked(centre, month, anchors), house(centre), profile(pack)
    review = reviews.of_month(centre, month)
    parts: list[File] = [
        ("log/entries.csv", csv_lines(files.log_lines(month, rooms, of_pack))),
        ("log/entries.jsonl", files.chain(found.chains)),
        ("log/anchors.jsonl", files.heads(found.chains, anchors)),
        ("review/findings.csv", csv_lines(files.finding_lines(review, rooms))),
        ("review/months.json", files.as_json([asdict(one) for one in found.months])),
        ("rules/matrix.md", iter([files.matrix(of_pack, months.span(month)[1])])),
        ("rules/policies.sql", iter([all_sql(of_pack.lives.values()).encode()])),
        ("rules/posts.csv", csv_lines(files.post_lines(rooms, of_pack))),
        ("figures.json", files.as_json(_figures(found))),
    ]
    packed(parts, out, index=lambda done: _index(found, rooms, done))
    return found


def _checked(centre: UUID, month: date, anchors: Anchors) -> Checked:
    start, end = months.span(month)
    chains = pieces.pieces(centre, start=start, end=end)
    days = queries.days(centre, start=start, end=end)
    closed = [one for one in reviews.kept(centre) if one.result.month <= month.isoformat()]
    return Checked(
        month, {kind: days.of(kind) for kind in words.KINDS}, chains, pieces.breaks(chains, anchors),
        sum(1 for _ in files.anchored(chains, anchors)), closed, reviews.broken(centre),
    )  # fmt: skip


def _figures(found: Checked) -> dict[str, Any]:
    return {
        "month": found.month.isoformat(),
        "entries": dict(found.counts),
        "chains": [
            {"agency": str(one.agency), "first": one.first, "last": one.last}
            for one in found.chains
        ],
        "checked": sum(one.count for one in found.chains),
        "broken": [asdict(one) for one in found.broken],
        "anchors": found.anchors,
        "months_signed": len(found.months),
        "months_broken": found.broken_month,
    }


def _index(found: Checked, rooms: House, done: list[Packed]) -> list[File]:
    """What was found and what is in it, in both languages."""
    context = {
        "found": found, "centre": rooms.centre.label,
        "checked": sum(one.count for one in found.chains),
        "sums": [(label, found.counts[kind]) for kind, label in words.KINDS.items()],
        "chains": [(rooms.agency(one.agency), one) for one in found.chains],
        "broken": [(rooms.agency(UUID(one.agency)), one) for one in found.broken],
        "closed": next(
            (one for one in found.months if one.result.month == found.month.isoformat()), None
        ),
        "files": [(one, WHAT[one.name]) for one in done],
    }  # fmt: skip
    return [
        (name, iter([_spoken(language, context)]))
        for name, language in (("index.html", "ko"), ("index-en.html", "en"))
    ]


def _spoken(language: str, context: Mapping[str, Any]) -> bytes:
    mark = current.set(language)
    try:
        return render_to_string("desk/trust/bundle.html", dict(context)).encode()
    finally:
        current.reset(mark)
