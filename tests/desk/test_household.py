"""Who is around the person on the pages: the household, relations put right, needs that are over."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hangot import clock
from hangot.cases.models import Case
from hangot.core.access import Section
from hangot.people import actions as people
from hangot.people.models import AccessNeed, IdentityLink, Member, Relationship
from hangot.tasks.models import Task
from tests.desk.asking import post
from tests.worlds import Town

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]


@pytest.fixture
def town() -> Town:
    """Two cases of one counsellor and one of another."""
    found = Town()
    for name, lead in (
        ("mother", "counsellor-1"),
        ("child", "counsellor-1"),
        ("stranger", "counsellor-2"),
    ):
        found.open(name, lead=lead)
    return found


def without_values(answer: Any) -> str:
    """What a page says, without keys of forms, what was typed, and the minute at the top."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode().split("<main", 1)[1])


def home(case: Case) -> str:
    return f"/cases/{case.pk}/household/"


def test_a_named_child_is_added_put_right_and_moves_out(case: Case, desk: Desk, acts: Acts) -> None:
    client, address = desk("counsellor-1"), home(case)
    asked = post(client, address, role="child", who="한지우")
    assert asked.status_code == 422
    assert "본인은 가구에서 누구인가요?" in asked.content.decode()
    assert "한지우" in asked.content.decode()
    assert post(client, address, own_role="parent", role="child", who="한지우").status_code == 303
    with acts("counsellor-1"):
        child = next(one for one in Member.objects.all() if one.name)
    row = f"{address}{child.pk}/"
    assert (
        post(
            client, row, act="change", role="child", who="한지후", since="2015-03-02", version=1
        ).status_code
        == 303
    )
    assert "한지후" in client.get(address).content.decode()
    assert post(client, row, act="leave", until="2015-03-01", version=2).status_code == 422
    assert post(client, row, act="leave", until="2026-01-31", version=2).status_code == 303
    shown = client.get(address).content.decode()
    assert "한지후" in shown[shown.index("전에 함께 살던 분") :]
    assert client.get(row).status_code == 404


def test_two_changes_at_once_do_not_overwrite_each_other(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client, address = desk("counsellor-1"), home(case)
    post(client, address, own_role="parent", role="child", who="한지우")
    with acts("counsellor-1"):
        child = next(one for one in Member.objects.all() if one.name)
    row = f"{address}{child.pk}/"
    assert post(client, row, act="change", role="child", who="한지후", version=1).status_code == 303
    late = post(client, row, act="change", role="relative", who="한지우", version=1)
    assert late.status_code == 409
    assert "relative" in late.content.decode()


def test_a_day_to_come_is_not_taken(case: Case, desk: Desk) -> None:
    answer = post(
        desk("counsellor-1"),
        home(case),
        own_role="parent",
        role="child",
        who="한지우",
        since="내일",
    )
    assert answer.status_code == 422
    assert "아직 오지 않은 날" in answer.content.decode()


def test_a_mother_and_her_child_with_records_of_their_own_see_each_other(
    town: Town, desk: Desk
) -> None:
    mother, child = town.cases["mother"], town.cases["child"]
    client = desk("counsellor-1")
    given = {"own_role": "parent", "role": "child", "number": child.number, "who": "딸"}
    assert post(client, home(mother), **given).status_code == 303
    assert str(child.pk) in client.get(home(mother)).content.decode()
    assert str(mother.pk) in client.get(home(child)).content.decode()
    assert "딸" not in client.get(home(mother)).content.decode()
    again = post(client, home(child), role="parent", number=mother.number)
    assert "이미 이 가구에" in again.content.decode()


def test_somebody_elses_case_number_is_answered_like_none(town: Town, desk: Desk) -> None:
    client, address = desk("counsellor-1"), home(town.cases["mother"])
    pages = [
        post(client, address, own_role="parent", role="child", number=number)
        for number in (town.cases["stranger"].number, "2026-99999")
    ]
    assert {page.status_code for page in pages} == {422}
    bare = [without_values(page) for page in pages]
    assert bare[0] == bare[1]


def test_who_does_not_see_the_family_finds_no_household(
    case: Case, desk: Desk, lets: Callable[..., Any]
) -> None:
    lets("moel-job-centre", (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT))
    assert desk("moel-job-centre-1").get(home(case)).status_code == 404
    assert desk("counsellor-2").get(home(case)).status_code == 404
    assert (
        "household"
        not in desk("moel-job-centre-1").get(f"/cases/{case.pk}/people/").content.decode()
    )


def test_the_household_of_a_hidden_person_shows_nothing_of_the_record(
    town: Town, desk: Desk, acts: Acts
) -> None:
    """A sister whose case another desk leads: her row stays in her record."""
    mother, sister = town.cases["mother"], town.cases["stranger"]
    with town.acts("counsellor-1") as by:
        row = people.join(
            person_id=mother.person_id, part=people.Part("child", "한지우"), other_id=None,
            own_role="parent", by=by, at=clock.now(),
        )  # fmt: skip
    with town.acts("counsellor-2") as by:
        Member(
            centre_id=by.centre, subject_id=sister.person_id, section=Section.FAMILY.number,
            agency_id=by.agency, post_id=by.post, created_at=clock.now(), role="sibling",
            household_id=row.household_id, since=date(2020, 1, 1),
        ).save(force_insert=True)  # fmt: skip
    shown = desk("counsellor-1").get(home(mother)).content.decode()
    assert "한지우" in shown
    assert "형제자매</td>" not in shown
    assert str(sister.pk) not in shown


def relation(acts: Acts, case: Case, **given: Any) -> Relationship:
    with acts("counsellor-1") as by:
        return people.add_relationship(
            person_id=case.person_id, **{"kind": "guardian", "name": "한미란", "detail": None, **given},
            by=by, at=clock.now(),
        )  # fmt: skip


def test_a_relation_is_put_right_and_ended_and_stays_readable(
    case: Case, desk: Desk, acts: Acts
) -> None:
    row = relation(acts, case)
    client, around = desk("counsellor-1"), f"/cases/{case.pk}/people/"
    page = f"{around}{row.pk}/"
    assert page in client.get(around).content.decode()
    given = {"act": "change", "kind": "companion", "who": "한미란", "detail": "이모", "version": 1}
    assert post(client, page, **given).status_code == 303
    assert "이모" in client.get(around).content.decode()
    assert post(client, page, **given).status_code == 409
    assert post(client, page, act="end", version=2).status_code == 303
    assert "끝남" in client.get(around).content.decode()
    assert client.get(page).status_code == 404


def test_a_spouse_who_turns_out_to_be_the_opponent_is_compared_from_now_on(
    case: Case, desk: Desk, acts: Acts
) -> None:
    row = relation(acts, case, kind="spouse", name="오민재")
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/people/{row.pk}/"
    given = {"act": "change", "who": "오민재", "born": "1992-11-02"}
    assert (
        "가해(의심)자일 때만"
        in post(client, page, kind="spouse", version=1, **given).content.decode()
    )
    assert post(client, page, kind="alleged_perpetrator", version=1, **given).status_code == 303
    with acts("counsellor-1"):
        assert Relationship.objects.get().other_id
    assert "1992" not in client.get(page).content.decode()
    other = post(client, page, kind="helper", who="오민재", act="change", version=2)
    assert other.status_code == 422
    assert "잘못 적었다면 여기서 끝내고" in other.content.decode()


def test_a_relation_of_another_person_is_not_found_by_its_id(
    town: Town, desk: Desk, acts: Acts
) -> None:
    row = relation(acts, town.cases["mother"])
    assert (
        desk("counsellor-1").get(f"/cases/{town.cases['child'].pk}/people/{row.pk}/").status_code
        == 404
    )


def test_an_interpreter_who_is_no_longer_needed_leaves_the_page(
    case: Case, desk: Desk, acts: Acts
) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/people/"
    assert post(client, page, act="need", need="interpreter", note="베트남어").status_code == 303
    with acts("counsellor-1"):
        row = AccessNeed.objects.get()
    assert "베트남어" in client.get(page).content.decode()
    assert post(client, page, act="over", need=str(row.pk), version=1).status_code == 303
    assert "베트남어" not in client.get(page).content.decode()
    assert post(client, page, act="over", need=str(row.pk), version=2).status_code == 404


def test_an_alias_is_added_on_the_page_of_people(case: Case, desk: Desk) -> None:
    client, page = desk("counsellor-1"), f"/cases/{case.pk}/people/"
    assert post(client, page, act="alias", alias="노을").status_code == 303
    assert "노을" in client.get(page).content.decode()


def test_two_records_that_look_like_one_person_are_told_to_the_safety_officer_only(
    town: Town, desk: Desk, acts: Acts
) -> None:
    mother, child = town.cases["mother"], town.cases["child"]
    client, page = desk("counsellor-1"), f"/cases/{mother.pk}/same/"
    assert page in client.get(f"/cases/{mother.pk}/people/").content.decode()
    for _ in range(2):
        told = post(client, page, number=child.number, agree=["phone"], reason="목소리도 같음")
        assert told.status_code == 303
    with acts("counsellor-1"):
        assert not IdentityLink.objects.exists()
    with acts("safety-officer") as by:
        link = IdentityLink.objects.get()
        assert {link.one_id, link.other_id} == {mother.person_id, child.person_id}
        assert Task.objects.filter(what="link.decide", done_at=None).count() == 1
        people.decide_link(link_id=link.pk, event="differ", reason="자매", by=by, at=clock.now())
        assert not Task.objects.filter(what="link.decide", done_at=None).exists()
    assert (
        "/trust/safety/"
        in desk("safety-officer").get(f"/cases/{mother.pk}/people/").content.decode()
    )


def test_a_pair_with_a_hidden_record_is_answered_like_no_record(town: Town, desk: Desk) -> None:
    client, page = desk("counsellor-1"), f"/cases/{town.cases['mother'].pk}/same/"
    pages = [
        post(client, page, number=number, agree=["name"])
        for number in (town.cases["stranger"].number, "2026-99999")
    ]
    bare = [without_values(answer) for answer in pages]
    assert bare[0] == bare[1]
    assert "볼 수 있는 사례 가운데" in bare[0]


@pytest.mark.parametrize("place", ["household", "same", "people"])
def test_reception_without_the_section_is_answered_by_what_it_may_see(
    case: Case, desk: Desk, place: str
) -> None:
    wanted = {"household": 404, "same": 403, "people": 200}[place]
    assert desk("reception-1").get(f"/cases/{case.pk}/{place}/").status_code == wanted
