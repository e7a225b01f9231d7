"""What all rows of one batch share: the house, the book they go into, ids, keys, the dice."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bench.sheets import Book
from hangot.access.actions import vector
from hangot.access.models import AccessClaim, AccessGate, AccessRow, AccessSubject
from hangot.core.access import Claim, Facts, Gate, Level, Period, Purpose, Section
from hangot.core.access_rows import derive
from hangot.vault import keyring, tokens
from hangot.vault.models import DataKey, PersonTokens
from hangot.vault.sealing import seal

YEAR = timedelta(days=365)
BOTH = frozenset({Purpose.SUPPORT, Purpose.SAFETY})
ONLY = frozenset({Purpose.SUPPORT})


@dataclass(frozen=True, slots=True)
class Desk:
    """A post of the house and the worker who sits on it."""

    post: UUID
    agency: UUID
    worker: UUID
    slug: str


@dataclass(frozen=True, slots=True)
class House:
    """What a batch of people needs to know of the house."""

    centre: UUID
    home: UUID
    leads: tuple[Desk, ...]
    others: tuple[Desk, ...]
    services: dict[UUID, UUID]
    now: datetime
    people: int = 100_000
    wrapping: tuple[int, bytes] = (0, b"")  # the centre key; nobody changes it while rows are made


@dataclass(slots=True)
class Subject:
    """One person while being made: id, key, who leads, the latest case, why who may see it."""

    pk: UUID
    key: bytes
    desk: Desk
    case: UUID
    stage: str
    at: datetime
    base: list[int] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)


class Maker:
    """Fills a book with rows; everything follows from the seed."""

    def __init__(self, house: House, seed: str) -> None:
        self.house, self.book, self.rng = house, Book(), Random(seed)  # noqa: S311 - invented data

    def uid(self, at: datetime) -> UUID:
        """A UUIDv7 of that moment, so that indexes are as local as in real life."""
        stamp = int(at.timestamp() * 1000) << 80
        high = 0x7000 | self.rng.getrandbits(12)
        return UUID(int=stamp | high << 64 | 0x8000000000000000 | self.rng.getrandbits(62))

    def key_for(self, subject: UUID) -> bytes:
        """A fresh data key of a subject, wrapped as the vault does it."""
        plain = self.rng.randbytes(32)
        number, key = self.house.wrapping
        wrapped = seal(key, number, plain, keyring.place(subject))
        self.book[DataKey].add(subject_id=subject, centre_id=self.house.centre, wrapped=wrapped)
        return plain

    def row(self, model: type, at: datetime, /, **more: Any) -> UUID:
        """A row of the centre."""
        pk = self.uid(at)
        self.book[model].add(id=pk, centre_id=self.house.centre, **more)
        return pk

    def owned(
        self, model: type, one: Subject, section: Section, at: datetime, /, **more: Any
    ) -> UUID:
        """A row of a section; texts given as `seal_<column>` are sealed."""
        pk, sheet = self.uid(at), self.book[model]
        for name in [name for name in more if name.startswith("seal_")]:
            column = name.removeprefix("seal_")
            more[column] = sheet.sealed(one.key, pk, column, more.pop(name))
        sheet.add(
            id=pk, centre_id=self.house.centre, subject_id=one.pk, section=section.number,
            agency_id=self.house.home, post_id=one.desk.post, created_at=at, **more,
        )  # fmt: skip
        return pk


def claim(
    make: Maker, one: Subject, levels: dict[Section, Level], *, at: datetime, agency: UUID,
    code: str, source: UUID, post: UUID | None = None, duty: str | None = None,
    frozen: datetime | None = None,
) -> None:  # fmt: skip
    """Somebody needs to see."""
    one.claims.append(Claim(agency, levels, Period(at), post, duty, frozen, code))
    make.row(
        AccessClaim, at, subject_id=one.pk, agency_id=agency, post_id=post, duty=duty,
        levels=vector(levels), starts=at, code=code, source_id=source, frozen_at=frozen,
    )  # fmt: skip


def gate(
    make: Maker, one: Subject, levels: dict[Section, Level], *, at: datetime, agency: UUID,
    code: str, source: UUID, purposes: frozenset[Purpose] = ONLY,
) -> None:  # fmt: skip
    """It is lawful to see, for a year."""
    one.gates.append(Gate(agency, levels, Period(at, at + YEAR), purposes, code))
    make.row(
        AccessGate, at, subject_id=one.pk, agency_id=agency, levels=vector(levels), starts=at,
        purposes=[p.value for p in purposes], ends=at + YEAR, code=code, source_id=source,
    )  # fmt: skip


def see(make: Maker, one: Subject, *, case: UUID | None) -> None:
    """The access rows and token marks that follow from claims and gates, derived by the core."""
    centre, found = make.house.centre, derive(Facts(one.gates, one.claims))
    keys = {"centre_id": centre, "subject_id": one.pk, "case_id": case, "stage": one.stage}
    make.book[AccessSubject].add(**keys, sort_at=one.at)
    for seen in found:
        if any(seen.levels) or any(seen.own):
            make.book[AccessRow].add(
                id=make.uid(one.at), **keys, sort_at=one.at, agency_id=seen.agency,
                post_id=seen.post, duty=seen.duty, purpose=seen.purpose.value,
                levels=list(seen.levels), own=list(seen.own), emergency=False,
                valid_from=seen.period.start, valid_until=seen.period.end,
            )  # fmt: skip
    if one.base:
        place = Section.IDENTITY.number - 1
        marks = {s.agency for s in found if s.levels[place] >= Level.SUMMARY}
        marked = {tokens.agency_token(centre, agency) for agency in marks}
        make.book[PersonTokens].add(
            person_id=one.pk, centre_id=centre, base=one.base,
            tokens=sorted({*one.base, *marked, tokens.centre_token(centre)}),
        )  # fmt: skip
