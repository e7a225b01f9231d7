"""Asking for a benefit: what is known to speak against it is said first, and seldom stops it."""

from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.benefits import bounds
from hangot.benefits.looking import Look, Wish, look, offered
from hangot.benefits.models import Benefit
from hangot.benefits.steps import scene, turn
from hangot.cases.sections import note_entry, of_domain
from hangot.consent import actions as consents
from hangot.consent.queries import covers
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.refusal import Missing
from hangot.eligibility import findings
from hangot.eligibility.models import Finding
from hangot.packs.active import profile
from hangot.tasks.actions import due_at
from hangot.tasks.fire import fire


def request(*, subject: UUID, case_id: UUID, wish: Wish, by: Actor, at: datetime) -> Benefit:
    """Ask for a sum; the agency that decides is given this request and nothing else.

    Missing says the clause where the law allows no further one, or asks for a reason.
    """
    seen = look(subject, case_id, wish, by=by, at=at)
    if seen.too_often:
        raise Missing("within_limits", seen.too_often)
    row = _row(subject, case_id, wish, seen, by=by, at=at)
    holds = set() if (seen.already or seen.above) and not wish.reason else {"reason_for_more"}
    section, used = of_domain(row.offered.domain), _behind(row, seen)
    given = covers(subject, row.to_agency, [section, *used], at=at)
    if row.to_agency == by.agency or section in given:
        holds.add("gate_covers")
    if row.to_agency != by.agency and not used <= given:
        _withhold(row)
    fire(
        row, "request", by=by, at=at, new=True, subject=subject, section=section,
        scene=scene(row, at=at), holds=holds,
        given={"service"} | ({"amount"} if wish.asked > 0 else set()),
    )  # fmt: skip
    if row.to_agency != by.agency:
        _give(row, section, by=by, at=at)
    note_entry(subject, section, by=by, at=at)
    turn(
        row, "benefit.check", row.to_agency, None, by=by, at=at,
        due=due_at(by, "benefit_decide", at),
    )  # fmt: skip
    return row


def _row(
    subject: UUID, case_id: UUID, wish: Wish, seen: Look, *, by: Actor, at: datetime
) -> Benefit:
    offer = offered(wish, by)
    found = _finding(subject, case_id, wish, seen, by=by, at=at)
    return Benefit(
        centre_id=by.centre, subject_id=subject, case_id=case_id, offered=offer,
        section=of_domain(offer.domain).number, from_agency=by.agency, from_post=by.post,
        to_agency=offer.agency_id, service=wish.service, about=wish.about, form=wish.form,
        rules=found.rules if found else seen.known.ruling.rules.version,
        finding_id=found.pk if found else None,
        verdict=found.verdict if found else seen.known.finding.verdict, asked=wish.asked,
        expected=seen.known.expected, most=seen.known.most(wish.form), papers=list(wish.papers),
        asked_by=by.worker, asked_at=at, why=wish.reason,
    )  # fmt: skip


def _behind(row: Benefit, seen: Look) -> set[Section]:
    """The sections of the answers that the verdict and the sums of a request rest on."""
    kept = Finding.objects.filter(pk=row.finding_id).first() if row.finding_id else None
    earlier = {by_number(one) for one in kept.sections} if kept else set()
    return earlier | findings.rests_on(seen.known.ruling, seen.known.finding)


def _withhold(row: Benefit) -> None:
    """A verdict or a sum tells about the answers behind it: not to whom they are not given."""
    row.verdict, row.expected, row.most = "", None, None


def _finding(
    subject: UUID, case_id: UUID, wish: Wish, seen: Look, *, by: Actor, at: datetime
) -> Finding | None:
    """The finding it came from; otherwise what is found now is kept, so that it can be compared."""
    if wish.finding:
        rows = Finding.objects.filter(pk=wish.finding, subject_id=subject, service=wish.service)
        if known := rows.first():
            return known
    sight = seen.view
    if max(sight.levels[Section.OVERVIEW], sight.own[Section.OVERVIEW]) < Level.POINTER:
        return None
    (row,) = findings.keep(
        case_id=case_id, subject=subject, pack=profile(by.profile).rules,
        services=[wish.service], on=bounds.local(at), by=by, at=at,
    )  # fmt: skip
    return row


def _give(row: Benefit, section: Section, *, by: Actor, at: datetime) -> None:
    """The deciding agency keeps its own record of it; what others wrote stays closed to it."""
    consents.disclose(
        consents.Giving(
            row.subject_id, row.to_agency, None, [section], "benefit", row.pk, "benefit.request"
        ),
        by=by, at=at,
    )  # fmt: skip
    with access.changing(row.subject_id):
        access.claim(
            row.subject_id, {section: Level.FULL}, agency=row.to_agency, code="benefit",
            source=row.pk, starts=at,
        )  # fmt: skip
        access.freeze_claims(row.subject_id, source=row.pk, at=at)
