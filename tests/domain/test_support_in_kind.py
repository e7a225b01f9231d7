"""Devices, beds and volunteers' days: reserved, handed over, back again, and never for two at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hangot import clock
from hangot.cases import actions as cases
from hangot.cases.models import Case
from hangot.closing import actions as closing
from hangot.consent import actions as consents
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL, months
from hangot.core.protection.kinds import Stay
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.text import Text
from hangot.directory.models import Agency, Post, Service
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.protection import actions as support
from hangot.protection import queries
from hangot.protection.models import Item, Lending, Taken
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.tasks.models import Task
from tests.houses import House, opened, story

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
POLICE, DESK = "police-victim-desk", "police-victim-desk-1"
GIVEN = (Section.IDENTITY, Section.CONTACT, Section.PROTECTION)
DEVICE, BED = "location_device", "temporary_lodging"
DAY = timedelta(days=1)
TODAY = clock.now().astimezone(SEOUL).date()
HALF_A_YEAR = months(TODAY, 6)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SEOUL)


@pytest.fixture
def hers(case: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]) -> Case:
    """The police victim desk is asked to protect her, with her consent."""
    with acts("counsellor-1") as by:
        agree(POLICE, GIVEN, by)
        refer(POLICE, GIVEN, by)
    return case


def stocked(acts: Acts, what: str, *marks: str, slug: str = DESK) -> None:
    with acts(slug) as by:
        kind = profile(by.profile).protection.known[what]
        support.add(kind=kind, typed=" ".join(marks), by=by, at=clock.now())


def reserved(
    case: Case, acts: Acts, what: str, first: date, last: date, *, slug: str = DESK
) -> Lending:
    with acts(slug) as by:
        wish = support.Wish(what, first, last)
        return support.reserve(case_id=case.pk, wish=wish, by=by, at=clock.now())


def issued(row: Lending, acts: Acts, *, signed: bool = True) -> Lending:
    with acts(DESK) as by:
        return support.issue(
            lending_id=row.pk, signed=signed, expected=None, by=by, at=noon(row.first)
        )


def handed_on(case: Case, acts: Acts) -> None:
    """The desk has done what was asked, and the case manager leads now."""
    said = referrals.Said(outcome="given", text="네", disposition="done")
    with acts(DESK):
        letter = Referral.objects.get().pk
    for slug, event in (
        (DESK, "accept"), (DESK, "begin"), (DESK, "complete"), ("counsellor-1", "acknowledge"),
    ):  # fmt: skip
        with acts(slug) as by:
            referrals.step(
                referral_id=letter, event=event, said=said, expected=None, by=by, at=clock.now()
            )
    with acts("counsellor-1") as by:
        manager = Post.objects.get(slug="case-manager-1").pk
        cases.move_lead(case_id=case.pk, post_id=manager, expected=None, by=by, at=clock.now())


def propose(case: Case, by: Actor) -> None:
    closing.propose(
        case_id=case.pk, reason="better", words=None, results={}, expected=None, by=by,
        at=clock.now(),
    )  # fmt: skip


def decide(case: Case, acts: Acts) -> Case:
    with acts("team-lead") as by:
        return closing.decide(
            case_id=case.pk, event="close", satisfaction="good", expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip


def back(row: Lending, acts: Acts, condition: str = "good") -> Lending:
    with acts(DESK) as by:
        return support.take_back(
            lending_id=row.pk, condition=condition, words="", expected=None, by=by,
            at=noon(row.last),
        )  # fmt: skip


def item_of(row: Lending, acts: Acts, slug: str = DESK) -> Item | None:
    with acts(slug):
        return next(one.item for one in queries.of_case(row.case_id) if one.row.pk == row.pk)


def test_her_device_goes_out_against_a_signature_and_comes_back_in_order(
    hers: Case, acts: Acts
) -> None:
    stocked(acts, DEVICE, "W-014")
    row = reserved(hers, acts, DEVICE, TODAY, HALF_A_YEAR)
    with pytest.raises(Missing, match="paper_signed"):
        issued(row, acts, signed=False)
    out = issued(row, acts)
    assert (out.state, out.issued_on, out.before, out.paper) == ("issued", TODAY, "good", True)
    done = back(out, acts, "worn")
    assert (done.state, done.ended_on, done.after) == ("returned", HALF_A_YEAR, "worn")
    item = item_of(row, acts)
    assert item is not None
    assert (item.mark, item.state, item.condition) == ("W-014", "ready", "worn")


def test_nothing_is_taken_back_before_it_was_handed_over_nor_twice(hers: Case, acts: Acts) -> None:
    stocked(acts, DEVICE, "W-014")
    row = reserved(hers, acts, DEVICE, TODAY, TODAY + DAY)
    with pytest.raises(NotAllowed) as no:
        back(row, acts)
    assert "예약" in no.value.sentence.ko
    back(issued(row, acts), acts)
    with pytest.raises(NotAllowed):
        back(row, acts)


def test_her_case_does_not_close_while_her_device_is_out(hers: Case, acts: Acts) -> None:
    """Whoever closes need not see the section: the answer is yes or no, whatever one may read."""
    stocked(acts, DEVICE, "W-014")
    row = issued(reserved(hers, acts, DEVICE, TODAY, HALF_A_YEAR), acts)
    handed_on(hers, acts)
    with acts("case-manager-1") as by:
        assert support.is_out(hers.person_id)
        with pytest.raises(Missing, match="nothing_outstanding"), transaction.atomic():
            propose(hers, by)
    back(row, acts)
    with acts("case-manager-1") as by:
        assert not support.is_out(hers.person_id)
        propose(hers, by)
    with pytest.raises(Missing, match="case_goes_on"):
        reserved(hers, acts, DEVICE, TODAY, TODAY)


def test_her_case_is_not_closed_by_the_other_post_while_something_went_out_since_the_proposal(
    hers: Case, acts: Acts
) -> None:
    """What a mistake or another case of hers hands out after the proposal stops the decision, too."""
    stocked(acts, DEVICE, "W-014")
    row = reserved(hers, acts, DEVICE, TODAY, HALF_A_YEAR)
    handed_on(hers, acts)
    with acts("case-manager-1") as by:
        propose(hers, by)
    with acts(DESK):
        Lending.objects.filter(pk=row.pk).update(state="issued", issued_on=TODAY, before="good")
    with pytest.raises(Missing, match="nothing_outstanding"):
        decide(hers, acts)
    back(row, acts)
    assert decide(hers, acts).state == "closed"


def test_the_same_bed_for_overlapping_nights_is_refused_with_the_next_free_night(
    hers: Case, other_case: Case, acts: Acts
) -> None:
    stocked(acts, BED, "A-1")
    reserved(hers, acts, BED, TODAY, TODAY + 3 * DAY)
    with pytest.raises(Missing, match="place_free") as no:
        reserved(hers, acts, BED, TODAY + DAY, TODAY + 2 * DAY)
    assert f"가장 빠른 날은 {TODAY + 3 * DAY}" in no.value.sentence.ko
    later = reserved(hers, acts, BED, TODAY + 3 * DAY, TODAY + 4 * DAY)
    assert later.state == "reserved", "the night of leaving is free for the next one"
    with (
        acts(DESK),
        pytest.raises(IntegrityError, match="item_one_at_a_time"),
        transaction.atomic(),
    ):
        Taken.objects.filter(lending=later).update(
            during=Taken.objects.exclude(lending=later).get().during
        )


def test_a_stay_past_the_limit_backwards_or_in_the_past_is_refused_with_its_reason(
    hers: Case, acts: Acts
) -> None:
    stocked(acts, BED, "A-1")
    for first, last, said in (
        (TODAY, TODAY + 6 * DAY, f"{TODAY + 5 * DAY}까지"),
        (TODAY + DAY, TODAY, "앞설 수 없습니다"),
        (TODAY, TODAY, "하룻밤도"),
        (TODAY - DAY, TODAY + DAY, "지난 날"),
    ):
        with pytest.raises(Missing, match="within_limit") as no:
            reserved(hers, acts, BED, first, last)
        assert said in no.value.sentence.ko
    with pytest.raises(Hidden):
        reserved(hers, acts, "volunteer_day", TODAY, TODAY)


def test_a_stay_is_extended_once_unless_somebody_else_has_the_bed(hers: Case, acts: Acts) -> None:
    stocked(acts, BED, "A-1")
    row = issued(reserved(hers, acts, BED, TODAY, TODAY + 2 * DAY), acts)
    reserved(hers, acts, BED, TODAY + 4 * DAY, TODAY + 5 * DAY)

    def extended(last: date) -> Lending:
        with acts(DESK) as by:
            return support.extend(
                lending_id=row.pk, last=last, expected=None, by=by, at=clock.now()
            )

    with pytest.raises(Missing, match="place_free"):
        extended(TODAY + 5 * DAY)
    assert extended(TODAY + 4 * DAY).last == TODAY + 4 * DAY
    with pytest.raises(Missing, match="within_limit") as no:
        extended(TODAY + 5 * DAY)
    assert "1번까지" in no.value.sentence.ko


def test_what_is_not_back_in_time_is_a_task_of_its_desk_until_it_is(hers: Case, acts: Acts) -> None:
    stocked(acts, DEVICE, "W-014")
    row = issued(reserved(hers, acts, DEVICE, TODAY, TODAY + DAY), acts)
    tick.round_of(noon(TODAY + DAY))
    with acts(DESK):
        assert Lending.objects.get(pk=row.pk).state == "issued"
    assert tick.round_of(noon(TODAY + 2 * DAY))["lendings"] == 1
    assert tick.round_of(noon(TODAY + 3 * DAY))["lendings"] == 0
    with acts(DESK) as by:
        assert Lending.objects.get(pk=row.pk).state == "overdue"
        task = Task.objects.get(what="lending.overdue", done_at=None)
        assert (task.post_id, task.thing_id) == (by.post, row.pk)
        assert support.is_out(hers.person_id)
    with acts(DESK) as by:
        support.take_back(
            lending_id=row.pk, condition="broken", words="줄이 끊어짐", expected=None, by=by,
            at=noon(TODAY + 4 * DAY),
        )  # fmt: skip
        assert not Task.objects.filter(what="lending.overdue", done_at=None).exists()
    item = item_of(row, acts)
    assert item is not None
    assert item.state == "repair"
    with pytest.raises(Missing, match="place_free"):
        reserved(hers, acts, DEVICE, TODAY, TODAY + DAY)


def test_two_weeks_before_the_end_its_desk_is_told_once_and_again_after_an_extension(
    hers: Case, acts: Acts
) -> None:
    stocked(acts, DEVICE, "W-014")
    last = TODAY + 30 * DAY
    row = issued(reserved(hers, acts, DEVICE, TODAY, last), acts)
    assert tick.round_of(noon(last - 15 * DAY))["lending_ends"] == 0
    assert tick.round_of(noon(last - 14 * DAY))["lending_ends"] == 1
    assert tick.round_of(noon(last - 13 * DAY))["lending_ends"] == 0
    with acts(DESK) as by:
        due = Task.objects.get(what="lending.ending", done_at=None).due
        assert due is not None
        assert due.astimezone(SEOUL).date() == last
        support.extend(lending_id=row.pk, last=last + 30 * DAY, expected=None, by=by, at=noon(last))
        assert not Task.objects.filter(what="lending.ending", done_at=None).exists()
    assert tick.round_of(noon(last + 16 * DAY))["lending_ends"] == 1


def test_words_that_tell_where_she_stays_are_not_taken(hers: Case, acts: Acts) -> None:
    stocked(acts, BED, "A-1")
    with acts(DESK) as by, pytest.raises(Missing, match="words"):
        wish = support.Wish(BED, TODAY, TODAY + DAY, "정릉로 12 302호")
        support.reserve(case_id=hers.pk, wish=wish, by=by, at=clock.now())


def sent_to(house: House, case: Case, slug: str, sections: tuple[Section, ...]) -> None:
    """The person agrees, and the counsellor asks the agency for help."""
    at = clock.now()
    with house.acts("counsellor-1") as by:
        agency = Agency.objects.get(centre_id=by.centre, slug=slug)
        for section in sections:
            line = consents.ask(
                subject=case.person_id, agency=agency.pk, section=section,
                asked=consents.Asked("notice"), by=by, at=at,
            )  # fmt: skip
            consents.answer(
                consent_id=line.pk, event="give", method="paper", giver="self", by=by, at=at
            )
        letter = referrals.Letter(
            Service.objects.filter(agency=agency, minutes__gt=0)[0].pk,
            Post.objects.filter(agency=agency)[0].pk, sections, "부탁드립니다", case_id=case.pk,
        )  # fmt: skip
        draft = referrals.write(subject=case.person_id, letter=letter, by=by, at=at)
        referrals.send(referral_id=draft.pk, expected=None, by=by, at=at)


def test_a_volunteer_centre_gives_as_many_days_as_it_has_people_and_then_names_the_next() -> None:
    posts = ("reception-1", "counsellor-1", "volunteer-centre-1")
    house = opened("employment_welfare", "helpers", Text("돕는 곳", "Helpers"), posts)
    told = story("송미나", date(1990, 5, 8), "01000770508")
    mina = house.hears(told, first="reception-1", counsellor="counsellor-1")
    sent_to(house, mina, "volunteer-centre", (Section.IDENTITY, Section.WELFARE))
    with house.acts("volunteer-centre-1") as by:
        kinds = profile(by.profile).protection
        assert [one.unit for one in kinds.here] == ["days", "weeks"]
        support.add(kind=kinds.known["volunteer_day"], typed="V-1 V-2", by=by, at=clock.now())
        support.add(kind=kinds.known["volunteer_week"], typed="V-3", by=by, at=clock.now())

        def wished(what: str, first: date) -> Lending:
            wish = support.Wish(what, first, first)
            return support.reserve(case_id=mina.pk, wish=wish, by=by, at=clock.now())

        for _ in range(2):
            wished("volunteer_day", TODAY)
        with pytest.raises(Missing, match="place_free") as no, transaction.atomic():
            wished("volunteer_day", TODAY)
        assert f"가장 빠른 날은 {TODAY + DAY}" in no.value.sentence.ko
        week = wished("volunteer_week", TODAY)
        assert (week.first.weekday(), week.last.weekday()) == (0, 6)
        with pytest.raises(Missing, match="place_free") as no, transaction.atomic():
            wished("volunteer_week", TODAY)
        assert f"가장 빠른 날은 {week.last + DAY}" in no.value.sentence.ko


def test_who_waits_the_longest_is_told_first_and_only_as_many_as_there_are(
    hers: Case, acts: Acts
) -> None:
    stocked(acts, DEVICE, "W-014")
    row = reserved(hers, acts, DEVICE, TODAY, TODAY + DAY)
    with acts(DESK) as by:
        wish = support.Wish(DEVICE, TODAY, TODAY + DAY)
        first, second = (
            support.wait(case_id=hers.pk, wish=wish, by=by, at=clock.now()) for _ in range(2)
        )
    assert tick.round_of(clock.now())["free"] == 0
    with acts(DESK) as by:
        support.cancel(lending_id=row.pk, reason="not_wanted", expected=None, by=by, at=clock.now())
    assert tick.round_of(clock.now())["free"] == 1
    assert tick.round_of(clock.now())["free"] == 0
    with acts(DESK) as by:
        assert Task.objects.get(what="lending.free", done_at=None).thing_id == first.pk
        stay = Stay(TODAY, TODAY + DAY)
        support.move_up(lending_id=first.pk, stay=stay, expected=None, by=by, at=clock.now())
        with pytest.raises(Missing, match="place_free"), transaction.atomic():
            support.move_up(lending_id=second.pk, stay=stay, expected=None, by=by, at=clock.now())


def test_a_device_that_another_one_still_has_is_not_handed_over(hers: Case, acts: Acts) -> None:
    stocked(acts, DEVICE, "W-014")
    issued(reserved(hers, acts, DEVICE, TODAY, TODAY), acts)
    after = reserved(hers, acts, DEVICE, TODAY + DAY, TODAY + DAY)
    with pytest.raises(Missing, match="item_is_here"):
        issued(after, acts)


def test_what_is_lost_holds_no_case_open_and_can_be_found_again(hers: Case, acts: Acts) -> None:
    stocked(acts, DEVICE, "W-014")
    row = issued(reserved(hers, acts, DEVICE, TODAY, TODAY), acts)
    with acts(DESK) as by:
        support.lose(lending_id=row.pk, reason="지하철에서", expected=None, by=by, at=clock.now())
        assert not support.is_out(hers.person_id)
        assert Item.objects.get().state == "lost"
    back(row, acts)
    with acts(DESK):
        assert Item.objects.get().state == "ready"


def test_an_item_that_somebody_counts_on_is_not_retired(hers: Case, acts: Acts) -> None:
    stocked(acts, DEVICE, "W-014", "W-015")
    row = reserved(hers, acts, DEVICE, TODAY, TODAY)
    held = item_of(row, acts)
    with acts(DESK) as by:
        assert held is not None
        with pytest.raises(Missing, match="nobody_waits_for_it"), transaction.atomic():
            support.change(item_id=held.pk, event="retire", expected=None, by=by, at=clock.now())
        free = Item.objects.exclude(pk=held.pk).get()
        support.change(item_id=free.pk, event="retire", expected=None, by=by, at=clock.now())
        with pytest.raises(Missing, match="number"), transaction.atomic():
            stocked(acts, DEVICE, "W-014")


def test_an_accomplice_at_another_desk_learns_of_no_lodging_and_a_reader_never_where(
    hers: Case, acts: Acts, agree: Callable[..., None], refer: Callable[..., Any]
) -> None:
    """The job centre was given work and identity: it sees nothing. Legal aid was given the section
    of protection: it sees that she has nights, and neither the bed nor that there is a stock."""
    stocked(acts, BED, "A-1")
    row = reserved(hers, acts, BED, TODAY, TODAY + 3 * DAY)
    with acts("counsellor-1") as by:
        agree("moel-job-centre", (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT), by)
        refer("moel-job-centre", (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT), by)
        agree("korea-legal-aid", (Section.IDENTITY, Section.PROTECTION), by)
        refer("korea-legal-aid", (Section.IDENTITY, Section.PROTECTION), by)
    with acts("moel-job-centre-1") as by:
        assert queries.of_case(hers.pk) == []
        assert queries.stock_of(by) == ([], [])
        with pytest.raises(Hidden):
            support.cancel(
                lending_id=row.pk, reason="mistake", expected=None, by=by, at=clock.now()
            )
    for slug in ("korea-legal-aid-1", "counsellor-1"):
        with acts(slug) as by:
            (seen,) = queries.of_case(hers.pk)
            assert (seen.row.what, seen.row.first, seen.item) == (BED, TODAY, None), slug
            assert not Item.objects.exists()
            assert not Taken.objects.exists()
            with pytest.raises((Hidden, NotAllowed)):
                support.cancel(
                    lending_id=row.pk, reason="mistake", expected=None, by=by, at=clock.now()
                )
    with acts("reception-1"):
        assert not Lending.objects.exists()
