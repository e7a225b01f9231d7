"""The evidence of one month for an inspection, in one zip that says what is in it.

People are opaque numbers in it, staff their sign-in codes; no name, no word anybody wrote. The same
month gives the same bytes, whoever asks for it and whenever.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.template.loader import render_to_string

from hangot.access.install import all_sql
from hangot.accounts.models import Worker
from hangot.audit import pieces, queries
from hangot.audit.models import AuditEntry
from hangot.audit.pieces import Piece
from hangot.core.chain import Break
from hangot.core.exports.cells import csv_lines
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.core.watching.packing import Packed, packed
from hangot.core.watching.packing import Piece as File
from hangot.core.watching.sealing import Kept
from hangot.desk.matrix import lines
from hangot.desk.matrix_paper import document
from hangot.desk.trust import words
from hangot.desk.trust.review_rows import code_of, reason, result_of
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.templatetags.moments import stamp
from hangot.watching import months
from hangot.watching import queries as reviews
from hangot.watching.models import MonthReview

AT_ONCE = 2000
Anchors = Mapping[str, Mapping[int, str]]
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
    files: list[File] = [
        ("log/entries.csv", csv_lines(_log(found, rooms, of_pack))),
        ("log/entries.jsonl", _chain(found.chains)),
        ("log/anchors.jsonl", _heads(found.chains, anchors)),
        ("review/findings.csv", csv_lines(_findings(review, rooms))),
        ("review/months.json", _json([asdict(one) for one in found.months])),
        ("rules/matrix.md", iter([_matrix(of_pack, months.span(month)[1])])),
        ("rules/policies.sql", iter([all_sql(of_pack.lives.values()).encode()])),
        ("rules/posts.csv", csv_lines(_posts(rooms, of_pack))),
        ("figures.json", _json(_figures(found))),
    ]
    packed(files, out, index=lambda done: _index(found, rooms, done))
    return found


def _checked(centre: UUID, month: date, anchors: Anchors) -> Checked:
    start, end = months.span(month)
    chains = pieces.pieces(centre, start=start, end=end)
    days = queries.days(centre, start=start, end=end)
    closed = [one for one in reviews.kept(centre) if one.result.month <= month.isoformat()]
    return Checked(
        month, {kind: days.of(kind) for kind in words.KINDS}, chains, pieces.breaks(chains, anchors),
        sum(1 for _ in _within(chains, anchors)), closed, reviews.broken(centre),
    )  # fmt: skip


def _within(chains: Iterable[Piece], anchors: Anchors) -> Iterator[dict[str, Any]]:
    """The anchored heads that lie in these pieces."""
    for one in chains:
        for seq, own in sorted(anchors.get(str(one.agency), {}).items()):
            if one.first <= seq <= one.last:
                yield {"agency": str(one.agency), "seq": seq, "hash": own}


def _heads(chains: Iterable[Piece], anchors: Anchors) -> Iterator[bytes]:
    for line in _within(chains, anchors):
        yield f"{json.dumps(line)}\n".encode()


class Incomplete(Exception):
    """It took so long that the context ended: what was written is not everything."""


def _chain(chains: list[Piece]) -> Iterator[bytes]:
    """Every entry; Incomplete rather than some of them."""
    count = 0
    for one in pieces.entries(chains):
        row = {**one.values, "previous": one.previous, "hash": one.hash}
        yield f"{json.dumps(row, ensure_ascii=False)}\n".encode()
        count += 1
    if count != sum(one.count for one in chains):
        raise Incomplete


LOG = (
    "언제 when", "기관 agency", "직위 post", "계정 account", "접속지 address", "대상 person",
    "무엇을 what", "왜 why", "화면 door", "결과 result", "사슬 번호 number",
)  # fmt: skip


def _log(found: Checked, rooms: House, pack: Profile) -> Iterator[list[Any]]:
    yield list(LOG)
    start, end = months.span(found.month)
    accounts = dict(Worker.objects.values_list("pk", "account"))
    wanted = AuditEntry.objects.filter(centre_id=rooms.centre.pk, at__gte=start, at__lt=end)
    for one in wanted.order_by("at", "pk").iterator(AT_ONCE):
        yield [
            stamp(one.at), rooms.agency(one.agency_id).ko, rooms.post(one.post_id).ko,
            accounts.get(one.worker_id, ""), one.address, code_of(one.subject_id),
            words.act(one, pack).ko, words.why(one, pack).ko, one.door, _came_of_it(one), one.seq,
        ]  # fmt: skip


def _came_of_it(one: AuditEntry) -> str:
    because = words.because(one)
    told = words.KINDS["refused"].ko if not one.done else words.KINDS[one.kind].ko
    return f"{told}: {because.ko}" if because else told


FINDINGS = ("왜 why", "수 amount", "언제 when", "기관 agency", "직위 post", "결과 result")


def _findings(review: MonthReview | None, rooms: House) -> Iterator[list[Any]]:
    """Without the words of the reviewer: those are on the page and on its paper."""
    yield list(FINDINGS)
    if review is None:
        return
    whole = reviews.whole(review)
    for one in whole.findings:
        entry, said = queries.entry(one.entry_id), result_of(whole.answers.get(one.entry_id))
        if entry:
            yield [
                reason(one).ko, one.amount, stamp(entry.at), rooms.agency(entry.agency_id).ko,
                rooms.post(entry.post_id).ko, said.ko if said else "",
            ]  # fmt: skip


def _matrix(pack: Profile, at: datetime) -> bytes:
    return document(lines(pack, at)).encode()


def _posts(rooms: House, pack: Profile) -> Iterator[list[Any]]:
    yield ["기관 agency", "직위 post", "직무 duties"]
    labels = {duty.letter: duty.label.ko for duty in pack.duties.values()}
    for post in rooms.posts.values():
        duties = ", ".join(labels.get(one, one) for one in sorted(post.duties))
        yield [rooms.agency(post.agency_id).ko, post.label.ko, duties]


def _json(content: Any) -> Iterator[bytes]:
    yield json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


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


def _index(found: Checked, rooms: House, done: list[Packed]) -> File:
    context = {
        "found": found, "centre": rooms.centre.label, "checked": sum(one.count for one in found.chains),
        "sums": [(label, found.counts[kind]) for kind, label in words.KINDS.items()],
        "chains": [(rooms.agency(one.agency), one) for one in found.chains],
        "broken": [(rooms.agency(UUID(one.agency)), one) for one in found.broken],
        "closed": next((one for one in found.months if one.result.month == found.month.isoformat()), None),
        "files": [(one, WHAT[one.name]) for one in done],
    }  # fmt: skip
    return "index.html", iter([render_to_string("desk/trust/bundle.html", context).encode()])
