"""Writing down answers, line by line: nothing is ever agreed to in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.models import Denial
from hangot.consent.asking import Asked, ask
from hangot.consent.models import Consent
from hangot.core.access import Actor, Level, Purpose, Section, by_number
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, ends
from hangot.tasks.fire import fire, locked

OWN_SIGNATURE = Text(
    "건강·심리와 사건은 따로 서명을 받아야 합니다. 그 줄만 다시 여쭤 주세요.",
    "Health and incident need a signature of their own. Ask for that line again.",
)


NO_METHOD = Text("어떻게 확인했는지 골라 주세요.", "Choose how the answer was confirmed.")


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
