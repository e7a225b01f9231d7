"""One step of a referral's life: who said what, whose turn it is, what the receiver still sees."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor, Section
from hangot.core.rights import Scene
from hangot.referrals import claims
from hangot.referrals.models import Referral, Reply
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, locked


def scene(referral: Referral, *, at: datetime) -> Scene:
    return Scene(at, sender=referral.from_agency, receiver=referral.to_agency)


def turn(
    referral: Referral, what: str, agency: UUID, post: UUID | None, *, by: Actor, at: datetime,
    due: datetime | None,
) -> None:  # fmt: skip
    """It is now the turn of one side; `post` None: of everybody at that desk.

    Outside the house nobody has a list of tasks: the sender sees to it that they answer.
    """
    if agency == referral.to_agency and referral.service.agency.outside:
        what, agency, post = "referral.outside", referral.from_agency, referral.from_post
    close_tasks(referral.pk, subject=referral.subject_id, by=by, at=at)
    open_task(
        what, subject=referral.subject_id, agency=agency, post=post, thing_kind="referral",
        thing=referral.pk, at=at, due=due,
    )  # fmt: skip


def reply(
    referral: Referral,
    event: str,
    *,
    text: str | None,
    speaker: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """What one side says reaches the other; about an unsent referral nothing is said."""
    if referral.sent_at is None:
        return
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
    words = " / ".join(part for part in (said.text, said.alternative) if part)
    reply(referral, event, text=words or None, speaker=said.speaker, by=by, at=at)
    after(referral, event, by=by, at=at)
    return referral


def _guards(referral: Referral, said: Said, by: Actor) -> set[str]:
    held = {"wrote_it"} if referral.from_post == by.post else set()
    if said.speaker or by.agency == referral.to_agency:
        held.add("speaker_if_by_phone")
    return held | {"appointment_matches"}


def _given(said: Said, by: Actor, referral: Referral) -> set[str]:
    # "Nothing more" is the one way to close a loop that must be explained.
    closed = said.disposition if said.disposition != "nothing" or said.text else ""
    pairs = (
        ("reason", said.why), ("what_is_missing", said.text),
        ("alternative", said.alternative or said.why), ("outcome", said.outcome),
        ("disposition", closed), ("service", True),
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


RECEIVER_NEXT = {
    "accept": "referral.begin",
    "schedule": "referral.begin",
    "unschedule": "referral.begin",
    "begin": "referral.complete",
}
SENDER_NEXT = {
    "return": "referral.resend",
    "decline": "referral.acknowledge",
    "complete": "referral.acknowledge",
    "lose": "referral.acknowledge",
    "stop": "referral.acknowledge",
    "withdraw": "referral.acknowledge",
}
ENDS_SIGHT = ("decline", "withdraw", "discard")


def after(referral: Referral, event: str, *, by: Actor, at: datetime) -> None:
    """Whose turn it is now, and what the receiver still sees."""
    if event in RECEIVER_NEXT and not (event == "unschedule" and referral.is_frozen):
        due = referral.due if event == "accept" else due_at(by, "monitoring", at)
        turn(
            referral,
            RECEIVER_NEXT[event],
            referral.to_agency,
            referral.to_post,
            by=by,
            at=at,
            due=due,
        )
    elif event in SENDER_NEXT:
        clock = "referral_complete" if event == "return" else "acknowledge"
        turn(
            referral, SENDER_NEXT[event], referral.from_agency, referral.from_post, by=by, at=at,
            due=due_at(by, clock, at),
        )  # fmt: skip
    else:
        close_tasks(referral.pk, subject=referral.subject_id, by=by, at=at)
    if event in ENDS_SIGHT:
        claims.end(referral, at=at)
    elif event == "acknowledge":
        (claims.freeze if referral.answered_at else claims.end)(referral, at=at)


def see(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The receiver opened it for the first time: a time stamp, not a state."""
    if by.agency == referral.to_agency and referral.seen_at is None and referral.sent_at:
        Referral.objects.filter(pk=referral.pk, seen_at=None).update(seen_at=at)
