"""Writing and sending a referral: nothing is given before it is lawful and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.barring import kept_out
from hangot.access.context import deriving
from hangot.access.queries import need_shared
from hangot.access.trail import remember
from hangot.consent import actions as consents
from hangot.consent.queries import covers
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.directory.models import Post, Service
from hangot.packs.active import profile
from hangot.referrals import claims
from hangot.referrals.models import Referral
from hangot.referrals.steps import scene, turn
from hangot.tasks.actions import due_at
from hangot.tasks.fire import fire, locked

WRONG_POST = Text(
    "담당자를 골라 주세요. 그 기관의 담당석이어야 합니다.",
    "Choose who is in charge. It must be a post of that agency.",
)
NOT_AGREED = Text(
    "아직 동의가 없는 구역이 있습니다. 동의를 먼저 여쭤 주세요.",
    "Some sections are not agreed to yet. Ask for consent first.",
)
ALREADY_SENT = Text(
    "이미 보낸 의뢰는 고칠 수 없습니다. 회신으로 알려 주세요.",
    "A referral that was sent cannot be changed. Tell the receiver in a reply.",
)
NO_SECTIONS = Text("보낼 구역을 하나 이상 골라 주세요.", "Choose at least one section to send.")


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


def write(*, subject: UUID, letter: Letter, by: Actor, at: datetime) -> Referral:
    """Write a referral as a draft; nothing is given yet."""
    alone(subject)
    need_shared(by, subject, Section.OVERVIEW, Level.SUMMARY, at=at)
    referral = Referral(
        centre_id=by.centre, subject_id=subject, case_id=letter.case_id, from_agency=by.agency,
        from_post=by.post, written_at=at, child_of_id=letter.child_of,
    )  # fmt: skip
    _fill(referral, letter, by=by)
    given = {"service"} | ({"reason"} if letter.reason else set())
    given |= {"sections"} if letter.sections or letter.form == "information" else set()
    fire(
        referral, "write", by=by, at=at, new=True, subject=subject, section=Section.PLAN,
        scene=scene(referral, at=at), given=given,
    )  # fmt: skip
    return referral


def _fill(referral: Referral, letter: Letter, *, by: Actor) -> None:
    service = Service.objects.filter(pk=letter.service, centre_id=by.centre).first()
    post = Post.objects.filter(pk=letter.post, centre_id=by.centre, active=True).first()
    if service is None:
        raise Hidden
    if post is None or post.agency_id != service.agency_id:
        raise Missing("post", WRONG_POST)
    referral.service, referral.to_agency, referral.to_post = service, service.agency_id, post.pk
    referral.sections = sorted(s.number for s in set(letter.sections))
    referral.reason, referral.own_words = letter.reason, letter.own_words
    referral.urgency, referral.form = letter.urgency, letter.form


def rewrite(
    *, referral_id: UUID, letter: Letter, expected: int | None, by: Actor, at: datetime
) -> Referral:
    """Change what was not sent, or was returned for more; a returned one keeps its receiver."""
    referral: Referral = locked(Referral, referral_id, expected=expected)
    may("referral.send", by, scene(referral, at=at), who=("R", "C", "M", "A"))
    if referral.state not in ("draft", "held", "returned"):
        raise NotAllowed("wrong_state", ALREADY_SENT)
    if not letter.sections and letter.form != "information":
        raise Missing("sections", NO_SECTIONS)
    receiver = referral.to_agency
    _fill(referral, letter, by=by)
    if referral.sent_at and referral.to_agency != receiver:
        raise NotAllowed("wrong_state", ALREADY_SENT)
    referral.version += 1
    referral.save()
    remember(
        "referral.write", by=by, at=at, subject=referral.subject_id, thing=referral.pk,
        section=Section.PLAN,
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
        return _hold(referral, by=by, at=at)
    return _send(referral, wanted, by=by, at=at)


def write_and_send(*, subject: UUID, letter: Letter, by: Actor, at: datetime) -> Referral:
    """Write and send in one act; held where a consent is missing."""
    draft = write(subject=subject, letter=letter, by=by, at=at)
    return send(referral_id=draft.pk, expected=None, by=by, at=at)


def rewrite_and_send(
    *, referral_id: UUID, letter: Letter, expected: int | None, by: Actor, at: datetime
) -> Referral:
    """Change and send in one act."""
    rewrite(referral_id=referral_id, letter=letter, expected=expected, by=by, at=at)
    return send(referral_id=referral_id, expected=None, by=by, at=at)


def _hold(referral: Referral, *, by: Actor, at: datetime) -> Referral:
    if referral.state != "draft":
        raise Missing("gate_covers", NOT_AGREED)
    fire(
        referral, "hold", by=by, at=at, subject=referral.subject_id, section=Section.PLAN,
        scene=scene(referral, at=at), given={"missing_gate"},
    )  # fmt: skip
    turn(
        referral, "referral.consent", referral.from_agency, referral.from_post, by=by, at=at,
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
    return bool(kept_out(referral.subject_id, {referral.to_post: referral.to_agency}, at=at))


def _send(referral: Referral, sections: Sequence[Section], *, by: Actor, at: datetime) -> Referral:
    clock = profile(by.profile).urgencies[referral.urgency].clock
    if referral.sent_at is None:
        referral.sent_at = at
    referral.due = due_at(by, clock, at)
    holds = {"gate_covers"} | (set() if _denied(referral, at=at) else {"no_denial"})
    fire(
        referral, "send", by=by, at=at, subject=referral.subject_id, section=Section.PLAN,
        scene=scene(referral, at=at), holds=holds, given={"post", "due"},
    )  # fmt: skip
    referral.service = Service.objects.select_related("agency").get(pk=referral.service_id)
    with deriving(referral.subject_id):
        door = "answer_link" if referral.service.agency.outside else "referral.send"
        give(referral, sections, door=door, by=by, at=at)
        turn(
            referral, "referral.answer", referral.to_agency, referral.to_post, by=by, at=at,
            due=referral.due,
        )  # fmt: skip
    return referral


def give(
    referral: Referral, sections: Sequence[Section], *, door: str, by: Actor, at: datetime
) -> None:
    """Write the disclosure and open the sections for the receiver, in one act."""
    consents.disclose(
        consents.Giving(
            referral.subject_id, referral.to_agency, referral.to_post, sections, "referral",
            referral.pk, door,
        ),
        by=by, at=at,
    )  # fmt: skip
    claims.claim(referral, sections, at=at)
