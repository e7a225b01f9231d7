"""What the policy says about every row of time, in Python, and a row of each to steal."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hangot import clock
from hangot.appointments import actions, equipping, working
from hangot.appointments.models import Absence, Skill, WaitOffer
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.directory.places import ClosedPeriod, DayOff
from tests.domain.booking_desk import asked, working_day
from tests.worlds import Town

HELP = frozenset("RCMAPLS")
Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
# Everybody in the house reads them; none of them holds a person.
OF_THE_HOUSE = (
    "room", "opening", "closedperiod", "dayoff", "servicerule", "aide", "availability", "skill",
    "absence", "childcareplace", "tongue", "arranged",
)  # fmt: skip


def _leads(judge: Any) -> bool:
    return bool(judge.actor.agency == judge.rows["centre"][0]["lead_agency_id"])


def _helps(judge: Any, *agencies: UUID) -> bool:
    return bool(judge.actor.duties & HELP) and judge.actor.agency in agencies


def _itinerary(judge: Any, row: Row) -> bool:
    related = bool(judge.touches(row["subject_id"]))
    return related and (_helps(judge, row["agency_id"]) or _leads(judge))


def _appointment(judge: Any, row: Row) -> bool:
    party = _helps(judge, row["made_agency"], row["agency_id"])
    return party or (_leads(judge) and bool(judge.touches(row["subject_id"])))


def _of_appointment(judge: Any, row: Row) -> bool:
    found = next(r for r in judge.rows["appointment"] if r["id"] == row["appointment_id"])
    return bool(judge.sees("appointment", found))


def _bookable(judge: Any, row: Row) -> bool:
    return row["kind"] != "person" or bool(judge.touches(row["target"]))


RULES_OF_TIMES: Mapping[str, Judging] = {
    **dict.fromkeys(OF_THE_HOUSE, lambda _judge, _row: True),
    "bookable": _bookable, "itinerary": _itinerary, "appointment": _appointment,
    **dict.fromkeys(("hold", "waitoffer"), _of_appointment),
}  # fmt: skip


def fill_times(town: Town, *names: str) -> None:
    """Each of these people has something booked and an offer; the house has days off."""
    for ahead, name in enumerate(names, start=3):
        with town.acts("counsellor-1") as by:
            _book(town.cases[name], by, ahead)
    at, day = clock.now(), working_day(60)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=SEOUL)
    with town.acts("administrator") as by:
        words = {"centre_id": by.centre, "label_ko": "휴관", "label_en": "Closed"}
        DayOff(**words, day=day, open=False).save(force_insert=True)
        ClosedPeriod(**words, starts=noon, ends=noon + timedelta(hours=1)).save(force_insert=True)
        services = list(Skill.objects.filter(post=by.post).values_list("service_id", flat=True))
        equipping.set_abilities(
            post_id=by.post, services=services, languages=("en",), expected=0, by=by, at=at
        )
    with town.acts("moel-job-centre-1") as by:
        working.be_away(
            post_id=by.post, starts=noon, ends=noon + timedelta(hours=1), kind="leave", by=by, at=at
        )
        working.open_feed(by=by, at=at)
        assert Absence.objects.exists()


def _book(case: Case, by: Actor, ahead: int) -> None:
    question = asked("job-support-link", day=working_day(ahead))
    at = clock.now()
    row = actions.ask(case_id=case.pk, asked=question, by=by, at=at)
    assert actions.propose(itinerary_id=row.pk, choice=0, expected=None, by=by, at=at).won
    assert actions.book(itinerary_id=row.pk, expected=None, by=by, at=at).won
    one = row.appointments.get()
    mine = {"centre_id": by.centre, "appointment": one, "subject_id": one.subject_id,
            "agency_id": by.agency}  # fmt: skip
    WaitOffer(
        **mine, starts=one.starts, ends=one.ends, post=one.post, offered_at=at, expires=one.starts
    ).save(force_insert=True)
