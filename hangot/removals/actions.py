"""Every way a removal changes; whoever works on it always has one task with the next day to look."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max

from hangot.cases.models import Case
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.protection.kinds import after
from hangot.core.refusal import Hidden, Missing
from hangot.core.removals import harmless, lines, next_check
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.removals.models import Removal
from hangot.removals.opening import case_of
from hangot.removals.queries import checks
from hangot.removals.telling import tell, to_tell, told, untold
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, locked
from hangot.vault.tokens import token

__all__ = ["Batch", "Registered", "register", "step", "tell", "told", "untold"]
LOOK, ANSWER = "removal.look", "deletion_answer"
INCIDENT = Section.INCIDENT
SETTLES = ("delete", "block", "refuse", "come_back")
AGAIN = {"come_back": 1}
WHICH = Text("바꿀 것을 하나 이상 골라 주세요.", "Choose at least one.")
NOON = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is registered at once: what to recognise again, one a line, at one kind of provider.

    `typed` is forgotten as soon as its numbers are made.
    """

    typed: str
    provider: str
    keyword: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """Those that are new, and the numbers of those that were known already."""

    new: Sequence[Removal]
    known: Sequence[int]


def register(*, case_id: UUID, batch: Batch, by: Actor, at: datetime) -> Registered:
    """More places; one that is known already is named by its number and not registered again."""
    case = case_of(case_id, by=by, at=at)
    prints = dict.fromkeys(_fingerprint(case.person_id, one, by) for one in lines(batch.typed))
    words = {"keyword": harmless(batch.keyword), "reference": harmless(batch.reference)}
    rows = Removal.objects.filter(case_id=case.pk)
    known = dict(rows.filter(fingerprint__in=list(prints)).values_list("fingerprint", "number"))
    last = rows.aggregate(last=Max("number"))["last"] or 0
    fresh = [one for one in prints if one not in known]
    new = [
        Removal(
            **owned(case.person_id, INCIDENT, by=by, at=at), case_id=case.pk, number=number,
            fingerprint=one, provider=batch.provider, **{name: text or None for name, text in words.items()},
        )
        for number, one in enumerate(fresh, last + 1)
    ]  # fmt: skip
    there = batch.provider in profile(by.profile).lists["removal_providers"]
    for row in new:
        _fire(row, "register", (), {"kind"} if there else (), by=by, at=at, new=True)
    _turn(case, by=by, at=at)
    return Registered(new, sorted(known.values()))


def step(
    *, case_id: UUID, numbers: Collection[UUID], event: str, on: date | None, words: str, by: Actor,
    at: datetime,
) -> list[Removal]:  # fmt: skip
    """The same step for several at once, or for none of them."""
    case = case_of(case_id, by=by, at=at)
    if not numbers:
        raise Missing("which", WHICH)
    said = harmless(words)
    rows = [_known(pk, case, by) for pk in numbers]
    for row in rows:
        _step(row, event, on, said, by=by, at=at)
    _turn(case, by=by, at=at)
    to_tell(case, by=by, at=at)
    return rows


def _step(
    row: Removal, event: str, on: date | None, words: str, *, by: Actor, at: datetime
) -> None:
    today = at.astimezone(SEOUL).date()
    holds = {"in_order"} if on is None or _last(row) <= on <= today else set()
    left = len(checks(by, on or today)) - row.checks
    holds |= {"checks_left"} if left > 0 else {"all_checked"}
    if on is not None:
        _dates(row, event, on, by)
    row.words = words or row.words
    given = {"dates"} if on else set()
    _fire(row, event, holds, given | ({"reason"} if words else set()), by=by, at=at)


def _last(row: Removal) -> date:
    """The newest day that is known of it."""
    days = (row.requested_on, row.settled_on, row.looked_on)
    return max((one for one in days if one), default=date.min)


def _dates(row: Removal, event: str, on: date, by: Actor) -> None:
    if event == "request":
        row.requested_on = on
        row.due = after(on, profile(by.profile).length(ANSWER, on))
    if event in SETTLES:
        row.settled_on, row.looked_on, row.checks, row.told_at = on, None, 0, None
        row.times_back += AGAIN.get(event, 0)
    if event in ("check", "confirm"):
        row.looked_on, row.checks = on, row.checks + (event == "check")
    looks = event in ("delete", "check") and row.settled_on is not None
    first = row.settled_on or on
    row.look_on = next_check(first, row.checks, checks(by, first)) if looks else None


def _turn(case: Case, *, by: Actor, at: datetime) -> None:
    """One task for the whole case: the next day on which somebody has to look."""
    close_tasks(case.pk, subject=case.person_id, by=by, at=at, what=(LOOK,))
    rows = Removal.objects.filter(case_id=case.pk)
    days = [
        *rows.filter(state="requested").values_list("due", flat=True),
        *rows.filter(state="deleted").values_list("look_on", flat=True),
    ]
    known = [day for day in days if day]
    waits = rows.filter(state__in=("found", "refused", "back")).exists()
    if known or waits:
        today = at.astimezone(SEOUL).date()
        day = today if waits else min(known)
        open_task(
            LOOK, subject=case.person_id, agency=by.agency, post=by.post, thing_kind="case",
            thing=case.pk, at=at, due=datetime(day.year, day.month, day.day, tzinfo=SEOUL) + NOON,
            soft=True,
        )  # fmt: skip


def _fingerprint(subject: UUID, line: str, by: Actor) -> int:
    """Keyed by person too: the same place of two people cannot be recognised."""
    return token(by.centre, f"removal:{subject}:{line}")


def _known(pk: UUID, case: Case, by: Actor) -> Removal:
    row: Removal = locked(Removal, pk, expected=None)
    if row.case_id != case.pk or row.agency_id != by.agency:
        raise Hidden
    return row


def _fire(
    row: Removal, event: str, holds: Collection[str], given: Collection[str], *, by: Actor,
    at: datetime, new: bool = False,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), subject=row.subject_id,
        section=INCIDENT, holds=holds, given=given, new=new,
    )  # fmt: skip
