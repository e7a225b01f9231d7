"""A district sees its own reports to the last one; the city sees sums in fives and no small ones."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.core.clocks import SEOUL
from hangot.core.reports.funnel import AGAIN, REPORTED, Place, Step, funnel
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.reports import actions as reports
from hangot.reports import queries
from hangot.reports.following import follow
from hangot.reports.models import CitySum, Followed
from hangot.reports.telling import tell
from tests.desk.asking import statements
from tests.domain.reported import report
from tests.houses import House, opened

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POSTS = ("apo-1", "counsellor-1", "statistics", "team-lead", "centre-manager")
YEAR = (date(2026, 1, 1), date(2027, 1, 1))
NOON = datetime(2026, 11, 2, 12, tzinfo=SEOUL)
LIVES: Sequence[Sequence[str]] = (
    ("tried",), ("reached", "declined"), ("reached", "opened", "visited", "yes", "served"),
    ("reached", "opened", "yes", "served", "closed", AGAIN),
)  # fmt: skip


def centre(slug: str, ko: str) -> House:
    return opened("crisis_family", slug, Text(ko, slug.title()), POSTS)


@pytest.fixture
def north(db: None) -> House:
    return centre("north", "윗마을 센터")


@pytest.fixture
def south(db: None) -> House:
    return centre("south", "아랫마을 센터")


@pytest.fixture
def city(db: None) -> House:
    return centre("city", "시 총괄")


def reported(house: House, many: int) -> None:
    """So many reports over the year, taken as the police hand them in and followed by the clock."""
    with house.acts("apo-1") as by:
        for n in range(many):
            at = NOON - timedelta(days=n)
            told = report(
                number=f"n-{n}", phone=f"0100{n:07}", birth=None, members=(), address="",
                reported_at=at, call_from=None, call_to=None,
            )  # fmt: skip
            reports.take(told=told, source="form", by=by, at=at)
    follow(house.centre, at=NOON)


def lived(house: House) -> None:
    """What happened to them afterwards, put where the clock puts it."""
    from hangot.access.context import acting, deriving, system
    from hangot.core.access import Purpose

    by = system(house.centre.pk, house.centre.lead_agency_id, frozenset(), profile="crisis_family")
    with acting(by, Purpose.STATISTICS, "tick"), deriving(house.centre.pk):
        begun = list(Followed.objects.filter(what=REPORTED).order_by("at"))
        Followed.objects.bulk_create(
            Followed(
                centre_id=one.centre_id, track=one.track, district=one.district, what=what,
                reported_on=one.reported_on, at=one.at + timedelta(hours=hour + 1),
            )
            for n, one in enumerate(begun) for hour, what in enumerate(LIVES[n % len(LIVES)])
        )  # fmt: skip


def answers(house: House, to: str) -> Centre:
    call_command("centre_answer", slug=house.centre.slug, to=to)
    with house.acts("statistics"):
        return Centre.objects.get(pk=house.centre.pk)


def test_each_district_finds_all_its_reports_of_the_year_and_none_of_another(
    north: House, south: House, desk: Callable[..., Any]
) -> None:
    for house, many in ((north, 14), (south, 9)):
        reported(house, many)
        lived(house)
        with house.acts("team-lead"):
            found = funnel(event for _, event in queries.events(*YEAR))
        assert found.total == many == sum(found.places.values())
        assert found.passed[Step.RECURRED] == found.places[Place.RECURRED] == many // 4
        page = desk(house.account("team-lead")).get(reverse("house_funnel"), {"month": "2026"})
        assert f"신고 {many}건" in page.content.decode()


def test_the_city_sees_the_sums_of_its_districts_in_fives_as_picture_and_table(
    north: House, south: House, city: House, desk: Callable[..., Any]
) -> None:
    for house, many in ((north, 14), (south, 3)):
        reported(house, many)
        lived(house)
        assert tell(answers(house, "city"), at=NOON) == 1
    client = desk(city.account("statistics"))
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(reverse("house_funnel"), {"month": "2026"}).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    for said in (
        "윗마을 센터",
        "아랫마을 센터",
        "신고 0건",
        "<td>15</td>",
        "5건 미만",
        "funnel-picture",
    ):
        assert said in page, said
    assert "<td>14</td>" not in page
    assert "<td>3</td>" not in page
    for slug in ("team-lead", "statistics"):
        page = desk(north.account(slug)).get(reverse("house_funnel")).content.decode()
        assert "아랫마을" not in page, "a district sees itself alone"


def test_only_who_counts_for_the_city_reads_what_was_told_and_a_district_can_stop(
    north: House, city: House
) -> None:
    reported(north, 6)
    tell(answers(north, "city"), at=NOON)
    for house, slug, seen in (
        (city, "statistics", 1), (city, "centre-manager", 1), (city, "team-lead", 0),
        (city, "counsellor-1", 0), (north, "statistics", 0),
    ):  # fmt: skip
        with house.acts(slug):
            assert CitySum.objects.count() == seen, (house.centre.slug, slug)
            assert not Followed.objects.exclude(centre_id=house.centre.pk).exists()
    assert tell(answers(north, ""), at=NOON) == 0
    with city.acts("statistics"):
        assert not CitySum.objects.exists()


def test_it_is_told_once_an_hour_and_never_twice(north: House, city: House) -> None:
    reported(north, 6)
    told = answers(north, "city")
    assert [tell(told, at=NOON + timedelta(minutes=m)) for m in (0, 1, 59, 61)] == [1, 0, 0, 1]
    with city.acts("statistics"):
        assert CitySum.objects.get().counts["reported"] == 5


@pytest.mark.parametrize(("slug", "to"), [("north", "north"), ("north", "west"), ("west", "north")])
def test_a_centre_answers_to_another_that_exists(north: House, slug: str, to: str) -> None:
    with pytest.raises(CommandError):
        call_command("centre_answer", slug=slug, to=to)


def test_one_centre_of_several_districts_sees_them_beside_one_another(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    with acts("police-victim-desk-1") as by:
        for n, district in enumerate(("seongbuk", "seongbuk", "gwanak")):
            told = report(
                number=f"n-{n}", phone=f"0105550018{n}", birth=None, members=(), address="",
                district=district, reported_at=NOON, call_from=None, call_to=None,
            )  # fmt: skip
            reports.take(told=told, source="form", by=by, at=NOON)
    page = desk("team-lead").get(reverse("house_funnel"), {"month": "2026-11"}).content.decode()
    assert "구별" in page
    assert page.count("<td><b>3</b></td>") == 1
    assert "<td>2</td>" in page
