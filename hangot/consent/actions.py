"""Asking, answering, withdrawing; legal bases beside them; and what was given to whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.models import Denial
from hangot.access.trail import remember
from hangot.consent.models import Consent, Disclosure, SharingBasis
from hangot.core.access import Actor, Level, Purpose, Section, by_number
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, due_at, ends, open_task
from hangot.tasks.fire import fire, follow, locked

PURPOSES = (Purpose.SUPPORT, Purpose.SAFETY)
OWN_SIGNATURE = Text(
    "건강·심리와 사건은 따로 서명을 받아야 합니다. 그 줄만 다시 여쭤 주세요.",
    "Health and incident need a signature of their own. Ask for that line again.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How the question was put: notice version, language, and that it was safe to ask."""

    notice_version: str
    language: str = "ko"
    alone_and_safe: bool = True
    script_version: str | None = None


def ask(
    *, subject: UUID, agency: UUID, section: Section, asked: Asked, by: Actor, at: datetime
) -> Consent:
    """Ask one line: one section to one agency. A line that is already asked is answered as it is."""
    live = Consent.objects.filter(
        subject_id=subject, agency_id=agency, section=section.number, state__in=("requested", "given")
    )
    if known := live.first():
        return known
    consent = Consent(
        centre_id=by.centre, subject_id=subject, asked_by_agency=by.agency, asked_by_post=by.post,
        agency_id=agency, section=section.number, purposes=[p.value for p in PURPOSES],
        notice_version=asked.notice_version, script_version=asked.script_version,
        language=asked.language, asked_at=at,
    )  # fmt: skip
    holds = {"alone_and_safe"} if asked.alone_and_safe else set()
    fire(
        consent, "ask", by=by, at=at, new=True, subject=subject, section=section,
        scene=Scene(at, lead_agency=by.agency), holds=holds, given={"notice_version", "language"},
    )  # fmt: skip
    open_task(
        "consent.answer", subject=subject, agency=by.agency, post=by.post, thing_kind="consent",
        thing=consent.pk, at=at, due=due_at(by, "referral_answer_normal", at),
    )  # fmt: skip
    return consent


def answer(
    *, consent_id: UUID, event: str, method: str, giver: str, by: Actor, at: datetime,
    expected: int | None = None, script_version: str | None = None,
) -> Consent:  # fmt: skip
    """Write down the person's answer: `give` opens a gate from now on, `refuse` costs nothing."""
    consent: Consent = locked(Consent, consent_id, expected=expected)
    section = by_number(consent.section)
    if event == "give":
        _given(consent, method, giver, script_version, by=by, at=at)
    consent.answered_at = at
    fire(
        consent, event, by=by, at=at, subject=consent.subject_id, section=section,
        scene=Scene(at, sender=consent.asked_by_agency), given={"lines", "method"},
        holds={"refusal_costs_nothing", *_giver_may(consent, giver)},
    )  # fmt: skip
    if event == "give":
        _open_gate(consent, section)
    close_tasks(consent.pk, subject=consent.subject_id, by=by, at=at)
    return consent


def _given(
    consent: Consent, method: str, giver: str, script: str | None, *, by: Actor, at: datetime
) -> None:
    words = profile(by.profile).consent
    if by_number(consent.section).sensitive and method == "none":
        raise NotAllowed("own_signature", OWN_SIGNATURE)
    consent.method, consent.giver, consent.script_version = method, giver, script
    consent.starts, consent.ends = at, ends(by, words.length, at)


def _giver_may(consent: Consent, giver: str) -> set[str]:
    """No consent by somebody who is kept out of the record (an alleged perpetrator)."""
    if giver == "self":
        return {"giver_may_give"}
    with deriving(consent.subject_id):
        barred = Denial.objects.filter(subject_id=consent.subject_id, code="guardian", ends=None)
        return set() if barred.exists() else {"giver_may_give"}


def _open_gate(consent: Consent, section: Section) -> None:
    if consent.starts is None:
        raise Hidden
    with access.changing(consent.subject_id):
        access.gate(
            consent.subject_id, {section: Level.FULL}, agency=consent.agency_id, code="consent",
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
    return rows


def close_gate(consent: Consent, *, at: datetime) -> None:
    """End the gate of a consent and freeze what was given because of it."""
    subject = consent.subject_id
    with access.changing(subject):
        access.end_gates(subject, source=consent.pk, at=at)
        given = Disclosure.objects.filter(
            subject_id=subject, basis_ids__contains=[consent.pk], frozen_at=None
        )
        given.update(frozen_at=at)


def renew(*, consent_id: UUID, method: str, by: Actor, at: datetime) -> Consent:
    """Say yes again before the end: a new record names the old one."""
    old: Consent = locked(Consent, consent_id, expected=None)
    section = by_number(old.section)
    fire(
        old, "renew", by=by, at=at, subject=old.subject_id, section=section,
        scene=Scene(at, sender=old.asked_by_agency), holds={"renewal_given"}, given={"renewal"},
    )  # fmt: skip
    asked = Asked(old.notice_version, old.language, script_version=old.script_version)
    new = ask(
        subject=old.subject_id, agency=old.agency_id, section=section, asked=asked, by=by, at=at
    )
    new.renews = old
    new = answer(consent_id=new.pk, event="give", method=method, giver=old.giver, by=by, at=at)
    new.renews = old
    new.save(update_fields=["renews"])
    with access.changing(old.subject_id):
        access.end_gates(old.subject_id, source=old.pk, at=at)
    return new


def expire(consent_id: UUID, *, by: Actor, at: datetime) -> Consent:
    """The agreed time is over: the clock says so, nobody decides it."""
    consent: Consent = locked(Consent, consent_id, expected=None)
    follow(
        consent, "expire", by=by, at=at, subject=consent.subject_id,
        section=by_number(consent.section),
    )  # fmt: skip
    remember("consent.expire", by=by, at=at, subject=consent.subject_id, thing=consent.pk)
    return consent


def warn(consent: Consent, *, at: datetime) -> None:
    """Two weeks before the end somebody should ask again."""
    open_task(
        "consent.renew", subject=consent.subject_id, agency=consent.asked_by_agency,
        post=consent.asked_by_post, thing_kind="consent", thing=consent.pk, at=at, due=consent.ends,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BasisTerms:
    """Why the law allows it without consent: clause, necessity in words, what and to whom."""

    agency: UUID
    sections: Sequence[Section]
    clause: str
    necessity: str
    days: int = 90


def propose_basis(*, subject: UUID, terms: BasisTerms, by: Actor, at: datetime) -> SharingBasis:
    """Propose a clause of law instead of consent; somebody else approves it."""
    basis = SharingBasis(
        centre_id=by.centre, subject_id=subject, proposed_agency=by.agency, proposed_post=by.post,
        proposed_by=by.worker, agency_id=terms.agency,
        sections=[s.number for s in terms.sections], purposes=[p.value for p in PURPOSES],
        clause=terms.clause, necessity=terms.necessity, starts=at,
        ends=at + timedelta(days=terms.days),
    )  # fmt: skip
    given = {name for name, value in (
        ("clause", terms.clause), ("necessity", terms.necessity), ("sections", terms.sections),
    ) if value}  # fmt: skip
    fire(
        basis, "propose", by=by, at=at, new=True, subject=subject, scene=Scene(at),
        given={*given, "recipients"},
    )  # fmt: skip
    open_task(
        "basis.decide", subject=subject, agency=_home(by), duty="V", thing_kind="basis",
        thing=basis.pk, at=at, due=due_at(by, "basis_approval", at),
    )  # fmt: skip
    return basis


def _home(by: Actor) -> UUID:
    from hangot.directory.models import Centre

    found: UUID = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    return found


def decide_basis(
    *, basis_id: UUID, event: str, reason: str | None, by: Actor, at: datetime,
    expected: int | None = None,
) -> SharingBasis:  # fmt: skip
    """Approve, reject, end or annul a legal basis; never by its proposer."""
    basis: SharingBasis = locked(SharingBasis, basis_id, expected=expected)
    scene = Scene(at, proposer=basis.proposed_by, proposer_post=basis.proposed_post)
    other = basis.proposed_by != by.worker
    if event in ("approve", "reject"):
        basis.decided_by, basis.decided_at = by.worker, at
    fire(
        basis, event, by=by, at=at, subject=basis.subject_id, scene=scene,
        holds={"not_the_proposer"} if other else (), given={"reason"} if reason else (),
    )  # fmt: skip
    _after_decision(basis, event, by=by, at=at)
    close_tasks(basis.pk, subject=basis.subject_id, by=by, at=at)
    return basis


def _after_decision(basis: SharingBasis, event: str, *, by: Actor, at: datetime) -> None:
    subject = basis.subject_id
    if event == "approve":
        levels = {by_number(number): Level.FULL for number in basis.sections}
        with access.changing(subject):
            access.gate(
                subject, levels, agency=basis.agency_id, code="basis", source=basis.pk, starts=at,
                ends=basis.ends, purposes=[Purpose(p) for p in basis.purposes],
            )  # fmt: skip
    elif event in ("end", "annul"):
        with access.changing(subject):
            access.end_gates(subject, source=basis.pk, at=at)


@dataclass(frozen=True, slots=True)
class Giving:
    """One act of giving data: to whom, which sections, because of what."""

    subject: UUID
    agency: UUID
    post: UUID | None
    sections: Iterable[Section]
    because_kind: str
    because_id: UUID
    door: str


def disclose(giving: Giving, *, by: Actor, at: datetime) -> list[Disclosure]:
    """Write what is given, one row per basis, in the transaction that makes it visible."""
    wanted = {section.number for section in giving.sections}
    rows = _by_consent(giving, wanted, at=at) + _by_law(giving, wanted, at=at)
    for row in rows:
        row.centre_id, row.from_agency, row.from_post, row.at = by.centre, by.agency, by.post, at
    Disclosure.objects.bulk_create(rows)
    return rows


def _by_consent(giving: Giving, wanted: set[int], *, at: datetime) -> list[Disclosure]:
    given = Consent.objects.filter(
        subject_id=giving.subject, agency_id=giving.agency, section__in=wanted, state="given",
        ends__gt=at,
    )  # fmt: skip
    rows = list(given)
    if not rows:
        return []
    until = min(row.ends for row in rows if row.ends)
    return [_disclosure(giving, [r.section for r in rows], "consent", [r.pk for r in rows], until)]


def _by_law(giving: Giving, wanted: set[int], *, at: datetime) -> list[Disclosure]:
    bases = SharingBasis.objects.filter(
        subject_id=giving.subject, agency_id=giving.agency, state="active"
    )
    return [
        _disclosure(
            giving, sorted(wanted & set(one.sections)), "law", [one.pk], one.ends, one.clause
        )
        for one in bases
        if wanted & set(one.sections)
    ]


def _disclosure(
    giving: Giving, sections: list[int], basis: str, ids: list[UUID], until: datetime | None,
    clause: str = "",
) -> Disclosure:  # fmt: skip
    return Disclosure(
        subject_id=giving.subject, agency_id=giving.agency, to_post=giving.post, sections=sections,
        level=int(Level.FULL), basis=basis, basis_ids=ids, clause=clause,
        purpose=Purpose.SUPPORT.value, door=giving.door, because_kind=giving.because_kind,
        because_id=giving.because_id, usable_until=until,
        told="asked_first" if basis == "consent" else "to_be_told",
    )  # fmt: skip
