"""A referral from draft to the closed loop; what follows when a consent ends."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.models import Denial
from hangot.access.queries import need
from hangot.accounts.queries import sitters
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.consent.queries import covers
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.models import Post, Service
from hangot.packs.active import profile
from hangot.referrals.models import Referral, Reply
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, follow, locked

GONE_QUIET = ("accepted", "scheduled", "in_service")
ENDED = ("completed", "declined", "no_contact", "stopped", "withdrawn", "acknowledged")
WRONG_POST = Text(
    "담당자를 골라 주세요. 그 기관의 담당석이어야 합니다.",
    "Choose who is in charge. It must be a post of that agency.",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is asked of an agency: which service, why, with which sections, how soon."""

    service: UUID
    post: UUID
    sections: Sequence[Section]
    reason: str
    own_words: str | None = None
    urgency: str = "normal"
    form: str = "referral"
    case_id: UUID | None = None
    child_of: UUID | None = None


def scene(referral: Referral, *, at: datetime) -> Scene:
    return Scene(at, sender=referral.from_agency, receiver=referral.to_agency)


def write(*, subject: UUID, letter: Letter, by: Actor, at: datetime) -> Referral:
    """Write a referral as a draft; nothing is given yet."""
    need(by, subject, Section.OVERVIEW, Level.SUMMARY, at=at)
    service = Service.objects.filter(pk=letter.service, centre_id=by.centre).first()
    post = Post.objects.filter(pk=letter.post, centre_id=by.centre).first()
    if service is None:
        raise Hidden
    if post is None or post.agency_id != service.agency_id:
        raise Missing("post", WRONG_POST)
    referral = Referral(
        centre_id=by.centre, subject_id=subject, case_id=letter.case_id, form=letter.form,
        service=service, from_agency=by.agency, from_post=by.post, to_agency=service.agency_id,
        to_post=post.pk, sections=sorted(s.number for s in set(letter.sections)),
        urgency=letter.urgency, reason=letter.reason, own_words=letter.own_words, written_at=at,
        child_of_id=letter.child_of,
    )  # fmt: skip
    given = {"service", "sections"} | ({"reason"} if letter.reason else set())
    fire(
        referral, "write", by=by, at=at, new=True, subject=subject, section=Section.PLAN,
        scene=scene(referral, at=at), given=given,
    )  # fmt: skip
    return referral


def send(*, referral_id: UUID, expected: int | None, by: Actor, at: datetime) -> Referral:
    """Send what is lawful, or hold it until the missing consent is there."""
    referral: Referral = locked(Referral, referral_id, expected=expected)
    if referral.form == "information":
        return _inform(referral, by=by, at=at)
    wanted = [by_number(number) for number in referral.sections]
    lawful = covers(referral.subject_id, referral.to_agency, wanted, at=at)
    if not wanted or lawful != set(wanted):
        return _hold(referral, set(wanted) - lawful, by=by, at=at)
    return _send(referral, wanted, by=by, at=at)


def _hold(referral: Referral, missing: Iterable[Section], *, by: Actor, at: datetime) -> Referral:
    if referral.state != "draft":
        raise Missing("gate_covers", Text(
            "아직 동의가 없는 구역이 있습니다. 동의를 먼저 여쭤 주세요.",
            "Some sections are not agreed to yet. Ask for consent first.",
        ))  # fmt: skip
    fire(
        referral, "hold", by=by, at=at, subject=referral.subject_id, section=Section.PLAN,
        scene=scene(referral, at=at), given={"missing_gate"},
    )  # fmt: skip
    open_task(
        "referral.consent", subject=referral.subject_id, agency=referral.from_agency,
        post=referral.from_post, thing_kind="referral", thing=referral.pk, at=at,
        due=due_at(by, "referral_answer_soon", at),
    )  # fmt: skip
    return referral


def _inform(referral: Referral, *, by: Actor, at: datetime) -> Referral:
    referral.outcome, referral.ended_at = "informed", at
    fire(
        referral, "inform", by=by, at=at, subject=referral.subject_id, section=Section.PLAN,
        scene=scene(referral, at=at), holds={"kind_information"},
    )  # fmt: skip
    return referral


def _denied(referral: Referral, *, at: datetime) -> bool:
    """Is the named post, or who sits on it, kept out of this person's record?"""
    worker = sitters([referral.to_post], at=at).get(referral.to_post)
    with deriving(referral.subject_id):
        live = Denial.objects.filter(subject_id=referral.subject_id, starts__lte=at)
        hits = [
            one for one in live
            if (one.ends is None or one.ends > at)
            and (
                one.post_id == referral.to_post or one.agency_id == referral.to_agency
                or (worker is not None and one.worker_id == worker.pk)
            )
        ]  # fmt: skip
    return bool(hits)


def _send(referral: Referral, sections: Sequence[Section], *, by: Actor, at: datetime) -> Referral:
    subject = referral.subject_id
    clock = profile(by.profile).urgencies[referral.urgency].clock
    if referral.sent_at is None:
        referral.sent_at = at
    referral.due = due_at(by, clock, at)
    holds = {"gate_covers"} | (set() if _denied(referral, at=at) else {"no_denial"})
    fire(
        referral, "send", by=by, at=at, subject=subject, section=Section.PLAN,
        scene=scene(referral, at=at), holds=holds, given={"post", "due"},
    )  # fmt: skip
    consents.disclose(
        consents.Giving(
            subject, referral.to_agency, referral.to_post, sections, "referral", referral.pk,
            "referral.send",
        ),
        by=by, at=at,
    )  # fmt: skip
    _claim(referral, sections, at=at)
    _turn(referral, "referral.answer", referral.to_agency, referral.to_post, by=by, at=at, due=referral.due)
    return referral


def _claim(referral: Referral, sections: Iterable[Section], *, at: datetime) -> None:
    """The receiver needs what was sent, and its own working section for what it does."""
    subject = referral.subject_id
    levels = {section: Level.FULL for section in sections}
    with access.changing(subject):
        access.end_claims(subject, source=referral.pk, at=at)
        access.claim(
            subject, levels, agency=referral.to_agency, code="referral", source=referral.pk, starts=at
        )


def _turn(
    referral: Referral, what: str, agency: UUID, post: UUID, *, by: Actor, at: datetime,
    due: datetime | None, duty: str | None = None,
) -> None:  # fmt: skip
    close_tasks(referral.pk, subject=referral.subject_id, by=by, at=at)
    open_task(
        what, subject=referral.subject_id, agency=agency, post=None if duty else post, duty=duty,
        thing_kind="referral", thing=referral.pk, at=at, due=due,
    )  # fmt: skip


def _reply(
    referral: Referral, event: str, *, text: str | None, speaker: str | None, by: Actor, at: datetime
) -> None:
    other = referral.from_agency if by.agency == referral.to_agency else referral.to_agency
    Reply(
        centre_id=by.centre, referral=referral, subject_id=referral.subject_id, agency_id=by.agency,
        to_agency=other, post_id=by.post, event=event, text=text, speaker=speaker, at=at,
    ).save(force_insert=True)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step: a code of the shared lists and words of one's own."""

    why: str = ""
    text: str | None = None
    speaker: str | None = None
    alternative: str | None = None
    outcome: str = ""
    disposition: str = ""


def step(
    *, referral_id: UUID, event: str, said: Said, expected: int | None, by: Actor, at: datetime,
    holds: Collection[str] = (),
) -> Referral:  # fmt: skip
    """Answer, serve, end or acknowledge: one step of the referral's life."""
    referral: Referral = locked(Referral, referral_id, expected=expected)
    _set(referral, event, said, at=at)
    fire(
        referral, event, by=by, at=at, subject=referral.subject_id, section=Section.PLAN,
        scene=scene(referral, at=at), holds={*holds, *_guards(referral, said, by)},
        given=_given(said, by, referral), reason=said.why or said.outcome or None,
    )  # fmt: skip
    _reply(
        referral, event, text=said.text or said.alternative, speaker=said.speaker, by=by, at=at
    )
    _after(referral, event, by=by, at=at)
    return referral


def _guards(referral: Referral, said: Said, by: Actor) -> set[str]:
    held = {"wrote_it"} if referral.from_post == by.post else set()
    if said.speaker or by.agency == referral.to_agency:
        held.add("speaker_if_by_phone")
    return held | {"appointment_matches"}


def _given(said: Said, by: Actor, referral: Referral) -> set[str]:
    pairs = (
        ("reason", said.why or said.text), ("what_is_missing", said.text),
        ("alternative", said.alternative or said.why), ("outcome", said.outcome),
        ("disposition", said.disposition), ("service", True),
        ("speaker", said.speaker or by.agency == referral.to_agency),
    )  # fmt: skip
    return {name for name, value in pairs if value}


def _set(referral: Referral, event: str, said: Said, *, at: datetime) -> None:
    if said.why:
        referral.why = said.why
    if event in ("accept", "decline") and referral.answered_at is None:
        referral.answered_at = at
    if event == "complete":
        referral.outcome = said.outcome
    if event == "acknowledge":
        referral.disposition = said.disposition
    if event in ("complete", "decline", "lose", "stop", "withdraw"):
        referral.ended_at = at


RECEIVER_NEXT = {"accept": "referral.begin", "schedule": "referral.begin", "begin": "referral.complete"}
SENDER_NEXT = {
    "return": "referral.resend",
    "decline": "referral.acknowledge",
    "complete": "referral.acknowledge",
    "lose": "referral.acknowledge",
    "stop": "referral.acknowledge",
    "withdraw": "referral.acknowledge",
}


def _after(referral: Referral, event: str, *, by: Actor, at: datetime) -> None:
    if event in RECEIVER_NEXT:
        due = referral.due if event == "accept" else due_at(by, "monitoring", at)
        _turn(
            referral, RECEIVER_NEXT[event], referral.to_agency, referral.to_post, by=by, at=at, due=due
        )
    elif event in SENDER_NEXT:
        due = due_at(by, "acknowledge", at)
        _turn(
            referral, SENDER_NEXT[event], referral.from_agency, referral.from_post, by=by, at=at, due=due
        )
    else:
        close_tasks(referral.pk, subject=referral.subject_id, by=by, at=at)
    if event in ("decline", "withdraw", "discard"):
        with access.changing(referral.subject_id):
            access.end_claims(referral.subject_id, source=referral.pk, at=at)
    elif event == "acknowledge":
        with access.changing(referral.subject_id):
            access.freeze_claims(referral.subject_id, source=referral.pk, at=at)


def see(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The receiver opened it for the first time: a time stamp, not a state."""
    if by.agency == referral.to_agency and referral.seen_at is None and referral.sent_at:
        Referral.objects.filter(pk=referral.pk, seen_at=None).update(seen_at=at)


def withdraw_consent(
    *, subject: UUID, agency: UUID, sections: Sequence[Section], by: Actor, at: datetime
) -> list[Referral]:
    """The person withdraws: gates end, referrals not yet accepted are withdrawn, others frozen."""
    rows = Consent.objects.filter(
        subject_id=subject, agency_id=agency, state="given", section__in=[s.number for s in sections]
    )
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        raise Hidden
    consents.withdraw(consent_ids=ids, by=by, at=at)
    return end_because_of_consent(subject=subject, agency=agency, by=by, at=at)


def end_because_of_consent(
    *, subject: UUID, agency: UUID, by: Actor, at: datetime
) -> list[Referral]:
    """Handle the open referrals of an agency whose consent has ended."""
    touched = []
    with deriving(subject):
        rows = list(Referral.objects.select_for_update().filter(subject_id=subject, to_agency=agency))
    for referral in rows:
        wanted = [by_number(number) for number in referral.sections]
        if covers(subject, agency, wanted, at=at) == set(wanted):
            continue
        if _stop(referral, by=by, at=at):
            touched.append(referral)
    return touched


def _stop(referral: Referral, *, by: Actor, at: datetime) -> bool:
    subject = referral.subject_id
    if referral.state in ("held", "sent", "returned"):
        referral.why, referral.ended_at = "person_declined", at
        follow(referral, "withdraw", by=by, at=at, subject=subject, section=Section.PLAN)
        _after(referral, "withdraw", by=by, at=at)
        return True
    if referral.state in GONE_QUIET or referral.state == "completed":
        referral.frozen_at, referral.version = at, referral.version + 1
        with access.changing(subject):
            referral.save()
            access.freeze_claims(subject, source=referral.pk, at=at)
        return True
    return False


def expire(referral_id: UUID, *, by: Actor, at: datetime) -> Referral:
    """No answer in time: the row stays, the lead of the receiving desk is told."""
    referral: Referral = locked(Referral, referral_id, expected=None)
    follow(referral, "expire", by=by, at=at, subject=referral.subject_id, section=Section.PLAN)
    _turn(
        referral, "referral.late", referral.from_agency, referral.from_post, by=by, at=at, due=at,
        duty=None,
    )  # fmt: skip
    open_task(
        "referral.answer", subject=referral.subject_id, agency=referral.to_agency,
        thing_kind="referral", thing=referral.pk, at=at, due=referral.due,
    )  # fmt: skip
    return referral


def open_referrals(subject: UUID) -> int:
    """How many referrals of a person have not ended; a case is closed only when none is left."""
    with deriving(subject):
        return Referral.objects.filter(subject_id=subject).exclude(
            state__in=("acknowledged", "discarded")
        ).exclude(form="information").count()
