"""Story H in numbers: what the year of training was, and a figure that stays told when a link is undone."""

from datetime import date, datetime, timedelta
from io import StringIO
from uuid import UUID, uuid5

import pytest
from django.core.management import call_command

from hangot import clock
from hangot.access import actions as access
from hangot.access.context import acting, system
from hangot.access.founding import clockwork
from hangot.core.access import Actor, Level, Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import EVERY, YEAR, Figure, cell
from hangot.debts.models import DebtProcedure
from hangot.directory.models import Agency
from hangot.indicators import queries
from hangot.indicators.differences import differences
from hangot.indicators.models import Released
from hangot.indicators.releasing import audit, release
from hangot.people import links, marks
from hangot.people.entries import owned
from hangot.people.models import IdentityLink
from hangot.tasks.models import Moved
from hangot.training import actions
from hangot.training.models import Trainee, Training
from tests.domain.test_story_h import EVENING, LEAD, MAY, TRAINER, day, network, planned
from tests.houses import House, opened, story

__all__ = ["day", "network"]
pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 29, 14, tzinfo=SEOUL)
FROZEN = datetime(2027, 1, 12, 3, tzinfo=SEOUL)
SPACE = UUID(int=44)
POSTS = ("reception-1", "counsellor-1", "team-lead", "centre-manager", "safety-officer", "statistics",
         "seoul-financial-welfare-youth-1", LEAD, "seongbuk-case-management-2", TRAINER)  # fmt: skip


@pytest.fixture
def house(db: None) -> House:
    from tests.domain.test_story_h import TOWN

    return opened("financial_welfare", "debts", TOWN, POSTS)


def talks(house: House, subjects: list[UUID], at: datetime) -> None:
    """Each of them had a session that was held."""
    with house.acts("counsellor-1") as by:
        Moved.objects.bulk_create(
            Moved(
                centre_id=by.centre, subject_id=one, section=1, agency_id=by.agency, post_id=by.post,
                thing_kind="appointment", thing_id=uuid5(SPACE, f"{one} {n}"), event="finish",
                source="booked", target="finished", at=at,
            )
            for n, one in enumerate(subjects)
        )  # fmt: skip


def told(house: House) -> queries.Told:
    manager = house.actors["centre-manager"]
    with acting(manager, Purpose.STATISTICS):
        return queries.told(2026)


WHOLE = Figure(EVERY, EVERY, YEAR)


def test_two_trainings_fifty_four_people_forty_agencies_and_their_hours(
    house: House, day: Training, network: list[Agency]
) -> None:
    with house.acts(TRAINER) as by:
        actions.hold(training_id=day.pk, expected=None, by=by, at=EVENING)
    _again(house, day)
    talks(house, [uuid5(SPACE, "one")], MAY)
    release(house.centre, at=FROZEN)
    found = told(house)
    may = Figure(EVERY, EVERY, 5)
    assert (found["trainings"][WHOLE], found["trainings"][may]) == (2, 1), "few, and not hidden"
    assert (found["training_people"][may], found["training_people"][WHOLE]) == (54, 54)
    assert (found["training_agencies"][may], found["training_agencies"][WHOLE]) == (40, 40)
    assert (found["training_hours"][may], found["training_hours"][WHOLE]) == (162, 324)
    roles = {f.value: many for f, many in found["training_people"].items() if f.dim == "kind"}
    assert (roles["lead"], roles["staff"]) == (16, 38)


def _again(house: House, first: Training) -> None:
    """29 October: the same people of the same agencies."""
    second = planned(house, starts=OCTOBER, title="하반기 역량 강화 교육")
    at = OCTOBER + timedelta(minutes=5)
    with house.acts(LEAD) as by:
        places = Trainee.objects.filter(training=first).order_by("id")
        for role in ("lead", "staff"):
            agencies = {one.agency_id for one in places if one.role == role}
            actions.invite(training_id=second.pk, agencies=agencies, roles=(role,), by=by, at=at)
        actions.call(training_id=second.pk, expected=None, by=by, at=at)
        names = {(one.agency_id, one.role): f"참석자 {n}" for n, one in enumerate(places)}
        rows = Trainee.objects.filter(training=second)
        came = {one.pk: names[one.agency_id, one.role] for one in rows}
        actions.attend(training_id=second.pk, came=came, by=by, at=at)
        actions.hold(training_id=second.pk, expected=None, by=by, at=at + timedelta(hours=4))


def test_what_was_told_stays_four_hundred_when_two_records_come_apart_again(house: House) -> None:
    once = story("임재석", date(1974, 6, 3), "01000770603", "illegal_lending")
    again = story("임재섭", date(1974, 6, 3), "01000770604", "illegal_lending")
    one, other = (
        house.hears(it, first="reception-1", counsellor="counsellor-1").person_id
        for it in (once, again)
    )
    with house.acts("counsellor-1") as by:
        links.suspect(
            person_id=one, other_id=other, agree=("birth",), reason="같은 분", by=by, at=clock.now()
        )
    link = _decided(house, "link", at=MAY)
    others = [uuid5(SPACE, f"{n}") for n in range(399)]
    talks(house, [one, other, *others, *others], MAY)
    release(house.centre, at=FROZEN)
    assert told(house)["session_people"][WHOLE] == 400
    assert differences(house.centre) == []
    _decided(house, "unlink", link=link, at=FROZEN + timedelta(days=30))
    assert told(house)["session_people"][WHOLE] == 400, "the snapshot is frozen"
    assert release(house.centre, at=FROZEN + timedelta(days=31)) >= 0
    [found] = differences(house.centre)
    assert (found.indicator.id, found.told, found.now) == ("session_people", 400, 401)
    assert found.reason.ko == "동일인 연결을 잇거나 푼 것 1건"
    out = StringIO()
    call_command("indicators_audit", stdout=out)
    assert "예약한 상담에 온 사람 2026: 알린 수 400, 지금 세면 401" in out.getvalue()


def _discharged(house: House, sums: dict[tuple[str, str], list[int]]) -> None:
    """Discharges that became final in May: for each quarter and procedure, how much of each person."""
    with house.acts("counsellor-1") as by:
        for (area, route), parts in sums.items():
            for n, won in enumerate(parts):
                who = uuid5(SPACE, f"{area} {route} {n}")
                with access.changing(who):
                    access.register(who, at=MAY)
                    for opens in (access.claim, access.gate):
                        opens(
                            who, {Section.FINANCE: Level.FULL}, agency=by.agency, code="test",
                            source=who, starts=MAY, ends=None,
                        )  # fmt: skip
                    marks.area(who, area, by=by, at=MAY)
                row = DebtProcedure(
                    **owned(who, Section.FINANCE, by=by, at=MAY), case_id=who, route=route,
                    state="counselling", filed_on=MAY.date(), ordered_on=MAY.date(),
                    final_on=MAY.date(), released=won,
                )  # fmt: skip
                row.save(force_insert=True)
                for state in ("documents", "filed", "commenced", "discharged", "final"):
                    DebtProcedure.objects.filter(pk=row.pk).update(state=state)


def test_a_table_by_quarter_and_procedure_hides_the_small_and_what_gives_them_away(
    house: House,
) -> None:
    """Row 10. In Bomun nine people were discharged, and one of them of nearly all of it."""
    alike = [30_000_000] * 9
    _discharged(house, {
        ("jeongneung", "bankruptcy"): alike, ("gireum", "bankruptcy"): alike,
        ("jeongneung", "rehabilitation"): alike, ("gireum", "rehabilitation"): [9_000_000] * 2,
        ("anam_bomun", "bankruptcy"): [900_000_000, *[1_000_000] * 8], ("elsewhere", "workout"): alike,
    })  # fmt: skip
    talks(house, [uuid5(SPACE, "one")], MAY)
    release(house.centre, at=FROZEN + timedelta(days=40))
    people, won = told(house)["released_people"], told(house)["released_won"]
    assert people[WHOLE] == 47
    two = cell("kind", "area", "rehabilitation", "gireum")
    assert people[two] is None
    assert people[cell("kind", "area", "bankruptcy", "gireum")] is None, "else the sum says two"
    assert people[cell("kind", "area", "bankruptcy", "anam_bomun")] == 9
    assert won[cell("kind", "area", "bankruptcy", "anam_bomun")] is None, "one person stands out"
    assert audit(house.centre)[1] == 0
    by = clockwork(house.centre)
    with acting(by, Purpose.STATISTICS):
        for exact, mark in ((True, [1]), (False, [])):
            Released.objects.create(
                centre_id=by.centre, indicator="released_won", year=2024, month=YEAR, exact=exact,
                at=FROZEN, cells=[["area", "anam_bomun", 908_000_000, *mark]],
            )  # fmt: skip
    assert audit(house.centre)[1] == 1, "the audit knows which sums must not be told"


def _decided(
    house: House, event: str, *, link: UUID | None = None, at: datetime | None = None
) -> UUID:
    with house.acts("safety-officer") as by:
        pk = link or IdentityLink.objects.get().pk
        links.decide_link(link_id=pk, event=event, reason="확인함", by=by, at=at or clock.now())
        return pk


def test_only_the_clock_counts_by_links_and_nobody_reads_them_for_statistics(house: House) -> None:
    statistics: Actor = house.actors["statistics"]
    with acting(statistics, Purpose.STATISTICS):
        assert not IdentityLink.objects.exists()
    by = system(
        house.centre.pk, house.centre.lead_agency_id, frozenset(), profile="financial_welfare"
    )
    with acting(by, Purpose.SUPPORT):
        assert not IdentityLink.objects.exists()
