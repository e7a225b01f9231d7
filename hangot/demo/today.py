"""Today in the house of the demo: some have left, some are served, some wait, some are expected."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from hangot.cases.models import Case
from hangot.clock import SEOUL
from hangot.core.refusal import Missing
from hangot.demo.stage import Stage
from hangot.directory.places import Room
from hangot.people.models import SeparationRule
from hangot.referrals.models import Referral
from hangot.visits import actions as visits
from hangot.visits.models import Stop, Visit

RECEPTION = "reception-1"
SERVED = ("accepted", "scheduled", "in_service")
WORKING = ("active", "planning", "assessment")
POLICE, LAW, JOBS, WELFARE = (
    "police-victim-desk", "korea-legal-aid", "moel-job-centre", "seoul-welfare-desk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """Whose desks, from how many minutes before now on, and how far the day has come.

    `done`: so many desks are finished. `then`: what the next one does (planned, waiting, called,
    receiving), or "left" when they have gone.
    """

    desks: tuple[str, ...]
    since: int
    done: int
    then: str
    hers: bool = False


GUESTS: Sequence[Guest] = (
    Guest((POLICE, LAW), 100, 2, "left"),
    Guest((WELFARE,), 85, 1, "left"),
    Guest(("seoul-stalking-support", LAW), 55, 1, "receiving", hers=True),
    Guest(("crime-victim-support-centre", "smile-centre"), 30, 0, "receiving"),
    Guest(("inclusive-finance-centre",), 25, 0, "receiving"),
    Guest((POLICE,), 20, 0, "receiving"),
    Guest(("seoul-job-centre", WELFARE), 18, 0, "called"),
    Guest((POLICE, "prosecution-victim-desk"), 14, 0, "waiting"),
    Guest((LAW,), 9, 0, "waiting"),
    Guest(("victims-public-counsel",), 5, 0, "waiting"),
    Guest((WELFARE, "inclusive-finance-centre"), 1, 0, "waiting"),
    Guest(("law-home-doctor",), -15, 0, "planned"),
    Guest(("smile-centre", LAW), -30, 0, "planned"),
    Guest((POLICE, "seoul-stalking-support"), -45, 0, "planned"),
)
HIS = Guest((JOBS,), -75, 0, "planned")


def today(stage: Stage) -> None:
    """Fill the board of reception for this day; the two who must not meet are both on it."""
    midnight = datetime.combine(stage.now.astimezone(SEOUL).date(), time(), SEOUL)
    with stage.played("safety-officer", stage.now):
        rule = SeparationRule.objects.filter(ends=None).first()
    with stage.played(RECEPTION, stage.now):
        known = Case.objects.filter(state__in=WORKING).order_by("-number")
        people = [pk for pk in known.values_list("person_id", flat=True) if not _told(pk, rule)]
    if rule:
        _play(stage, rule.other_id, HIS, midnight)
    for guest in GUESTS:
        hers = rule is not None and guest.hers
        subject = rule.one_id if rule and hers else _known_to(stage, guest, people)
        _play(stage, subject, guest, midnight)


def _known_to(stage: Stage, guest: Guest, people: list[UUID]) -> UUID:
    """Somebody whom the first desk has a referral for, or the next of the others."""
    with stage.played(RECEPTION, stage.now):
        sent = Referral.objects.filter(
            to_agency=stage.agencies[guest.desks[0]], state__in=SERVED, subject_id__in=people
        )
        found = sent.values_list("subject_id", flat=True).first() or people[0]
    people.remove(found)
    return found


def _told(subject: UUID, rule: SeparationRule | None) -> bool:
    return rule is not None and subject in (rule.one_id, rule.other_id)


def _play(stage: Stage, subject: UUID, guest: Guest, midnight: datetime) -> None:
    """Plan the day, let them in, and serve as far as it has come."""
    begins = max(stage.now - timedelta(minutes=guest.since), midnight)
    with stage.played(RECEPTION, midnight) as by:
        walks = [
            visits.Walk(
                stage.agencies[desk], Room.objects.filter(agency__slug=desk).order_by("slug")[0].pk,
                begins + timedelta(minutes=35 * place), begins + timedelta(minutes=35 * place + 30),
            )
            for place, desk in enumerate(guest.desks)
        ]  # fmt: skip
        visit = visits.plan_visit(subject=subject, walks=walks, by=by, at=midnight)
    if guest.then == "planned":
        return
    with stage.played(RECEPTION, begins) as by:
        visits.arrive(visit_id=visit.pk, companions=0, by=by, at=begins)
    for place in range(guest.done):
        _serve(stage, visit, guest, begins + timedelta(minutes=35 * place))
    _now(stage, visit, guest, begins)


def _serve(stage: Stage, visit: Visit, guest: Guest, since: datetime) -> None:
    """One desk from its beginning to its end."""
    for act, minutes in (("receive", 4), ("finish", 27)):
        at = min(since + timedelta(minutes=minutes), stage.now)
        _act(stage, visit, guest.desks, act, at)


def _now(stage: Stage, visit: Visit, guest: Guest, begins: datetime) -> None:
    at = min(begins + timedelta(minutes=35 * guest.done + 6), stage.now)
    if guest.then == "left":
        with stage.played(RECEPTION, at) as by:
            visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=at)
    elif guest.then in ("called", "receiving"):
        event = "call" if guest.then == "called" else "receive"
        _act(stage, visit, guest.desks, event, at)


def _act(stage: Stage, visit: Visit, desks: Sequence[str], event: str, at: datetime) -> None:
    """Whoever sits at the desk where the person is now does it, as soon as the way is clear."""
    with stage.played(RECEPTION, at):
        stop = Stop.objects.get(visit=visit.pk, state__in=("waiting", "called", "receiving"))
    desk = next(one for one in desks if stage.agencies[one] == stop.agency_id)
    times = (at + timedelta(minutes=3 * n) for n in range(20))
    if not any(_do(stage, desk, stop, event, when) for when in times):
        raise LookupError(f"the way to the desk is never clear: {event}")


def _do(stage: Stage, desk: str, stop: Stop, event: str, at: datetime) -> bool:
    """False when the call has to wait."""
    with suppress(Missing), stage.played(f"{desk}-1", at) as by:
        if event == "finish":
            visits.finish(stop_id=stop.pk, result="given", by=by, at=at)
        else:
            act = visits.call if event == "call" else visits.receive
            act(stop_id=stop.pk, by=by, at=at)
        return True
    return False
