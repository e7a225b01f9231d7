"""Fillings and alarms as one may see them."""

from collections.abc import Sequence
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.refusal import Hidden
from hangot.instruments.models import Alarm, Response
from hangot.instruments.rows import Filled, opened
from hangot.vault.together import together

SHOWN = ("draft", "finished")


def of_case(case_id: UUID, *, by: Actor) -> tuple[list[Filled], list[Alarm]]:
    """The fillings of a case that count, newest first, and the alarms one is shown."""
    rows, alarms = together(
        Response.objects.filter(case_id=case_id, state__in=SHOWN).order_by("-created_at", "pk"),
        Alarm.objects.filter(case_id=case_id).order_by("created_at", "pk"),
    )
    return [opened(one, by) for one in rows], alarms


def visible(response_id: UUID, *, by: Actor) -> tuple[Filled, list[Alarm]]:
    """One filling with its alarms; Hidden for one that one does not see."""
    rows, alarms = together(
        Response.objects.filter(pk=response_id),
        Alarm.objects.filter(response_id=response_id).order_by("created_at", "pk"),
    )
    if not rows:
        raise Hidden
    return opened(rows[0], by), alarms


def alarm(alarm_id: UUID) -> Alarm:
    """One alarm; Hidden for one that is none of one's business."""
    row = Alarm.objects.filter(pk=alarm_id).first()
    if row is None:
        raise Hidden
    return row


def series(found: Sequence[Filled], code: str) -> list[Filled]:
    """The finished fillings of one form, oldest first, for a comparison over time."""
    same = [one for one in found if one.form.code == code and one.result is not None]
    return sorted(
        same, key=lambda one: (one.row.asked_on, one.row.finished_at or one.row.created_at)
    )
