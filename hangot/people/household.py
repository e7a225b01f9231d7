"""Who lives and budgets together (가구): people with a record here, and people only named.

A household tells nobody of a record: each row belongs to one person's record and is read there
only, by who reads that person's family.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.queries import need_shared, view
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.people.entries import owned
from hangot.people.models import Household, Member
from hangot.tasks.fire import locked

OWN_ROLE = Text(
    "이 기록의 본인이 가구에서 누구인지도 골라 주세요.",
    "Choose also who the person of this record is in the household.",
)
WHO = Text(
    "이름이나 사례 번호 가운데 하나를 적어 주세요.", "Give either the name or the case number."
)
NOT_HERE = Text(
    "볼 수 있는 사례 가운데 이 번호가 없습니다. 번호를 모르면 이름만 적어 주세요.",
    "No case you may see has this number. Without the number, give the name.",
)
ALREADY = Text("이미 이 가구에 적혀 있는 분입니다.", "This person is in the household already.")
ELSEWHERE = Text(
    "이 사례는 다른 가구에 적혀 있습니다. 그 사례에서 먼저 ‘함께 살지 않음’을 적어 주세요.",
    "This case belongs to another household. Record there first that they moved out.",
)
BACKWARDS = Text(
    "함께 살기 시작한 날보다 앞선 날입니다. 날짜를 다시 봐 주세요.",
    "This is before the day they moved in. Check the date.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in a household: role of the pack's list, name and birth unless a record has them.

    `since`: the day they moved in, None when nobody knows.
    """

    role: str
    name: str | None = None
    birth: str | None = None
    since: date | None = None


def together_with(person: UUID) -> Sequence[Member]:
    """All members, past ones too, of every household of a person that one may see; oldest first."""
    homes = Member.objects.filter(subject_id=person).values("household_id")
    rows = Member.objects.filter(household_id__in=homes)
    return list(rows.order_by("created_at", "pk"))


def own_row(person: UUID) -> Member | None:
    """The row of the person of a record in the household of today."""
    rows = Member.objects.filter(subject_id=person, until=None).order_by("created_at", "pk")
    return next((row for row in rows if row.name is None), None)


def join(
    *, person_id: UUID, part: Part, other_id: UUID | None, own_role: str, by: Actor, at: datetime
) -> Member:
    """Somebody lives with the person of a record: named, or by a record that is one's to see.

    The first to be added makes the household; `own_role` says who the person is in it.
    """
    may("relationship.write", by, Scene(at))
    need_shared(by, person_id, Section.FAMILY, Level.FULL, at=at)
    mine, theirs = own_row(person_id), None
    if other_id is not None:
        theirs = _other(other_id, person_id, by=by, at=at)
    elif not part.name:
        raise Missing("who", WHO)
    if mine and theirs:
        raise Missing("other", ALREADY if mine.household_id == theirs.household_id else ELSEWHERE)
    home = mine or theirs
    household = home.household_id if home else _new(by, at)
    if mine is None:
        if not own_role:
            raise Missing("own_role", OWN_ROLE)
        mine = _put(household, person_id, Part(own_role), by=by, at=at)
    if theirs:
        return mine
    if other_id:
        return _put(household, other_id, Part(part.role, since=part.since), by=by, at=at)
    return _put(household, person_id, part, by=by, at=at)


def _other(other_id: UUID, person_id: UUID, *, by: Actor, at: datetime) -> Member | None:
    """The row of somebody who has a record; Missing for one whose family is not one's to see."""
    if other_id == person_id:
        raise Missing("other", ALREADY)
    try:
        seen = view(by, other_id, at=at)
    except Hidden:
        raise Missing("other", NOT_HERE) from None
    if seen.levels[Section.FAMILY] < Level.FULL:
        raise Missing("other", NOT_HERE)
    return own_row(other_id)


def _new(by: Actor, at: datetime) -> UUID:
    home = Household(centre_id=by.centre, created_at=at)
    home.save(force_insert=True)
    return home.pk


def _put(household: UUID, subject: UUID, part: Part, *, by: Actor, at: datetime) -> Member:
    row = Member(
        **owned(subject, Section.FAMILY, by=by, at=at), household_id=household, role=part.role,
        name=part.name, birth=part.birth, since=part.since,
    )  # fmt: skip
    row.save(force_insert=True)
    _remember(row, by=by, at=at)
    return row


def change_member(
    *, member_id: UUID, part: Part, expected: int | None, by: Actor, at: datetime
) -> Member:
    """Put right who a member is; name and birth of a record are changed in the record only."""
    row = _open(member_id, expected=expected, by=by, at=at)
    if row.name is not None:
        if not part.name:
            raise Missing("who", WHO)
        row.name, row.birth = part.name, part.birth
    row.role, row.since = part.role, part.since
    return _kept(row, by=by, at=at)


def move_out(
    *, member_id: UUID, until: date, expected: int | None, by: Actor, at: datetime
) -> Member:
    """They live together no more since a day; who lived there stays readable."""
    row = _open(member_id, expected=expected, by=by, at=at)
    if row.since and until < row.since:
        raise Missing("until", BACKWARDS)
    row.until = until
    return _kept(row, by=by, at=at)


def _open(member_id: UUID, *, expected: int | None, by: Actor, at: datetime) -> Member:
    may("relationship.write", by, Scene(at))
    row: Member = locked(Member, member_id, expected=expected)
    if row.until:
        raise Hidden
    return row


def _kept(row: Member, *, by: Actor, at: datetime) -> Member:
    row.version += 1
    row.save()
    _remember(row, by=by, at=at)
    return row


def _remember(row: Member, *, by: Actor, at: datetime) -> None:
    remember(
        "relationship.write", by=by, at=at, subject=row.subject_id, thing=row.pk,
        section=Section.FAMILY,
    )  # fmt: skip
