"""Reading the log as the auditor, and keeping its heads outside the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from hangot.access.context import acting, system
from hangot.audit import anchors
from hangot.audit.models import ChainHead
from hangot.directory.models import Agency, Centre
from hangot.vault.keys import keys
from hangot.watching import queries as reviews
from hangot.watching.whole import reading


def place() -> Path:
    """Where the anchors are kept (`HANGOT_ANCHORS`)."""
    return Path(settings.HANGOT_ANCHORS)


def parts() -> Iterator[tuple[str, frozenset[str] | None]]:
    """What the log is read with, one part after the other: an alias, and whose chains (None: all).

    The auditor's role reads everything at once; without it each centre is read in its own context.
    """
    user = connections["auditor"].settings_dict["USER"]
    if user != connections["default"].settings_dict["USER"]:
        yield "auditor", None
        return
    for centre in Centre.objects.order_by("pk"):
        here = Agency.objects.filter(centre_id=centre.pk).values_list("pk", flat=True)
        agencies = frozenset(str(pk) for pk in here)
        with reading(centre.pk, pack=centre.profile):
            yield "default", agencies


@dataclass(frozen=True, slots=True)
class Months:
    """The signed monthly results of a centre: how many, and the first that does not hold."""

    centre: Centre
    many: int
    broken: str | None


def months() -> Iterator[Months]:
    """The chain of signed months of each centre, checked as for an inspection."""
    for centre in Centre.objects.order_by("pk"):
        with reading(centre.pk, pack=centre.profile):
            yield Months(centre, len(reviews.kept(centre.pk)), reviews.broken(centre.pk))


def names() -> dict[str, str]:
    """Names of the agencies, for people who read the answer."""
    return {str(one.pk): f"{one.label.ko} / {one.label.en}" for one in Agency.objects.all()}


def anchor(*, at: datetime) -> int:
    """Add the heads that have moved to the anchors; how many."""
    found: list[anchors.Head] = []
    for centre in Centre.objects.all():
        by = system(centre.pk, centre.lead_agency_id, frozenset({"N"}), profile=centre.profile)
        with acting(by):
            rows = ChainHead.objects.filter(centre_id=centre.pk).order_by("agency_id")
            found += [
                anchors.Head(str(centre.pk), str(row.agency_id), row.seq, row.hash) for row in rows
            ]
    return anchors.append(place(), found, key=keys().anchor, at=at)


def anchor_hourly(*, at: datetime) -> int:
    """The same, once an hour."""
    return anchor(at=at) if anchors.is_due(place(), at=at) else 0
