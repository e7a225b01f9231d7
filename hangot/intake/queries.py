"""Contacts as the desk lists and reads them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hangot.core.access import Actor
from hangot.core.lives import Life
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.intake.models import CallAttempt, Notice
from hangot.tasks.models import Clock
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

SIZE = 50


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of contacts ended: when the last one came, and its id."""

    at: datetime
    pk: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """A contact with what was tried since: calls, newest first, and the clock that runs."""

    notice: Notice
    calls: list[CallAttempt]
    clock: Clock | None


def states(life: Life, *, over: bool) -> list[str]:
    """States of contacts that are open, or that have ended."""
    return [state.id for state in life.states if state.final is over]


def newest(*, states: list[str], after: After | None = None) -> list[Notice]:
    """Up to 51 contacts one may see, newest first, keys loaded; the 51st says that there are more."""
    rows = Notice.objects.filter(state__in=states)
    if after:
        rows = rows.filter(Q(reported_at__lt=after.at) | Q(reported_at=after.at, pk__lt=after.pk))
    found = list(rows.order_by("-reported_at", "-pk")[: SIZE + 1])
    keyring.load([notice.pk for notice in found])
    return found


def these(ids: Collection[UUID]) -> list[Notice]:
    """Those of some contacts that one may see, newest first, keys loaded."""
    found = list(Notice.objects.filter(pk__in=ids).order_by("-reported_at", "-pk")[:SIZE])
    keyring.load([notice.pk for notice in found])
    return found


def told(notice_id: UUID) -> Told:
    """One contact; Hidden when it is none of one's business."""
    notices, calls, clocks, keys = together(
        Notice.objects.filter(pk=notice_id),
        CallAttempt.objects.filter(notice_id=notice_id).order_by("-at"),
        Clock.objects.filter(thing_id=notice_id, met_at=None).order_by("due")[:1],
        DataKey.objects.filter(pk=notice_id),
    )
    if not notices:
        raise Hidden
    keyring.take(keys)
    return Told(notices[0], calls, clocks[0] if clocks else None)


def clocks_of(notices: list[Notice]) -> dict[UUID, Clock]:
    """The clock that runs for each of these contacts."""
    rows = Clock.objects.filter(thing_id__in=[n.pk for n in notices], met_at=None)
    return {clock.thing_id: clock for clock in rows.order_by("-due")}


def open_to(life: Life, state: str, by: Actor) -> list[str]:
    """What this post may do with a contact in this state, in the order of the table."""
    found = []
    for event in life.events(state):
        step = life.step(state, event)
        if by.duties & set(step.who) and opens(step.right, by.duties):
            found.append(event)
    return found


def by_number(number: str) -> UUID | None:
    """The id of a contact one may see, by its number."""
    return Notice.objects.filter(number=number).values_list("pk", flat=True).first()
