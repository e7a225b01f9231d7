"""A referral's life: every step is in the table, and nothing leaves it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from hangot import clock
from hangot.access.queries import view
from hangot.cases.models import ServiceDelivery
from hangot.consent import actions as consents
from hangot.consent.models import Disclosure
from hangot.core.access import Level, Section
from hangot.core.contact import Channel, ContactRule
from hangot.core.lives import OUTSIDERS
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.directory.models import Agency, Post, Service
from hangot.packs.active import profile
from hangot.people.models import Person
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral, Reply
from hangot.referrals.queries import possible
from hangot.tasks.models import Task
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
ASKED, PAPER = consents.Asked("2026-1"), consents.Told("paper")
SENDER, RECEIVER, STRANGER = "counsellor-1", "moel-job-centre-1", "korea-legal-aid-1"
ALWAYS = ContactRule(channels=frozenset({Channel.PHONE}))
NEVER = ContactRule(channels=frozenset())
LIFE = profile("crime_victim").life("referral")
SAID = referrals.Said(
    "unreachable", "경력 서류", "김 주무관", "일자리센터", outcome="given", disposition="done"
)
WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "draft": (),
    "discarded": ((SENDER, "discard"),),
    "sent": ((SENDER, "send"),),
    "returned": ((SENDER, "send"), (RECEIVER, "return")),
    "accepted": ((SENDER, "send"), (RECEIVER, "accept")),
    "scheduled": ((SENDER, "send"), (RECEIVER, "accept"), (RECEIVER, "schedule")),
    "in_service": ((SENDER, "send"), (RECEIVER, "accept"), (RECEIVER, "begin")),
    "completed": ((SENDER, "send"), (RECEIVER, "accept"), (RECEIVER, "begin"), (RECEIVER, "complete")),
    "declined": ((SENDER, "send"), (RECEIVER, "decline")),
    "no_contact": ((SENDER, "send"), (RECEIVER, "accept"), (RECEIVER, "lose")),
    "stopped": ((SENDER, "send"), (RECEIVER, "accept"), (RECEIVER, "begin"), (RECEIVER, "stop")),
    "withdrawn": ((SENDER, "send"), (SENDER, "withdraw")),
    "acknowledged": ((SENDER, "send"), (RECEIVER, "decline"), (SENDER, "acknowledge")),
}  # fmt: skip


def fire(row: Referral, post: str, event: str, acts: Any, said: referrals.Said = SAID) -> Referral:
    """One step as one post, with everything that could be asked for."""
    with acts(post) as by:
        if event == "send":
            return referrals.send(referral_id=row.pk, expected=None, by=by, at=clock.now())
        return referrals.step(
            referral_id=row.pk, event=event, said=said, expected=None, by=by, at=clock.now(),
            holds={"attempts_in_safe_windows"},
        )  # fmt: skip


@pytest.fixture
def draft(case: Any, acts: Any, agree: Callable[..., None]) -> Callable[..., Referral]:
    """A draft to the job centre: `draft(JOBS)`; agreed to unless it says otherwise."""

    def make(
        sections: tuple[Section, ...] = JOBS, *, agreed: bool = True, form: str = "referral"
    ) -> Referral:
        with acts(SENDER) as by:
            if agreed:
                agree("moel-job-centre", sections, by)
            desk = Agency.objects.get(slug="moel-job-centre")
            letter = referrals.Letter(
                Service.objects.filter(agency=desk, minutes__gt=0)[0].pk,
                Post.objects.filter(agency=desk).order_by("slug")[0].pk, sections, "구직 등록",
                "집에서 먼 곳도 괜찮아요", form=form, case_id=case.pk,
            )  # fmt: skip
            return referrals.write(subject=case.person_id, letter=letter, by=by, at=clock.now())

    return make


def brought_to(state: str, draft: Callable[..., Referral], acts: Any) -> Referral:
    """A referral in this state, by the steps that lead there."""
    if state == "held":
        row = draft(agreed=False)
        return fire(row, SENDER, "send", acts)
    row = draft()
    if state == "expired":
        row = fire(row, SENDER, "send", acts)
        with acts(SENDER) as by:
            assert row.due is not None
            return referrals.expire(row.pk, by=by, at=row.due + timedelta(minutes=1))
    for post, event in WAYS[state]:
        row = fire(row, post, event, acts)
    assert row.state == state
    return row


@pytest.mark.slow
@pytest.mark.parametrize("state", [one.id for one in LIFE.states])
def test_every_step_moves_by_the_table_or_refuses_with_a_sentence(
    state: str, draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to(state, draft, acts)
    for event in dict.fromkeys(step.event for step in LIFE.steps if step.event != "write"):
        for post in (SENDER, RECEIVER, STRANGER):
            _moves_or_refuses(row, post, event, acts)


def _moves_or_refuses(row: Referral, post: str, event: str, acts: Any) -> None:
    """Try in a savepoint that is taken back, so that the next try starts from the same state."""
    moved = None
    try:
        with transaction.atomic():
            moved = fire(row, post, event, acts)
            transaction.set_rollback(True)
    except Hidden:
        assert post == STRANGER or (post == RECEIVER and row.sent_at is None)
    except NotAllowed as no:
        assert no.sentence.ko
        assert no.sentence.en
    if moved is not None:
        held = event == "send" and moved.state == "held"
        step = LIFE.step(row.state, "hold" if held else event)
        assert moved.state in (step.target, row.state)
        assert post != STRANGER
        assert set(step.who) - set(OUTSIDERS)


@pytest.mark.parametrize(("source", "target"), [
    ("sent", "completed"), ("accepted", "acknowledged"), ("declined", "sent"), ("acknowledged", "draft"),
])  # fmt: skip
def test_the_database_refuses_a_move_outside_the_table(
    source: str, target: str, draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to(source, draft, acts)
    with acts(SENDER), pytest.raises(Error, match="no such move"), transaction.atomic():
        Referral.objects.filter(pk=row.pk).update(state=target, outcome="given", why="unreachable")


def test_the_stranger_sees_neither_the_referral_nor_a_button(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("sent", draft, acts)
    with acts(STRANGER) as by:
        assert not Referral.objects.exists()
        assert possible(row, by, at=clock.now()) == ()


def test_the_receiver_sees_nothing_of_a_draft(draft: Callable[..., Referral], acts: Any) -> None:
    draft()
    with acts(RECEIVER):
        assert not Referral.objects.exists()
        assert not Person.objects.exists()


def test_a_discarded_draft_says_nothing_to_its_receiver(
    draft: Callable[..., Referral], acts: Any
) -> None:
    brought_to("discarded", draft, acts)
    with acts(RECEIVER):
        assert not Reply.objects.exists()


def test_without_consent_it_waits_and_with_it_the_sender_is_told(
    draft: Callable[..., Referral], acts: Any, agree: Callable[..., None], case: Any
) -> None:
    row = brought_to("held", draft, acts)
    with acts(SENDER) as by:
        assert not Disclosure.objects.exists()
        desk = Agency.objects.get(slug="moel-job-centre")
        rows = [referrals_line(desk, section) for section in JOBS]
        referrals.take_answers(
            subject=case.person_id, lines=rows, asked=ASKED, told=PAPER, by=by, at=clock.now()
        )
        told = Task.objects.filter(thing_id=row.pk, done_at=None).values_list("what", flat=True)
        assert list(told) == ["referral.send"]
    assert fire(row, SENDER, "send", acts).state == "sent"


def referrals_line(desk: Any, section: Section) -> Any:
    return consents.Line(desk.pk, section, "give")


def test_leaving_out_what_was_refused_lets_a_waiting_referral_go(
    case: Any, draft: Callable[..., Referral], acts: Any, agree: Callable[..., None]
) -> None:
    with acts(SENDER) as by:
        agree("moel-job-centre", JOBS, by)
        agree("moel-job-centre", (Section.INCIDENT,), by, "refuse")
    row = draft((*JOBS, Section.INCIDENT), agreed=False)
    assert fire(row, SENDER, "send", acts).state == "held"
    with acts(SENDER) as by:
        letter = referrals.Letter(row.service_id, row.to_post, JOBS, "구직 등록", case_id=case.pk)
        sent = referrals.rewrite_and_send(
            referral_id=row.pk, letter=letter, expected=None, by=by, at=clock.now()
        )
        assert sent.state == "sent"
        assert Disclosure.objects.get().sections == [s.number for s in JOBS]


def test_what_was_sent_cannot_be_rewritten(draft: Callable[..., Referral], acts: Any) -> None:
    row = brought_to("sent", draft, acts)
    with acts(SENDER) as by, pytest.raises(NotAllowed):
        letter = referrals.Letter(row.service_id, row.to_post, JOBS, "다른 글")
        referrals.rewrite(referral_id=row.pk, letter=letter, expected=None, by=by, at=clock.now())


def test_a_late_answer_is_welcome(draft: Callable[..., Referral], acts: Any) -> None:
    row = brought_to("expired", draft, acts)
    with acts(RECEIVER):
        assert Task.objects.filter(what="referral.late", done_at=None).exists()
    assert fire(row, RECEIVER, "accept", acts).state == "accepted"


def test_time_does_not_pass_before_it_has_passed(draft: Callable[..., Referral], acts: Any) -> None:
    row = brought_to("sent", draft, acts)
    with acts(SENDER) as by, pytest.raises(Missing, match="due_passed"):
        referrals.expire(row.pk, by=by, at=clock.now())


def test_an_answer_by_phone_is_written_by_reception_with_the_name_of_the_speaker(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("sent", draft, acts)
    with pytest.raises(Missing, match="speaker"):
        fire(row, "reception-1", "accept", acts, referrals.Said())
    assert (
        fire(row, "reception-1", "accept", acts, referrals.Said(speaker="고은별")).state
        == "accepted"
    )


def test_nothing_more_is_done_only_with_a_word_why(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("declined", draft, acts)
    with pytest.raises(Missing, match="disposition"):
        fire(row, SENDER, "acknowledge", acts, referrals.Said(disposition="nothing"))
    done = fire(
        row,
        SENDER,
        "acknowledge",
        acts,
        referrals.Said(disposition="nothing", text="원하지 않으심"),
    )
    assert done.state == "acknowledged"


def test_asking_somebody_else_makes_a_child_that_says_the_same(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("declined", draft, acts)
    with acts(SENDER) as by:
        other = Agency.objects.get(slug="seoul-job-centre")
        child = referrals.reroute(
            referral_id=row.pk, service=Service.objects.filter(agency=other, minutes__gt=0)[0].pk,
            post=Post.objects.filter(agency=other)[0].pk, expected=None, by=by, at=clock.now(),
        )  # fmt: skip
        assert (child.state, child.child_of_id, child.reason) == ("draft", row.pk, "구직 등록")
        assert Referral.objects.get(pk=row.pk).disposition == "rerouted"


def test_a_decline_closes_the_record_and_a_withdrawal_after_accepting_only_freezes_it(
    case: Any, draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("in_service", draft, acts)
    with acts(SENDER) as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=row.to_agency, sections=JOBS, by=by, at=clock.now()
        )
        frozen = Referral.objects.get(pk=row.pk)
    assert (frozen.state, frozen.frozen_at is not None) == ("in_service", True)
    assert fire(row, RECEIVER, "complete", acts).state == "completed"


def test_a_new_yes_lets_a_frozen_referral_flow_again_and_says_so(
    case: Any, draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("accepted", draft, acts)
    with acts(SENDER) as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=row.to_agency, sections=JOBS, by=by, at=clock.now()
        )
    with acts(RECEIVER):
        assert not Person.objects.exists()
    with acts(SENDER) as by:
        desk = Agency.objects.get(slug="moel-job-centre")
        referrals.take_answers(
            subject=case.person_id, lines=[referrals_line(desk, s) for s in JOBS], asked=ASKED,
            told=PAPER, by=by, at=clock.now(),
        )  # fmt: skip
        assert Disclosure.objects.filter(because_id=row.pk).count() == 2
    with acts(RECEIVER):
        assert Person.objects.exists()


def test_what_the_psychologist_writes_stays_hers_although_health_was_not_shared_with_her(
    case: Any, acts: Any, agree: Callable[..., None], refer: Callable[..., Referral]
) -> None:
    with acts(SENDER) as by:
        agree("smile-centre", (Section.IDENTITY, Section.CONTACT), by)
        row = refer("smile-centre", (Section.IDENTITY,), by)
    with acts("smile-centre-1") as by:
        row = referrals.step(
            referral_id=row.pk, event="accept", said=SAID, expected=None, by=by, at=clock.now()
        )
        referrals.begin(
            referral_id=row.pk,
            minutes=50,
            result="첫 상담",
            expected=row.version,
            by=by,
            at=clock.now(),
        )
        own = ServiceDelivery.objects.get()
        assert (own.section, own.result) == (Section.HEALTH.number, "첫 상담")
        assert view(by, case.person_id, at=clock.now()).levels[Section.CONTACT] == Level.NONE
    with acts(SENDER):
        assert not ServiceDelivery.objects.exists()
    with acts(RECEIVER):
        assert not ServiceDelivery.objects.exists()


def test_the_own_records_stay_after_the_consent_has_ended(
    case: Any, draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("accepted", draft, acts)
    with acts(RECEIVER) as by:
        referrals.begin(
            referral_id=row.pk, minutes=20, result="구직 등록", expected=None, by=by, at=clock.now()
        )
    with acts(SENDER) as by:
        referrals.withdraw_consent(
            subject=case.person_id, agency=row.to_agency, sections=JOBS, by=by, at=clock.now()
        )
    with acts(RECEIVER):
        assert ServiceDelivery.objects.get().result == "구직 등록"
        assert not Person.objects.exists()


def test_no_contact_is_written_only_after_two_tries_inside_the_safe_hours(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = brought_to("accepted", draft, acts)
    noon = clock.now().replace(hour=3, minute=30)
    with acts(RECEIVER) as by:
        with pytest.raises(Missing, match="inside_safe_window"):
            referrals.attempt(
                referral_id=row.pk, result="no_answer", rules=[NEVER], danger=True, by=by, at=noon
            )
        for _ in range(2):
            with pytest.raises(Missing, match="attempts"):
                referrals.lose(
                    referral_id=row.pk, said=referrals.Said(), expected=None, by=by, at=noon
                )
            referrals.attempt(
                referral_id=row.pk, result="no_answer", rules=[ALWAYS], danger=False, by=by, at=noon
            )
        lost = referrals.lose(
            referral_id=row.pk, said=referrals.Said(), expected=None, by=by, at=noon
        )
    assert lost.state == "no_contact"


def test_a_person_who_was_only_informed_gives_nothing_to_the_agency(
    draft: Callable[..., Referral], acts: Any
) -> None:
    row = fire(draft(form="information", agreed=False), SENDER, "send", acts)
    assert row.state == "completed"
    with acts(SENDER):
        assert not Disclosure.objects.exists()
    with acts(RECEIVER):
        assert not Referral.objects.exists()
