"""How claims and gates come and go, and how the access rows follow from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hangot.access.alone import alone
from hangot.access.context import current, deriving, moment
from hangot.access.models import (
    LONGEST,
    AccessClaim,
    AccessGate,
    AccessRow,
    AccessSubject,
    BreakGlass,
)
from hangot.core.access import (
    SECTIONS,
    Claim,
    Emergency,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
    Section,
)
from hangot.core.access_rows import Effective, derive
from hangot.vault.models import PersonTokens
from hangot.vault.together import Kept
from hangot.vault.tokens import agency_token, centre_token

LevelMap = Mapping[Section, Level]


def vector(levels: LevelMap) -> list[int]:
    """Levels as the database keeps them: one number per section in the closed order."""
    return [int(levels.get(section, Level.NONE)) for section in SECTIONS]


def unvector(numbers: Sequence[int]) -> LevelMap:
    return {s: Level(n) for s, n in zip(SECTIONS, numbers, strict=True) if n}


_changing: ContextVar[frozenset[UUID]] = ContextVar("hangot_changing", default=frozenset())


@contextmanager
def changing(subject: UUID) -> Iterator[None]:
    """Change claims, gates or list keys of a subject; its access rows follow at the end.

    Inside another one of the same subject they follow once, at the end of the outer one.
    """
    if subject in _changing.get():
        yield
        return
    alone(subject)
    mark = _changing.set(_changing.get() | {subject})
    try:
        with deriving(subject):
            yield
            rebuild(subject)
    finally:
        _changing.reset(mark)


def register(subject: UUID, *, at: datetime) -> None:
    """A new subject: lists can order it before it has a case."""
    row = AccessSubject(subject_id=subject, centre_id=current().actor.centre, sort_at=at)
    with deriving(subject):
        AccessSubject.objects.bulk_create([row])


def list_as(subject: UUID, *, case_id: UUID, stage: str, at: datetime) -> None:
    """What lists show and sort by; call inside `changing()`."""
    AccessSubject.objects.filter(pk=subject).update(case_id=case_id, stage=stage, sort_at=at)


def claim(
    subject: UUID,
    levels: LevelMap,
    *,
    agency: UUID,
    code: str,
    source: UUID,
    starts: datetime,
    ends: datetime | None = None,
    frozen: datetime | None = None,
    post: UUID | None = None,
    duties: Sequence[str | None] = (None,),
) -> None:
    """Somebody needs to see: an agency, a post, or whoever holds a duty; inside `changing()`.

    With `ends` the need is over by then at the latest, whoever forgets to end it. What is `frozen`
    from the beginning opens the agency's own records only.
    """
    AccessClaim.objects.bulk_create([
        AccessClaim(
            centre_id=current().actor.centre, subject_id=subject, agency_id=agency, post_id=post,
            duty=duty, levels=vector(levels), starts=starts, ends=ends, code=code, source_id=source,
            frozen_at=frozen,
        )
        for duty in duties
    ])  # fmt: skip


def end_claims(subject: UUID, *, source: UUID, at: datetime) -> None:
    """The need is over: nothing is seen any more because of it."""
    live = Q(ends=None) | Q(ends__gt=at)
    AccessClaim.objects.filter(live, subject_id=subject, source_id=source).update(ends=at)


def freeze_claims(subject: UUID, *, source: UUID, at: datetime) -> None:
    """Nothing new flows; the agency keeps its own records."""
    live = AccessClaim.objects.filter(subject_id=subject, source_id=source, frozen_at=None)
    live.update(frozen_at=at)


def gate(
    subject: UUID,
    levels: LevelMap,
    *,
    agency: UUID,
    code: str,
    source: UUID,
    starts: datetime,
    ends: datetime | None,
    purposes: Iterable[Purpose] = (Purpose.SUPPORT,),
) -> None:
    """It is lawful to see; call inside `changing()`."""
    AccessGate.objects.bulk_create([AccessGate(
        centre_id=current().actor.centre, subject_id=subject, agency_id=agency,
        levels=vector(levels), purposes=[p.value for p in purposes], starts=starts, ends=ends,
        code=code, source_id=source,
    )])  # fmt: skip


def end_gates(subject: UUID, *, source: UUID, at: datetime) -> None:
    """No longer lawful from this moment: closed at the very next request."""
    for row in AccessGate.objects.filter(subject_id=subject, source_id=source):
        if row.ends is None or row.ends > at:
            row.ends = at
            row.save(update_fields=["ends"])


def _known(*, subject: UUID) -> Sequence[Any]:
    return (
        AccessGate.objects.filter(subject_id=subject),
        AccessClaim.objects.filter(subject_id=subject),
        BreakGlass.objects.filter(subject_id=subject, state="opened"),
        AccessSubject.objects.filter(pk=subject),
        PersonTokens.objects.filter(pk=subject),
        AccessRow.objects.filter(subject_id=subject),
    )


KNOWN = Kept(_known)


def facts(subject: UUID) -> Facts:
    """Gates, claims and emergencies of one subject; readable inside `deriving()` only."""
    return _facts(*KNOWN.ask(subject=subject)[:3])


def _facts(
    gates: Iterable[AccessGate], claims: Iterable[AccessClaim], glasses: Iterable[BreakGlass]
) -> Facts:
    return Facts(
        tuple(
            Gate(
                row.agency_id, unvector(row.levels), Period(row.starts, row.ends),
                frozenset(Purpose(p) for p in row.purposes), row.code,
            )
            for row in gates
        ),
        tuple(
            Claim(
                row.agency_id, unvector(row.levels), Period(row.starts, row.ends), row.post_id,
                row.duty, row.frozen_at, row.code,
            )
            for row in claims
        ),
        (),
        tuple(_emergency(row) for row in glasses),
    )  # fmt: skip


def _emergency(row: BreakGlass) -> Emergency:
    levels = {SECTIONS[number - 1]: Level.FULL for number in row.sections}
    ends = min(row.ends_at, row.opened_at + LONGEST)
    return Emergency(row.agency_id, row.post_id, levels, Period(row.opened_at, ends))


def rebuild(subject: UUID) -> None:
    """Make the access rows of one subject anew from its gates, claims and emergencies."""
    with deriving(subject):
        *reasons, subjects, tokens, standing = KNOWN.ask(subject=subject)
        found, keys = derive(_facts(*reasons)), subjects[0]
        _replace(standing, [_row(keys, one) for one in found if _useful(one)])
        if tokens:
            _mark_tokens(tokens[0], found)


def _replace(standing: Iterable[AccessRow], wanted: Iterable[AccessRow]) -> None:
    """What stands and is wanted stays as it is: most of it does, and every row is in five indexes."""
    new = {_content(row): row for row in wanted}
    gone = [row.pk for row in standing if new.pop(_content(row), None) is None]
    if gone:
        AccessRow.objects.filter(pk__in=gone).delete()
    if new:
        AccessRow.objects.bulk_create(new.values())


def _content(row: AccessRow) -> tuple[object, ...]:
    """All a row says, without its own id."""
    values = (getattr(row, field.attname) for field in AccessRow._meta.concrete_fields[1:])
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _useful(one: Effective) -> bool:
    return any(one.levels) or any(one.own)


def _row(keys: AccessSubject, one: Effective) -> AccessRow:
    return AccessRow(
        centre_id=keys.centre_id, agency_id=one.agency, post_id=one.post, duty=one.duty,
        subject_id=keys.subject_id, purpose=one.purpose.value, levels=list(one.levels),
        own=list(one.own), emergency=one.emergency, valid_from=one.period.start,
        valid_until=one.period.end, case_id=keys.case_id, stage=keys.stage, sort_at=keys.sort_at,
    )  # fmt: skip


def _mark_tokens(tokens: PersonTokens, found: Iterable[Effective]) -> None:
    """The agencies that may find this person by name are tokens beside the name's.

    Not those for whom it is over, nor the colleagues of one post in an emergency.
    """
    identity, now = Section.IDENTITY.number - 1, moment()
    agencies = {
        one.agency for one in found
        if one.levels[identity] >= Level.SUMMARY and not one.emergency
        and (one.period.end is None or one.period.end > now)
    }  # fmt: skip
    marks = [agency_token(tokens.centre_id, agency) for agency in agencies]
    wanted = sorted({*tokens.base, *marks, centre_token(tokens.centre_id)})
    if wanted != tokens.tokens:
        tokens.tokens = wanted
        tokens.save(update_fields=["tokens"])
