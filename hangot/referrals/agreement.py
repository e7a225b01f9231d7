"""What follows for referrals when a consent or a legal basis comes or ends."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.context import deriving
from hangot.consent import actions as consents
from hangot.consent import bases
from hangot.consent.models import Consent, SharingBasis
from hangot.consent.queries import covers, lawful
from hangot.core.access import Actor, Section, by_number
from hangot.core.refusal import Hidden
from hangot.referrals import claims
from hangot.referrals.letters import give
from hangot.referrals.models import SERVING, Referral
from hangot.referrals.steps import after, turn
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import follow

UNANSWERED = ("held", "sent", "returned")


def take_answers(
    *, subject: UUID, lines: Sequence[consents.Line], asked: consents.Asked, told: consents.Told,
    by: Actor, at: datetime,
) -> list[Consent]:  # fmt: skip
    """Write down the person's answers; referrals that waited for them can go."""
    alone(subject)
    rows = consents.answer_many(subject=subject, lines=lines, asked=asked, told=told, by=by, at=at)
    for agency in {line.agency for line in lines if line.answer == "give"}:
        consent_came(subject=subject, agency=agency, by=by, at=at)
    return rows


def consent_came(*, subject: UUID, agency: UUID, by: Actor, at: datetime) -> None:
    """Senders are told that a held referral can go; a frozen one flows again."""
    alone(subject)
    with deriving(subject):
        rows = list(
            Referral.objects.select_for_update(of=("self",)).select_related("service")
            .filter(subject_id=subject, to_agency=agency, state__in=("held", *SERVING))
        )  # fmt: skip
    for referral in rows:
        wanted = [by_number(number) for number in referral.sections]
        if covers(subject, agency, wanted, at=at) != set(wanted):
            continue
        if referral.state == "held":
            _can_go(referral, by=by, at=at)
        elif referral.frozen_at:
            _thaw(referral, wanted, by=by, at=at)


def _can_go(referral: Referral, *, by: Actor, at: datetime) -> None:
    close_tasks(referral.pk, subject=referral.subject_id, by=by, at=at)
    open_task(
        "referral.send", subject=referral.subject_id, agency=referral.from_agency,
        post=referral.from_post, thing_kind="referral", thing=referral.pk, at=at,
        due=due_at(by, "referral_answer_soon", at),
    )  # fmt: skip


def _thaw(referral: Referral, wanted: Sequence[Section], *, by: Actor, at: datetime) -> None:
    referral.frozen_at, referral.version = None, referral.version + 1
    with deriving(referral.subject_id):
        referral.save()
    give(referral, wanted, door="consent.give", by=by, at=at)
    what = "referral.complete" if referral.state == "in_service" else "referral.begin"
    turn(
        referral, what, referral.to_agency, referral.to_post, by=by, at=at,
        due=due_at(by, "monitoring", at),
    )  # fmt: skip


def withdraw_consent(
    *, subject: UUID, agency: UUID, sections: Sequence[Section], by: Actor, at: datetime
) -> list[Referral]:
    """The person withdraws: gates end, referrals not yet accepted are withdrawn, others frozen."""
    alone(subject)
    rows = Consent.objects.filter(
        subject_id=subject,
        agency_id=agency,
        state="given",
        section__in=[s.number for s in sections],
    )
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        raise Hidden
    consents.withdraw(consent_ids=ids, by=by, at=at)
    return end_because_of_consent(subject=subject, agency=agency, by=by, at=at)


def end_because_of_consent(
    *, subject: UUID, agency: UUID, by: Actor, at: datetime
) -> list[Referral]:
    """Handle the open referrals of an agency that nothing covers any more."""
    alone(subject)
    left = lawful(subject, agency, at=at)
    with deriving(subject):
        rows = list(
            Referral.objects.select_for_update().filter(subject_id=subject, to_agency=agency)
        )
    return [
        referral for referral in rows
        if not {by_number(number) for number in referral.sections} <= left
        and _stop(referral, by=by, at=at)
    ]  # fmt: skip


def _stop(referral: Referral, *, by: Actor, at: datetime) -> bool:
    """End what runs; what was sent is frozen in any state, so that the letter is closed, too."""
    fresh = referral.sent_at is not None and referral.frozen_at is None
    if fresh:
        referral.frozen_at = at
    if _wound_up(referral, fresh=fresh, by=by, at=at):
        return True
    if fresh:
        _keep(referral)
    return False


def _wound_up(referral: Referral, *, fresh: bool, by: Actor, at: datetime) -> bool:
    """Was it still open for somebody, and is not any more?"""
    subject = referral.subject_id
    if referral.state in UNANSWERED:
        referral.why, referral.ended_at = "consent_ended", at
        with deriving(subject):
            follow(referral, "withdraw", by=by, at=at, subject=subject, section=Section.PLAN)
        after(referral, "withdraw", by=by, at=at)
        return True
    if referral.state == "expired":
        _keep(referral)
        claims.end(referral, at=at)
        return True
    if fresh and referral.state in (*SERVING, "completed"):
        _keep(referral)
        claims.freeze(referral, at=at)
        if referral.is_frozen:
            close_tasks(referral.pk, subject=subject, by=by, at=at)
        return True
    return False


def _keep(referral: Referral) -> None:
    referral.version += 1
    with deriving(referral.subject_id):
        referral.save()


def end_consent(consent_id: UUID, *, by: Actor, at: datetime) -> Consent:
    """The time of a consent is over, with what follows for referrals (the clock)."""
    consent = consents.expire(consent_id, by=by, at=at)
    end_because_of_consent(subject=consent.subject_id, agency=consent.agency_id, by=by, at=at)
    return consent


def invalidate_consents(
    *, consent_ids: Sequence[UUID], reason: str, by: Actor, at: datetime
) -> list[Consent]:
    """Consents of one person that never counted, with what follows for referrals.

    The privacy officer looks at what was already given, now or as a task.
    """
    rows = [consents.invalidate(consent_id=pk, reason=reason, by=by, at=at) for pk in consent_ids]
    for subject, agency in {(row.subject_id, row.agency_id) for row in rows}:
        end_because_of_consent(subject=subject, agency=agency, by=by, at=at)
    if rows and "V" not in by.duties:
        open_task(
            "disclosure.review", subject=rows[0].subject_id, agency=rows[0].asked_by_agency,
            duty="V", thing_kind="consent", thing=rows[0].pk, at=at,
            due=due_at(by, "acknowledge", at),
        )  # fmt: skip
    return rows


def decide_basis(
    *, basis_id: UUID, event: str, reason: str | None, expected: int | None, by: Actor, at: datetime
) -> SharingBasis:
    """Decide a legal basis; referrals follow where it opens or closes something."""
    basis = bases.decide_basis(
        basis_id=basis_id, event=event, reason=reason, expected=expected, by=by, at=at
    )
    if event in ("end", "annul"):
        end_because_of_consent(subject=basis.subject_id, agency=basis.agency_id, by=by, at=at)
    return basis


def lapse_basis(basis_id: UUID, *, by: Actor, at: datetime) -> SharingBasis:
    """The time of a basis is over, with what follows for referrals (the clock)."""
    basis = bases.lapse_basis(basis_id, by=by, at=at)
    end_because_of_consent(subject=basis.subject_id, agency=basis.agency_id, by=by, at=at)
    return basis
