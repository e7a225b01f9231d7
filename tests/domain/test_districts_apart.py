"""Two districts run the same manual in one database; neither sees anything of the other."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from hangot import clock
from hangot.access.founding import centre_of
from hangot.access.policies import TABLES
from hangot.access.policy_words import PREFIX
from hangot.cases.models import Case
from hangot.core.lookup import parse
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.directory.models import Centre, Post
from hangot.intake import actions as intake
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.tasks.actions import finish
from hangot.tasks.models import Task
from tests.houses import House, opened, story

POSTS = (
    "reception-1", "counsellor-1", "case-manager-1", "team-lead", "safety-officer",
    "privacy-officer", "auditor", "administrator", "apo-1",
)  # fmt: skip
PERSON = story("박선영", date(1988, 4, 17), "01000770417", "domestic_violence")
OPEN = {name for name, rule in TABLES.items() if rule.read == "true"}
"""Tables that hold no person and are open for a stated reason, such as wrapped keys."""


@pytest.fixture
def north(db: None) -> House:
    return opened("crisis_family", "north", Text("북쪽 센터", "North"), POSTS)


@pytest.fixture
def south(db: None) -> House:
    return opened("crisis_family", "south", Text("남쪽 센터", "South"), POSTS)


@pytest.fixture
def heard(north: House) -> Case:
    return north.hears(PERSON, first="reception-1", counsellor="counsellor-1")


def guarded() -> Iterator[tuple[Any, str]]:
    """Every table that says whose centre a row is, and the column that says it."""
    for model in apps.get_app_config("hangot").get_models():
        names = {field.attname for field in model._meta.concrete_fields}
        if model._meta.db_table.removeprefix(PREFIX) not in OPEN and "centre_id" in names:
            yield model, "centre_id"
    yield Centre, "pk"


def test_no_table_shows_a_row_of_another_district(north: House, south: House, heard: Case) -> None:
    for post in POSTS:
        with south.acts(post) as by:
            seen = {
                (post, model.__name__): model.objects.exclude(**{column: by.centre}).count()
                for model, column in guarded()
            }
        assert {where: n for where, n in seen.items() if n} == {}
        assert len(seen) > 50


def test_the_same_person_is_a_stranger_in_the_other_district(
    north: House, south: House, heard: Case
) -> None:
    query = parse("박선영 1988-04-17", date(2026, 9, 2))
    with north.acts("counsellor-1") as by:
        assert intake.look_up(query=query, reason="new_contact", by=by, at=clock.now()).people
    with south.acts("counsellor-1") as by:
        assert not intake.look_up(query=query, reason="new_contact", by=by, at=clock.now()).people


def test_a_task_of_another_district_cannot_be_ticked_off(
    north: House, south: House, heard: Case
) -> None:
    with north.acts("counsellor-1"):
        task = heard_task(heard)
    with south.acts("counsellor-1") as by, pytest.raises(Hidden):
        finish(task, by=by, at=clock.now())


def heard_task(case: Case) -> Any:
    return Task.objects.filter(thing_id=case.pk).values_list("pk", flat=True)[0]


def test_each_district_counts_its_own_numbers_and_has_its_own_posts(
    north: House, south: House, heard: Case
) -> None:
    other = south.hears(PERSON, first="reception-1", counsellor="counsellor-1")
    assert heard.number == other.number
    with north.acts("team-lead") as by:
        here = set(Post.objects.values_list("slug", flat=True))
        assert here == set(profile("crisis_family").posts)
        assert set(Post.objects.values_list("centre_id", flat=True)) == {by.centre}


def test_the_clock_goes_round_in_every_centre(north: House, south: House, heard: Case) -> None:
    assert tick.round_of(clock.now())["consents"] == 0
    assert centre_of("north").pk == north.centre.pk != centre_of("south").pk


def test_who_is_not_named_is_nobody(db: None) -> None:
    with pytest.raises(LookupError, match="no centre 'west'"):
        centre_of("west")
