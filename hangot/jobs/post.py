"""Sending what waits: taken, sent and marked one by one, each in a transaction of its own."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from hangot.access.context import acting, deriving
from hangot.appointments.models import STANDING, Appointment, WaitOffer
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, NotAllowed
from hangot.messages import queries
from hangot.messages import sending as messages

log = logging.getLogger(__name__)


def deliver(by: Actor, at: datetime) -> int:
    """Everything of one agency that is due; how many were taken or given to somebody."""
    with acting(by):
        stuck, due = queries.stuck(by.agency, at), queries.due(by.agency, at)
    for pk in stuck:
        _quietly(partial(_lost, pk, by, at))
    return sum(_quietly(partial(_one, pk, by, at)) for pk in due)


def _one(pk: UUID, by: Actor, at: datetime) -> None:
    with acting(by):
        letter = messages.take(pk, over=_over(pk), by=by, at=at)
    if letter is None:
        return
    outcome = messages.send(letter)
    with acting(by):
        messages.mark(pk, outcome, by=by, at=at)


def _lost(pk: UUID, by: Actor, at: datetime) -> None:
    with acting(by):
        messages.lost(pk, by=by, at=at)


# What a message may be about: the table, and the states in which it is still to be told.
ABOUT: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "appointment": (Appointment, STANDING), "wait_offer": (WaitOffer, ("open",)),
}  # fmt: skip


def _over(pk: UUID) -> bool:
    """Has what the message is about ended?"""
    row = queries.visible(pk)
    if row.thing_kind not in ABOUT:
        return False
    table, standing = ABOUT[row.thing_kind]
    with deriving(row.subject_id):
        state = table.objects.filter(pk=row.thing_id).values_list("state", flat=True).first()
    return state not in standing


def _quietly(act: Callable[[], None]) -> bool:
    """Was it done? What somebody else did meanwhile is left alone; one failure stops nothing."""
    try:
        act()
    except (Hidden, NotAllowed):
        return False
    except Exception:
        log.exception("a message could not be sent")
        return False
    return True
