"""What can be exported: which post may, under which heads, and rows piece by piece as that post.

No sheet holds a name, a contact or an address: whoever needs those opens the record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.directory.queries import House
from hangot.watching import months

LIMIT = 100_000
PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of export; `rows` are those that the asking post sees, in the order of their key."""

    id: str
    label: Text
    duties: frozenset[str]
    monthly: bool
    heads: Sequence[str]
    rows: Callable[[Actor, date | None], "QuerySet[Any]"]
    line: Callable[[Any, House, Profile], Sequence[Any]]

    def piece(self, by: Actor, month: date | None, after: UUID | None) -> list[Any]:
        """The next rows after a key."""
        found = self.rows(by, month)
        return list((found.filter(pk__gt=after) if after else found).order_by("pk")[:PIECE])


def _cases(by: Actor, month: date | None) -> "QuerySet[Case]":
    rows = Case.objects.filter(agency_id=by.agency)
    if month is None:
        return rows
    start, end = months.span(month)
    return rows.filter(registered_at__gte=start, registered_at__lt=end)


def _case(row: Case, rooms: House, pack: Profile) -> Sequence[Any]:
    life = pack.life("case")
    return (
        row.number, life.label(row.state).ko, _day(row.registered_at), _day(row.moved_at),
        rooms.post(row.lead_post_id).ko,
    )  # fmt: skip


def _log(by: Actor, month: date | None) -> "QuerySet[AuditEntry]":
    start, end = months.span(month or date.min)
    return AuditEntry.objects.filter(centre_id=by.centre, at__gte=start, at__lt=end)


def _entry(row: AuditEntry, rooms: House, pack: Profile) -> Sequence[Any]:
    purposes = {purpose.value: label.ko for purpose, label in pack.purposes.items()}
    return (
        f"{row.at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S}", rooms.agency(row.agency_id).ko,
        rooms.post(row.post_id).ko, row.address, str(row.subject_id or ""), row.act, row.kind,
        purposes.get(row.purpose, row.purpose), row.reason or "", row.seq,
    )  # fmt: skip


def _day(moment: Any) -> str:
    return f"{moment.astimezone(SEOUL):%Y-%m-%d}"


ALL: Sequence[Sheet] = (
    Sheet(
        id="cases", label=Text("사례 목록(이름 없이 번호로)", "Cases, by number and without names"),
        duties=frozenset("L"), monthly=False,
        heads=("사례 번호", "단계", "등록일", "단계가 바뀐 날", "주담당"), rows=_cases, line=_case,
    ),
    Sheet(
        id="log", label=Text("한 달 접속기록", "The access log of a month"),
        duties=frozenset("V"), monthly=True,
        heads=("언제", "기관", "직위", "접속지", "대상", "한 일", "종류", "목적", "이유", "사슬 번호"),
        rows=_log, line=_entry,
    ),
)  # fmt: skip
SHEETS: Mapping[str, Sheet] = {one.id: one for one in ALL}


def open_to(by: Actor) -> list[Sheet]:
    """The sheets this post may ask for."""
    return [one for one in SHEETS.values() if one.duties & by.duties]
