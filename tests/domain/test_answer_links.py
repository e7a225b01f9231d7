"""A shelter outside the house is asked and answers by a link: what follows, and what never shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from hangot import clock
from hangot.access.context import acting, deriving
from hangot.access.models import AccessClaim
from hangot.access.policies import TABLES
from hangot.access.queries import view
from hangot.audit.models import AuditEntry
from hangot.consent.models import Disclosure
from hangot.core.access import Actor, Section
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Agency, Post
from hangot.directory.outside import Outsider
from hangot.jobs.tick import round_of
from hangot.referrals import answering, links
from hangot.referrals.actions import Said
from hangot.referrals.links import Secrets
from hangot.referrals.models import AnswerLink, Referral, Reply
from hangot.referrals.outside import write_down
from hangot.tasks.models import Task
from tests.outsiders import GIVEN, SHELTER, ask, link, shelter
from tests.worlds import Town

pytestmark = pytest.mark.django_db
PLACE = "192.0.2.99"


@pytest.fixture
def town(db: None) -> Town:
    return Town()


@contextmanager
def reading(told: Secrets) -> Iterator[Actor]:
    """Whoever holds the link, in a transaction of their own."""
    by = links.reader(links.digest(told.token), address=PLACE)
    assert by is not None
    with acting(by, door=links.DOOR):
        yield by


def enter(told: Secrets, *, at: Any = None) -> bool:
    with reading(told) as by:
        return links.enter(told.code, by=by, at=at or clock.now())


def says(told: Secrets, event: str, **said: str) -> Referral:
    with reading(told) as by:
        return answering.answer(
            referral_id=by.post,
            event=event,
            said=Said(**said),
            expected=None,
            by=by,
            at=clock.now(),
        )


def tasks(town: Town) -> list[str]:
    with town.acts("counsellor-1"):
        rows = Task.objects.filter(done_at=None, what__startswith="referral.")
        return sorted(rows.values_list("what", flat=True))


def test_asking_outside_writes_the_same_disclosure_and_the_sender_keeps_the_turn(
    town: Town,
) -> None:
    referral = ask(town, "one")
    with town.acts("counsellor-1"):
        given = Disclosure.objects.get(because_id=referral.pk)
    assert (given.agency_id, given.door, given.basis) == (
        referral.to_agency,
        "answer_link",
        "consent",
    )
    assert given.sections == sorted(one.number for one in GIVEN)
    assert tasks(town) == ["referral.outside"]


def test_neither_the_secret_nor_the_code_is_kept(town: Town) -> None:
    told = link(town, ask(town, "one"))
    with town.acts("counsellor-1"):
        row = AnswerLink.objects.get()
    kept = " ".join(str(value) for value in row.__dict__.values())
    assert told.token not in kept
    assert told.code not in kept
    assert len(told.token) == 43
    assert len(told.code) == 8


def test_accepting_beginning_finishing_are_the_steps_of_every_referral(town: Town) -> None:
    told = link(town, ask(town, "one"))
    assert enter(told)
    assert says(told, "accept", speaker="문지기").state == "accepted"
    assert tasks(town) == ["referral.outside"]
    done = says(told, "complete", outcome="given", text="사흘 머물렀습니다", speaker="문지기")
    assert (done.state, done.outcome) == ("completed", "given")
    assert tasks(town) == ["referral.acknowledge"]
    with town.acts("counsellor-1"):
        assert list(Reply.objects.order_by("at", "pk").values_list("event", flat=True)) == [
            "accept", "begin", "complete",
        ]  # fmt: skip


def test_declining_needs_a_reason_and_ends_what_the_shelter_saw(town: Town) -> None:
    told = link(town, ask(town, "one"))
    with pytest.raises(Missing), reading(told) as by:
        answering.answer(
            referral_id=by.post, event="decline", said=Said(), expected=None, by=by, at=clock.now()
        )
    assert says(told, "decline", why="no_capacity").state == "declined"
    with pytest.raises(Hidden), reading(told) as by:
        view(by, town.cases["one"].person_id, at=clock.now())


def test_the_holder_of_a_link_takes_no_step_that_is_the_senders(town: Town) -> None:
    told = link(town, ask(town, "one"))
    for event in ("withdraw", "acknowledge", "send"):
        with pytest.raises(NotAllowed):
            says(told, event, why="mistake", disposition="done")


def test_every_opening_and_answer_stands_in_the_log_under_the_shelter(town: Town) -> None:
    referral = ask(town, "one")
    told = link(town, referral)
    enter(told)
    enter(Secrets(told.token, "00000000"))
    says(told, "accept")
    with town.acts("privacy-officer"):
        rows = AuditEntry.objects.filter(agency_id=referral.to_agency).order_by("seq")
        found = [(row.act, row.done, row.subject_id, row.address) for row in rows]
    person = town.cases["one"].person_id
    assert found == [
        ("answer_link.open", True, person, PLACE), ("answer_link.open", False, person, PLACE),
        ("referral.accept", True, person, PLACE),
    ]  # fmt: skip


def test_a_link_is_only_for_a_referral_to_somebody_outside_and_only_while_it_waits(
    town: Town,
) -> None:
    town.open("in")
    town.agree("in", "moel-job-centre", GIVEN)
    inside = town.refer("in", "moel-job-centre", GIVEN)
    outside = ask(town, "one")
    with pytest.raises(Missing):
        link(town, inside)
    town.withdraw("one", shelter(town).slug, GIVEN)
    with pytest.raises(Missing):
        link(town, outside)


def test_another_desk_makes_no_link_for_somebody_elses_referral(town: Town) -> None:
    referral = ask(town, "one")
    for slug in ("moel-job-centre-1", "smile-centre-1"):
        with pytest.raises(Hidden), town.acts(slug) as by:
            links.make(referral_id=referral.pk, by=by, at=clock.now())


def test_the_clock_ends_links_that_are_over_and_tells_the_sender_of_a_late_answer(
    town: Town,
) -> None:
    long_ago = clock.now() - timedelta(days=30)
    referral = ask(town, "one")
    link(town, referral, at=long_ago)
    with town.acts("counsellor-1"), deriving(referral.subject_id):
        Referral.objects.filter(pk=referral.pk).update(due=clock.now() - timedelta(minutes=1))
    found = round_of(clock.now())
    assert found["answer_links"] == 1
    assert round_of(clock.now())["answer_links"] == 0
    with town.acts("counsellor-1"):
        assert AnswerLink.objects.get().why == "expired"
        late = Task.objects.filter(what="referral.late")
        assert [(one.agency_id, one.post_id) for one in late] == [
            (referral.from_agency, referral.from_post)
        ]
    # Late answers are welcome: a new link, and the shelter accepts.
    assert says(link(town, referral), "accept").state == "accepted"


def test_a_link_whose_referral_is_over_is_ended_as_done(town: Town) -> None:
    told = link(town, ask(town, "one"))
    says(told, "decline", why="no_capacity")
    assert round_of(clock.now())["answer_links"] == 1
    with town.acts("counsellor-1"):
        assert AnswerLink.objects.get().why == "done"


def test_only_one_link_of_a_referral_lives(town: Town) -> None:
    referral = ask(town, "one")
    first, second = link(town, referral), link(town, referral)
    assert not enter(first)
    assert enter(second)


def test_a_denial_of_the_shelter_closes_the_letter_at_once(town: Town) -> None:
    told = link(town, ask(town, "one"))
    assert enter(told)
    town.deny("one", agency=shelter(town).pk)
    assert not enter(told)
    with pytest.raises(Hidden), reading(told) as by:
        links.reading(by=by, at=clock.now())


# Somebody who can run any SQL as the application role, in the name of a link.


@pytest.fixture
def two(town: Town) -> tuple[Town, Secrets]:
    """The shelter was asked about two persons; the link is for the first."""
    first = ask(town, "one")
    other = ask(town, "two", (*GIVEN, Section.CONTACT, Section.INCIDENT))
    for name in ("one", "two"):
        for section in (Section.OVERVIEW, Section.INCIDENT, Section.HEALTH, Section.OWN_NOTES):
            town.note(name, "counsellor-1", section)
    link(town, other)
    told = link(town, first)
    assert enter(told)
    return town, told


def rows(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from hangot_{table}")  # noqa: S608 - a name of our own list
        names = [one.name for one in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


WHOSE = ("subject_id", "person_id", "one_id", "other_id")


def whose(table: str, row: dict[str, Any]) -> set[UUID]:
    found = {row[name] for name in WHOSE if row.get(name)}
    return found | ({row["id"]} if table in ("person", "notice") else set())


# Keys are wrapped, and everybody in the house reads them; a key opens nothing one does not read.
OPEN_TO_ALL = ("datakey", "bookable")


def test_by_sql_the_link_shows_one_person_and_the_sections_that_were_given(
    two: tuple[Town, Secrets],
) -> None:
    town, told = two
    mine = town.cases["one"].person_id
    with reading(told):
        found = {name: rows(name) for name in TABLES if name not in OPEN_TO_ALL}
    about = {name: [row for row in lines if whose(name, row)] for name, lines in found.items()}
    strangers = {
        name for name, lines in about.items() for row in lines if whose(name, row) != {mine}
    }
    assert strangers == set()
    assert {name for name, lines in about.items() if lines} == {
        "accessclaim", "accessrow", "answerlink", "auditentry", "casepointer", "contactsafety",
        "need", "note", "person", "referral", "sectionsummary", "alias", "seat", "moved",
    }  # fmt: skip
    given = {one.number for one in GIVEN}
    parts = {
        row["section"]
        for name in ("note", "need", "moved", "sectionsummary", "casepointer")
        for row in found[name]
    }
    assert parts <= given
    assert [row["id"] for row in found["referral"]] == [
        town.referrals["one", shelter(town).slug].pk
    ]


def test_by_sql_an_ended_link_shows_no_letter(two: tuple[Town, Secrets]) -> None:
    town, told = two
    with town.acts("counsellor-1") as by:
        links.revoke(
            referral_id=town.referrals["one", shelter(town).slug].pk, by=by, at=clock.now()
        )
    with reading(told):
        assert rows("referral") == []
        assert rows("reply") == []


def test_by_sql_nobody_lists_links_and_nobody_brings_one_back(two: tuple[Town, Secrets]) -> None:
    town, told = two
    with town.acts("moel-job-centre-1"):
        assert rows("answerlink") == []
    with town.acts("counsellor-1") as by:
        links.revoke(
            referral_id=town.referrals["one", shelter(town).slug].pk, by=by, at=clock.now()
        )
    for slug in ("counsellor-1", ""):
        with (
            town.acts(slug) if slug else reading(told),
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            AnswerLink.objects.filter(why="revoked").update(ended_at=None, why="")


def test_by_sql_the_holder_of_a_link_finds_nobody_and_writes_nothing_of_their_own(
    two: tuple[Town, Secrets],
) -> None:
    town, told = two
    other = town.referrals["two", shelter(town).slug]
    with reading(told) as by:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from hg.find('{}', '{}', 200)")
            assert cursor.fetchone() == (0,)
        assert Referral.objects.filter(pk=other.pk).update(own_words=None) == 0
        claim = AccessClaim(
            centre_id=by.centre, subject_id=other.subject_id, agency_id=by.agency, post_id=by.post,
            duty="X", levels=[3] * 15, starts=clock.now(), code="referral", source_id=by.post,
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            AccessClaim.objects.bulk_create([claim])
        with pytest.raises(DatabaseError), transaction.atomic():
            Agency(centre_id=by.centre, slug="x", label_ko="x", label_en="x", outside=True).save()


def test_a_desk_adds_no_agency_of_the_house_and_no_post_with_a_duty(town: Town) -> None:
    with town.acts("counsellor-1") as by:
        agency = write_down(SHELTER, by=by, at=clock.now())
        common = {"centre_id": by.centre, "label_ko": "x", "label_en": "x"}
        for row in (
            Agency(**common, slug="inside"),
            Post(**common, slug="duty", agency=agency, duties=["S"]),
            Post(**common, slug="inside", agency_id=by.agency, duties=[]),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                row.save(force_insert=True)


def test_reception_writes_down_an_agency_and_a_partner_does_not(town: Town) -> None:
    other = Outsider("푸른 집", "", "02-000-0111", "housing", GIVEN)
    with town.acts("reception-1") as by:
        assert write_down(other, by=by, at=clock.now()).outside
    with pytest.raises(NotAllowed), town.acts("moel-job-centre-1") as by:
        write_down(other, by=by, at=clock.now())
