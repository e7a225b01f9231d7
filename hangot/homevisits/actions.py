"""Every way a home visit changes: planned, gone, prolonged, safely back, called off."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.access.queries import need
from hangot.cases.models import Case
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.homevisits.models import HomeVisit
from hangot.homevisits.turns import alarm, put_away
from hangot.packs.active import profile
from hangot.people.entries import owned
from hangot.tasks.actions import open_task
from hangot.tasks.fire import fire, follow, locked

NOT_HOME = "not_home"
IN_THE_PAST = Text(
    "지난 날짜입니다. 오늘이나 그 뒤를 골라 주세요.", "That day is over. Choose today or later."
)
TOO_SOON = Text(
    "돌아올 시각은 지금보다 뒤여야 합니다.", "The time to be back must be later than now."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A home to go to: the day, from when to when it may begin (minutes of the day), how long.

    `area`: the neighbourhood, for the way there. `before`: what the pair should know at the door.
    """

    day: date
    opens: int
    closes: int
    minutes: int
    area: str
    unsafe: bool = False
    escort: bool = False
    before: str = ""


def plan_visit(*, case_id: UUID, wish: Wish, by: Actor, at: datetime) -> HomeVisit:
    """Ask for a home visit; the pair comes with the round of the day."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, Section.PLAN, Level.SUMMARY, at=at)
    if wish.day < at.astimezone(SEOUL).date():
        raise Missing("day", IN_THE_PAST)
    row = HomeVisit(
        **owned(case.person_id, Section.PLAN, by=by, at=at), case_id=case.pk, day=wish.day,
        opens=wish.opens, closes=wish.closes, minutes=wish.minutes, unsafe=wish.unsafe,
        escort=wish.escort, area=wish.area, before=wish.before or None,
    )  # fmt: skip
    fire(
        row, "plan", by=by, at=at, scene=scene(row, at=at), subject=row.subject_id,
        section=Section.PLAN, new=True, given={"area", "window"},
    )  # fmt: skip
    note_entry(case.person_id, Section.PLAN, by=by, at=at)
    return row


def depart(
    *, visit_id: UUID, asked_about_opponent: bool, minutes: int, by: Actor, at: datetime
) -> HomeVisit:
    """The pair leaves; `minutes` until they promise to be back."""
    row = _mine(visit_id, by)
    if minutes <= 0:
        raise Missing("promised_back", TOO_SOON)
    row.departed_at, row.promised_back = at, at + timedelta(minutes=minutes)
    holds = {"goes_in_a_pair"} if row.first_post and row.second_post else set()
    if asked_about_opponent or not row.escort:
        holds.add("opponent_asked_about")
    return _step(row, "depart", by=by, at=at, holds=holds, given={"promised_back"})


def arrive(*, visit_id: UUID, by: Actor, at: datetime) -> HomeVisit:
    """They are at the door."""
    row = _mine(visit_id, by)
    row.arrived_at = at
    return _step(row, "arrive", by=by, at=at, holds={"of_the_pair"})


def delay(*, visit_id: UUID, minutes: int, by: Actor, at: datetime) -> HomeVisit:
    """It takes longer: a new promise, before or after the alarm."""
    row = _mine(visit_id, by)
    if minutes <= 0:
        raise Missing("promised_back", TOO_SOON)
    row.promised_back = at + timedelta(minutes=minutes)
    return _step(row, "delay", by=by, at=at, holds={"of_the_pair"}, given={"promised_back"})


def come_back(
    *, visit_id: UUID, outcome: str, seen: str, by: Actor, at: datetime
) -> HomeVisit:  # fmt: skip
    """Both are safely back; what was seen at the home is sealed."""
    row = _mine(visit_id, by)
    if outcome not in profile(by.profile).lists["home_visit_outcomes"]:
        outcome = ""
    row.back_at, row.outcome, row.seen = at, outcome, seen or None
    done = _step(
        row,
        "come_back",
        by=by,
        at=at,
        holds={"of_the_pair"},
        given={"outcome"} if outcome else set(),
    )
    put_away(row, by=by, at=at)
    if outcome == NOT_HOME:
        open_task(
            "home_visit.again", subject=row.subject_id, agency=row.agency_id, post=row.post_id,
            thing_kind="home_visit", thing=row.pk, at=at, due=at + timedelta(days=1),
        )  # fmt: skip
    return done


def cancel(*, visit_id: UUID, reason: str, by: Actor, at: datetime) -> HomeVisit:
    """It does not take place."""
    row: HomeVisit = locked(HomeVisit, visit_id, expected=None)
    row.end_words = reason or None
    done = _step(row, "cancel", by=by, at=at, given={"reason"} if reason else set(), reason=reason)
    put_away(row, by=by, at=at)
    return done


def lapse(visit_id: UUID, *, by: Actor, at: datetime) -> HomeVisit:
    """Not back when promised: the team lead and the safety officer are told at once."""
    row: HomeVisit = locked(HomeVisit, visit_id, expected=None)
    if row.promised_back is None or row.promised_back > at:
        raise Hidden
    follow(row, "lapse", by=by, at=at, subject=row.subject_id, section=Section.PLAN)
    alarm(row, at=at)
    return row


def overdue(by: Actor, at: datetime) -> list[UUID]:
    """Of an agency: who should be back and did not say so."""
    rows = HomeVisit.objects.filter(
        agency_id=by.agency, state__in=("departed", "on_site"), promised_back__lte=at
    )
    return list(rows.order_by("promised_back").values_list("pk", flat=True))


def scene(row: HomeVisit, *, at: datetime) -> Scene:
    """Whose agency it is, and who goes."""
    going = frozenset(one for one in (row.first_post, row.second_post) if one)
    return Scene(at, sender=row.agency_id, seats=going, author_post=row.post_id)


def _mine(visit_id: UUID, by: Actor) -> HomeVisit:
    """The visit, locked; Hidden unless one is of the pair."""
    row: HomeVisit = locked(HomeVisit, visit_id, expected=None)
    if by.post not in (row.first_post, row.second_post):
        raise Hidden
    return row


def _step(
    row: HomeVisit, event: str, *, by: Actor, at: datetime, holds: set[str] | None = None,
    given: set[str] | None = None, reason: str = "",
) -> HomeVisit:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=scene(row, at=at), subject=row.subject_id,
        section=Section.PLAN, holds=holds or set(), given=given or set(), reason=reason or None,
    )  # fmt: skip
    return row
