"""Asking, answering, renewing and withdrawing, line by line: nothing is ever agreed to in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.models import Denial
from hangot.access.trail import remember
from hangot.consent.bases import PURPOSES, BasisTerms, decide_basis, propose_basis
from hangot.consent.giving import Giving, disclose, freeze
from hangot.consent.models import Consent
from hangot.core.access import Actor, Level, Purpose, Section, by_number
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, due_at, ends, open_task
from hangot.tasks.fire import fire, follow, locked
from hangot.tasks.models import Task

__all__ = [
    "Asked", "BasisTerms", "Giving", "Line", "Told", "answer", "answer_many", "ask",
    "close_gate", "decide_basis", "disclose", "expire", "invalidate", "propose_basis", "renew",
    "renew_many", "warn", "withdraw",
]  # fmt: skip
OWN_SIGNATURE = Text(
    "건강·심리와 사건은 따로 서명을 받아야 합니다. 그 줄만 다시 여쭤 주세요.",
    "Health and incident need a signature of their own. Ask for that line again.",
)
NO_METHOD = Text("어떻게 확인했는지 골라 주세요.", "Choose how the answer was confirmed.")
NOT_ENDED = Text("아직 동의 기간이 남아 있습니다.", "The consent has not reached its end.")


@dataclass(frozen=True, slots=True)
class Asked:
    """How the question was put: notice version, language, and that it was safe to ask."""

    notice_version: str
    language: str = "ko"
    alone_and_safe: bool = True
    script_version: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How the answer came: method of the pack's list, who gave it, script that was read out."""

    method: str
    giver: str = "self"
    script_version: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: `give`, `refuse` or `later` (asked, no answer yet)."""

    agency: UUID
    section: Section
    answer: str


def ask(
    *, subject: UUID, agency: UUID, section: Section, asked: Asked, by: Actor, at: datetime
) -> Consent:
    """Ask one line: one section to one agency. A line that is already asked is answered as it is."""
    live = Consent.objects.filter(
        subject_id=subject,
        agency_id=agency,
        section=section.number,
        state__in=("requested", "given"),
    )
    if known := live.first():
        return known
    consent = Consent(
        centre_id=by.centre, subject_id=subject, asked_by_agency=by.agency, asked_by_post=by.post,
        agency_id=agency, section=section.number, purposes=[p.value for p in PURPOSES],
        notice_version=asked.notice_version, script_version=asked.script_version,
        language=asked.language, asked_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            _ask(consent, asked, by=by, at=at)
    except IntegrityError:  # somebody asked the same line at the same moment
        raise Stale(0, 1) from None
    open_task(
        "consent.answer", subject=subject, agency=by.agency, post=by.post, thing_kind="consent",
        thing=consent.pk, at=at, due=due_at(by, "referral_answer_normal", at),
    )  # fmt: skip
    return consent


def _ask(consent: Consent, asked: Asked, *, by: Actor, at: datetime) -> None:
    fire(
        consent, "ask", by=by, at=at, new=True, subject=consent.subject_id,
        section=by_number(consent.section), scene=Scene(at, lead_agency=by.agency),
        holds={"alone_and_safe"} if asked.alone_and_safe else (),
        given={"notice_version", "language"},
    )  # fmt: skip


def answer(
    *, consent_id: UUID, event: str, method: str, giver: str, by: Actor, at: datetime,
    expected: int | None = None, script_version: str | None = None,
) -> Consent:  # fmt: skip
    """Write down the person's answer: `give` opens a gate from now on, `refuse` costs nothing."""
    consent: Consent = locked(Consent, consent_id, expected=expected)
    section = by_number(consent.section)
    consent.method, consent.giver, consent.script_version = method or None, giver, script_version
    if event == "give":
        _given(consent, by=by, at=at)
    consent.answered_at = at
    fire(
        consent, event, by=by, at=at, subject=consent.subject_id, section=section,
        scene=Scene(at, sender=consent.asked_by_agency),
        given={"lines", *(("method",) if method else ())},
        holds={"refusal_costs_nothing", *_giver_may(consent, giver)},
    )  # fmt: skip
    if event == "give":
        _open_gate(consent, section, by)
    close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    return consent


def answer_many(
    *, subject: UUID, lines: Sequence[Line], asked: Asked, told: Told, by: Actor, at: datetime
) -> list[Consent]:
    """Write down several answers of one conversation, each its own line and record.

    A sensitive section stands alone: it has a signature of its own (개인정보보호법 22조, 23조).
    """
    signed_alone([line.section for line in lines])
    return [_line(subject, line, asked, told, by=by, at=at) for line in lines]


def signed_alone(sections: Sequence[Section]) -> None:
    """Missing when a sensitive section is answered together with another line."""
    if len(sections) > 1 and any(section.sensitive for section in sections):
        raise Missing("own_signature", OWN_SIGNATURE)


def _line(
    subject: UUID, line: Line, asked: Asked, told: Told, *, by: Actor, at: datetime
) -> Consent:
    row = ask(subject=subject, agency=line.agency, section=line.section, asked=asked, by=by, at=at)
    if line.answer == "later" or (row.state == "given" and line.answer == "give"):
        return row
    return answer(
        consent_id=row.pk, event=line.answer, method=told.method, giver=told.giver, by=by, at=at,
        script_version=told.script_version,
    )  # fmt: skip


def _given(consent: Consent, *, by: Actor, at: datetime) -> None:
    words = profile(by.profile).consent
    if by_number(consent.section).sensitive and consent.method == "none":
        raise Missing("own_signature", OWN_SIGNATURE)
    if not consent.method:
        raise Missing("method", NO_METHOD)
    consent.starts, consent.ends = at, ends(by, words.length, at)


def _giver_may(consent: Consent, giver: str) -> set[str]:
    """No consent by somebody who is kept out of the record (an alleged perpetrator)."""
    if giver == "self":
        return {"giver_may_give"}
    with deriving(consent.subject_id):
        barred = Denial.objects.filter(subject_id=consent.subject_id, code="guardian", ends=None)
        return set() if barred.exists() else {"giver_may_give"}


def _open_gate(consent: Consent, section: Section, by: Actor) -> None:
    if consent.starts is None:
        raise Hidden
    home = Centre.objects.filter(pk=by.centre, lead_agency_id=consent.agency_id).exists()
    # What another agency writes comes back to the lead agency as a summary, never in full.
    level = Level.SUMMARY if home else Level.FULL
    with access.changing(consent.subject_id):
        access.gate(
            consent.subject_id, {section: level}, agency=consent.agency_id, code="consent",
            source=consent.pk, starts=consent.starts, ends=consent.ends,
            purposes=[Purpose(p) for p in consent.purposes],
        )  # fmt: skip


def withdraw(*, consent_ids: Sequence[UUID], by: Actor, at: datetime) -> list[Consent]:
    """The person changed their mind: closed from the next request on, no reason asked.

    What belongs to referrals is handled by `referrals.actions.withdraw_consent`, in one act.
    """
    rows = [locked(Consent, pk, expected=None) for pk in consent_ids]
    for consent in rows:
        fire(
            consent, "withdraw", by=by, at=at, subject=consent.subject_id,
            section=by_number(consent.section), holds={"no_reason_needed"},
            scene=Scene(at, sender=consent.asked_by_agency),
        )  # fmt: skip
        close_gate(consent, at=at)
        close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    return rows


def close_gate(consent: Consent, *, at: datetime) -> None:
    """End the gate of a consent and freeze what was given because of it."""
    subject = consent.subject_id
    with access.changing(subject):
        access.end_gates(subject, source=consent.pk, at=at)
        freeze(subject, consent.pk, at=at)


def renew(
    *, consent_id: UUID, method: str, by: Actor, at: datetime, script_version: str | None = None
) -> Consent:
    """Say yes again before the end: a new record names the old one."""
    old: Consent = locked(Consent, consent_id, expected=None)
    section, words = by_number(old.section), profile(by.profile).consent
    if not method:
        raise Missing("method", NO_METHOD)
    fire(
        old, "renew", by=by, at=at, subject=old.subject_id, section=section,
        scene=Scene(at, sender=old.asked_by_agency), holds={"renewal_given"}, given={"renewal"},
    )  # fmt: skip
    asked = Asked(words.notice_version, old.language, script_version=script_version)
    new = ask(
        subject=old.subject_id, agency=old.agency_id, section=section, asked=asked, by=by, at=at
    )
    new = answer(
        consent_id=new.pk, event="give", method=method, giver=old.giver, by=by, at=at,
        script_version=script_version,
    )  # fmt: skip
    new.renews = old
    new.save(update_fields=["renews"])
    with access.changing(old.subject_id):
        access.end_gates(old.subject_id, source=old.pk, at=at)
    close_tasks(old.pk, subject=old.subject_id, by=by, at=at)
    return new


def renew_many(
    *, consent_ids: Sequence[UUID], method: str, by: Actor, at: datetime,
    script_version: str | None = None,
) -> list[Consent]:  # fmt: skip
    """Renew the lines the person chose; the others run out by themselves."""
    rows = Consent.objects.filter(pk__in=consent_ids)
    signed_alone([by_number(row.section) for row in rows])
    return [
        renew(consent_id=pk, method=method, by=by, at=at, script_version=script_version)
        for pk in consent_ids
    ]


def invalidate(*, consent_id: UUID, reason: str, by: Actor, at: datetime) -> Consent:
    """Wrong person, no authority or duress: it never counted."""
    consent: Consent = locked(Consent, consent_id, expected=None)
    fire(
        consent, "invalidate", by=by, at=at, subject=consent.subject_id,
        section=by_number(consent.section), scene=Scene(at), reason=reason or None,
        given={"reason"} if reason else (),
    )  # fmt: skip
    close_gate(consent, at=at)
    return consent


def expire(consent_id: UUID, *, by: Actor, at: datetime) -> Consent:
    """The agreed time is over: the clock says so, nobody decides it."""
    consent: Consent = locked(Consent, consent_id, expected=None)
    if consent.ends is None or consent.ends > at:
        raise Missing("until_reached", NOT_ENDED)
    follow(
        consent, "expire", by=by, at=at, subject=consent.subject_id,
        section=by_number(consent.section),
    )  # fmt: skip
    close_gate(consent, at=at)
    close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    remember("consent.expire", by=by, at=at, subject=consent.subject_id, thing=consent.pk)
    return consent


def warn(consent: Consent, *, at: datetime) -> None:
    """Two weeks before the end somebody should ask again; said once."""
    with deriving(consent.subject_id):
        known = Task.objects.filter(thing_id=consent.pk, what="consent.renew", done_at=None)
        if known.exists():
            return
    open_task(
        "consent.renew", subject=consent.subject_id, agency=consent.asked_by_agency,
        post=consent.asked_by_post, thing_kind="consent", thing=consent.pk, at=at, due=consent.ends,
    )  # fmt: skip
