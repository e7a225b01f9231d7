"""The piece of each chain that holds one month, so that it can be checked on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from hangot.audit.models import AuditEntry
from hangot.audit.verify import AT_ONCE, COLUMNS, entry
from hangot.core.chain import START, Break, Entry, first_break


@dataclass(frozen=True, slots=True)
class Piece:
    """From which entry of an agency's chain to which: a month, and what was written in between."""

    agency: UUID
    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1


def pieces(centre: UUID, *, start: datetime, end: datetime) -> list[Piece]:
    """The pieces of a centre that hold all entries between two moments."""
    rows = (
        AuditEntry.objects.filter(centre_id=centre, at__gte=start, at__lt=end)
        .values_list("agency_id").annotate(first=Min("seq"), last=Max("seq")).order_by("agency_id")
    )  # fmt: skip
    return [Piece(agency, first, last) for agency, first, last in rows]


def rows(found: list[Piece]) -> "QuerySet[AuditEntry]":
    """The entries of the pieces, chain by chain, in their order."""
    wanted = Q(pk=None)
    for one in found:
        wanted |= Q(agency_id=one.agency, seq__gte=one.first, seq__lte=one.last)
    return AuditEntry.objects.filter(wanted).order_by("agency_id", "seq", "id")


def entries(found: list[Piece]) -> Iterator[Entry]:
    """The same as the chain hashes them, never all in memory."""
    return (entry(row) for row in rows(found).values_list(*COLUMNS).iterator(AT_ONCE))


def breaks(found: list[Piece], anchors: Mapping[str, Mapping[int, str]]) -> list[Break]:
    """The first entry of each piece that does not hold: in itself, with its neighbour, anchored."""
    before = _before(found)
    firsts = {str(one.agency): one for one in found}
    broken = []
    for agency, chain in groupby(entries(found), key=lambda one: one.values["agency_id"] or ""):
        one = firsts[agency]
        known = {
            seq: own for seq, own in anchors.get(agency, {}).items() if one.first <= seq <= one.last
        }
        trouble = first_break(agency, chain, known, first=one.first, previous=before[agency])
        broken += [trouble] if trouble else []
    return broken


def _before(found: list[Piece]) -> dict[str, str]:
    """The hash of the entry before each piece."""
    wanted = Q(pk=None)
    for one in found:
        wanted |= Q(agency_id=one.agency, seq=one.first - 1)
    known = dict(AuditEntry.objects.filter(wanted).values_list("agency_id", "hash"))
    return {str(one.agency): known.get(one.agency) or START for one in found}
