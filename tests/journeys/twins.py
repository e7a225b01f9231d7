"""One day of the house twice: with her in it, and without her. Its hours are moved to now.

No clock is turned: the day is booked for some working day, and then every moment of it that the
house keeps is moved, so that it begins now, whatever time of the night the tests run at.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import sleep
from typing import Any
from uuid import UUID

import psycopg

from hangot import clock
from hangot.config import cluster
from hangot.core.clocks import SEOUL
from hangot.people import actions as people
from hangot.vault import centre_keys
from hangot.visits import actions as visits
from tests.copies import pointed
from tests.domain.booking_desk import STORY_A, asked, booked, working_day
from tests.journeys.server import serving
from tests.worlds import Town

MINUTES = 10
"""So long every talk takes here: her whole day is two hours."""
BEGINS = time(9, 20)
DAYTIME: dict[str, Any] = {"starts": time(9), "ends": time(18)}
"""The house is open all night here: without these hours she would come and go before he does."""
HIS, HERS = "vocational-training-link", STORY_A
# Open at any hour of any day; a row of Monday is copied for the days of a weekend.
ALWAYS = """
update hangot_servicerule set weekdays = '{0,1,2,3,4,5,6}', starts = null, ends = null,
  lead_hours = 0, minutes = %(minutes)s;
update hangot_opening set starts = '00:00', ends = '23:55';
update hangot_availability set starts = '00:00', ends = '23:55', break_starts = null, break_ends = null;
insert into hangot_opening select (jsonb_populate_record(o, jsonb_build_object(
  'id', gen_random_uuid(), 'weekday', wd))).* from hangot_opening o, unnest('{5,6}'::int[]) wd
  where o.weekday = 0;
insert into hangot_availability select (jsonb_populate_record(a, jsonb_build_object(
  'id', gen_random_uuid(), 'weekday', wd))).* from hangot_availability a, unnest('{5,6}'::int[]) wd
  where a.weekday = 0;
insert into hangot_dayoff (id, centre_id, version, day, open, label_ko, label_en)
  select gen_random_uuid(), id, 1, %(today)s, true, '', '' from hangot_centre
"""
# Holds are let go and taken again, because two that follow each other would touch on the way.
MOVE = """
create temp table kept on commit drop as select id from hangot_hold where live;
update hangot_hold set live = false where live;
update hangot_hold set during = tstzrange(lower(during) + %(by)s, upper(during) + %(by)s);
update hangot_hold set live = true where id in (select id from kept);
update hangot_appointment set starts = starts + %(by)s, ends = ends + %(by)s;
update hangot_message set not_before = not_before + %(by)s, not_after = not_after + %(by)s;
update hangot_waitoffer set starts = starts + %(by)s, ends = ends + %(by)s;
update hangot_stop set starts = starts + %(by)s, ends = ends + %(by)s,
  waiting_since = waiting_since + %(by)s, called_at = called_at + %(by)s,
  received_at = received_at + %(by)s, finished_at = finished_at + %(by)s;
update hangot_visit set day = %(today)s, starts = starts + %(by)s, ends = ends + %(by)s,
  arrived_at = arrived_at + %(by)s, left_at = left_at + %(by)s;
update hangot_called set day = %(today)s, at = at + %(by)s;
update hangot_pulse set number = number + 1
"""


@dataclass(slots=True)
class House:
    """One of the two: where its pages are, and its superuser, whom no policy holds."""

    urls: dict[str, str]
    address: str = ""

    def ask(self, query: str, *values: Any) -> Any:
        """The first value of a statement."""
        with psycopg.connect(self.urls["hangot_admin"]) as admin:
            row = admin.execute(query, list(values)).fetchone()
        return row[0] if row else None

    def run(self, script: str, **values: Any) -> None:
        """Several statements in one transaction."""
        with psycopg.connect(self.urls["hangot_admin"]) as admin:
            for line in script.split(";"):
                admin.execute(line, values)

    def passes(self, by: timedelta) -> None:
        """So much time passes: everything of the day lies so much earlier."""
        self.run(MOVE, by=-by, today=_today())


@dataclass(slots=True)
class Twins:
    """The day with her and the day without her; who is who in both."""

    hers: House
    without: House
    cases: dict[str, UUID]
    people: dict[str, UUID]
    numbers: dict[str, str]

    def passes(self, by: timedelta) -> None:
        """So much time passes in both."""
        for house in (self.hers, self.without):
            house.passes(by)

    def number(self, name: str) -> int:
        """By which number somebody is called today."""
        query = "select number from hangot_visit where subject_id = %s"
        return int(self.hers.ask(query, self.people[name]))


def _today() -> Any:
    return clock.now().astimezone(SEOUL).date()


@contextmanager
def day_twice(
    clone: Callable[[str], Any], server: Any, blocker: Any, worker: str
) -> Iterator[Twins]:
    """Both houses with their servers, the day beginning now."""
    made = clone(f"day_{worker}")
    alone = f"alone_{worker}"
    town = Town()
    hers = House(made["urls"])
    hers.run(ALWAYS, minutes=MINUTES, today=_today())
    with blocker.unblock(), pointed("default", made["hangot_app"]):
        centre_keys.forget()
        _his_day(town)
    cluster.drop_database(server, alone)
    cluster.create_database(server, alone, template=f"day_{worker}")
    with blocker.unblock(), pointed("default", made["hangot_app"]):
        _her_day(town)
        _others(town)
    centre_keys.forget()
    roles = {role: server.url(role, alone) for role in made["urls"]}
    twins = Twins(
        hers, House(roles), {name: one.pk for name, one in town.cases.items()},
        {name: one.person_id for name, one in town.cases.items()},
        {name: one.number for name, one in town.cases.items()},
    )  # fmt: skip
    _begins_now(twins)
    with ExitStack() as stack:
        for house in (hers, twins.without):
            house.address = stack.enter_context(serving(house.urls))
        yield twins


def _his_day(town: Town) -> None:
    """오민재 comes to the jobs desk at twenty past nine."""
    case = town.open("his", called="오민재")
    _comes(town, case, asked(HIS, starts=BEGINS, ends=time(9, 50)))


def _her_day(town: Town) -> None:
    """한서윤 comes to six desks on the same day, kept apart from him."""
    case = town.open("hers", called="한서윤")
    with town.acts("safety-officer") as by:
        people.separate(
            one=case.person_id, other=town.cases["his"].person_id, scope="building", minutes=20,
            reason="서로 마주치지 않게", by=by, at=clock.now(),
        )  # fmt: skip
    _comes(town, case, asked(*HERS, **DAYTIME))


def _others(town: Town) -> None:
    """Two who are expected at nine, of whom one will not come, and one whom nobody expects."""
    for name, slug in (("absent", "legal-counselling"), ("hurried", "image-deletion")):
        case = town.open(name, called="도하람")
        _comes(town, case, asked(slug, starts=time(9), ends=time(9, 30)))
    town.open("unexpected", called="윤이솔")


def _comes(town: Town, case: Any, question: Any) -> None:
    with town.acts("counsellor-1") as by:
        booked(case.pk, question, by=by)
        visits.match(subject=case.person_id, by=by, at=clock.now())


def _begins_now(twins: Twins) -> None:
    """The day that was booked for a working day is today, and he was expected a minute ago."""
    _not_at_midnight()
    booked_for = datetime.combine(working_day(), BEGINS, SEOUL)
    twins.passes(booked_for - clock.now() + timedelta(minutes=1))


def _not_at_midnight() -> None:
    """Nobody plays a day while it turns into the next."""
    left = datetime.combine(_today() + timedelta(days=1), time(), SEOUL) - clock.now()
    if left < timedelta(minutes=10):  # a busy machine plays for minutes
        sleep(left.total_seconds() + 1)
