"""A case that another place goes on with (이관): accepted there, lawful, and nothing left open here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.cases.actions import advance
from hangot.cases.models import Case
from hangot.cases.records import put_note
from hangot.consent.queries import covers
from hangot.core.access import Actor, Section, by_number
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.directory.models import Agency
from hangot.referrals.models import SERVING, Referral
from hangot.tasks.actions import close_tasks_about

TRANSFER = "transfer"
ACCEPTED = (*SERVING, "completed", "acknowledged")
# The team's own work ends here; what an officer or an open referral waits for does not.
TEAM_WORK = ("case", "plan", "person", "accompaniment", "consent")
NOTE = Text("이관: {where}", "Handed over to: {where}")
SPEAKER = Text("받기로 한 분: {speaker}", "Accepted by: {speaker}")


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom, why and how it goes on.

    `agency`: one of the house that accepted a transfer; otherwise `place` names the centre or
    agency outside, `speaker` who accepted there, and `agreed` that the person agreed in writing.
    `reason` is a code of the house's lists.
    """

    reason: str
    words: str
    agency: UUID | None = None
    place: str = ""
    speaker: str = ""
    agreed: bool = False


def accepted_transfers(subject: UUID) -> list[Referral]:
    """Transfers that an agency of the house has accepted, the newest first."""
    rows = Referral.objects.filter(subject_id=subject, form=TRANSFER, state__in=ACCEPTED)
    return list(rows.exclude(answered_at=None).order_by("-written_at"))


def hand_over(
    *, case_id: UUID, over: HandOver, expected: int | None, by: Actor, at: datetime
) -> Case:
    """The case goes on elsewhere: its clocks and the team's tasks end, the record stays.

    Missing names the guard: nobody has accepted, or nothing makes the handing over lawful.
    """
    known = Case.objects.filter(pk=case_id).first()
    if known is None:
        raise Hidden
    case = advance(
        case_id=case_id, event="hand_over", expected=expected, by=by, at=at,
        holds=set(_held(known, over, at=at)), given=set(_given(over)), reason=over.reason or None,
    )  # fmt: skip
    put_note(case.person_id, Section.OVERVIEW, _text(over), what="other", case=case, by=by, at=at)
    close_tasks_about(case.person_id, kinds=TEAM_WORK, agency=case.agency_id, by=by, at=at)
    return case


def _held(case: Case, over: HandOver, *, at: datetime) -> Iterator[str]:
    """Guards that the referrals and consents answer, or for a place outside the team lead."""
    if over.agency is None:
        if over.place and over.speaker:
            yield "transfer_accepted"
        if over.agreed:
            yield "sharing_is_lawful"
        return
    found = next(
        (one for one in accepted_transfers(case.person_id) if one.to_agency == over.agency), None
    )
    if found is None:
        return
    yield "transfer_accepted"
    wanted = {by_number(number) for number in found.sections}
    if covers(case.person_id, over.agency, sorted(wanted), at=at) == wanted:
        yield "sharing_is_lawful"


def _given(over: HandOver) -> Iterator[str]:
    if over.reason:
        yield "reason"
    if over.agency or over.place:
        yield "recipients"


def _text(over: HandOver) -> str:
    """What is kept as a note of the overview, in the language it was written in."""
    agency = Agency.objects.filter(pk=over.agency).first() if over.agency else None
    where = str(agency.label) if agency else over.place
    lines = [str(NOTE.format(where=where))]
    if over.speaker:
        lines.append(str(SPEAKER.format(speaker=over.speaker)))
    return "\n".join([*lines, over.words])
