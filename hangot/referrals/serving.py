"""What the receiver does after accepting: first service, tries to reach, and sending on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.cases.records import deliver
from hangot.core.access import Actor, Section, by_number
from hangot.core.contact import AskStaff, Denied, may_contact
from hangot.core.contact_rules import ContactRule
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import may
from hangot.packs.active import profile
from hangot.referrals.letters import Letter, write
from hangot.referrals.models import Referral, Reply
from hangot.referrals.steps import Said, reply, scene, step
from hangot.tasks.fire import locked

TRIED = "attempt"


def begin(
    *, referral_id: UUID, minutes: int, result: str | None, expected: int | None, by: Actor,
    at: datetime,
) -> Referral:  # fmt: skip
    """The first service was given: the delivery is the receiver's own record."""
    referral = step(
        referral_id=referral_id, event="begin", said=Said(), expected=expected, by=by, at=at
    )
    deliver(
        subject=referral.subject_id, service=referral.service, minutes=minutes, result=result,
        source=referral.pk, case_id=referral.case_id, by=by, at=at,
    )  # fmt: skip
    return referral


def attempt(
    *, referral_id: UUID, result: str, rules: Iterable[ContactRule], danger: bool, by: Actor,
    at: datetime,
) -> Reply:  # fmt: skip
    """One call to the person, inside the hours that are safe; outside of them it is refused."""
    referral: Referral = locked(Referral, referral_id, expected=None)
    may("referral.lose", by, scene(referral, at=at), who=("A", "R"))
    verdict = may_contact(rules, "phone", at, violence=danger)
    if isinstance(verdict, Denied | AskStaff):
        raise Missing("inside_safe_window", verdict.reason)
    reply(referral, TRIED, text=result, speaker=None, by=by, at=at)
    remember(
        "referral.lose", by=by, at=at, subject=referral.subject_id, thing=referral.pk,
        section=Section.CONTACT, reason=result,
    )  # fmt: skip
    found = Reply.objects.filter(referral=referral, event=TRIED).order_by("-at").first()
    if found is None:
        raise Hidden
    return found


def tries(referral_id: UUID) -> int:
    """How often somebody tried to reach the person inside the safe hours."""
    return Reply.objects.filter(referral_id=referral_id, event=TRIED).count()


def lose(
    *, referral_id: UUID, said: Said, expected: int | None, by: Actor, at: datetime
) -> Referral:
    """Nobody could be reached, after the minimum of tries inside the safe hours."""
    enough = tries(referral_id) >= profile(by.profile).attempts["referral"]
    return step(
        referral_id=referral_id, event="lose", said=said, expected=expected, by=by, at=at,
        holds={"attempts_in_safe_windows"} if enough else (),
    )  # fmt: skip


def reroute(
    *, referral_id: UUID, service: UUID, post: UUID, expected: int | None, by: Actor, at: datetime
) -> Referral:
    """Close the loop by asking somebody else: a child in draft, filled with what was asked before."""
    old = step(
        referral_id=referral_id, event="acknowledge", said=Said(disposition="rerouted"),
        expected=expected, by=by, at=at,
    )  # fmt: skip
    letter = Letter(
        service, post, [by_number(number) for number in old.sections], old.reason, old.own_words,
        old.urgency, old.form, old.case_id, old.pk,
    )  # fmt: skip
    return write(subject=old.subject_id, letter=letter, by=by, at=at)
