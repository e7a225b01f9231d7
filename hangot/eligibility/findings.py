"""Findings for a person of the house: worked out from what one may see, kept when they are told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.eligibility.answers import read_answer, written_all
from hangot.core.eligibility.findings import Finding as Found
from hangot.core.eligibility.questions import Question, next_questions, sum_questions
from hangot.core.eligibility.scene import Facts
from hangot.core.eligibility.trace import canonical
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, may
from hangot.eligibility import ruling
from hangot.eligibility.facts import Told, told, unsaid, usable
from hangot.eligibility.models import Finding
from hangot.eligibility.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may help a person on one day: answers, findings in the order of the pack, questions.

    Questions that settle a verdict come before those that only an amount waits for.
    """

    on: date
    ruling: Ruling
    told: Mapping[str, Told]
    findings: tuple[Found, ...]
    questions: tuple[Question, ...]


def outlook(subject: UUID, using: Ruling, *, on: date, today: date) -> Outlook:
    """Everything from the facts that row security shows to whoever asks.

    `on`: the day asked about; `today`: the day by which answers are too old.
    """
    known = told(subject, using.rules, on=today)
    findings = using.engine.find_all(usable(known), on)
    said = unsaid(known)
    questions = (
        *next_questions(using.engine, findings, said), *sum_questions(using.engine, findings, said),
    )  # fmt: skip
    return Outlook(on, using, known, findings, questions)


def keep(
    *, case_id: UUID, subject: UUID, pack: str, services: Iterable[str], on: date, by: Actor,
    at: datetime,
) -> list[Finding]:  # fmt: skip
    """Keep what was told to the person, with the facts, the reasons and the version of the rules."""
    may("finding.keep", by, Scene(at))
    need(by, subject, Section.OVERVIEW, Level.POINTER, at=at)
    using = ruling.in_use(by.centre, pack)
    ruling.keep(using, pack, at=at)
    facts = usable(told(subject, using.rules, on=at.date()))
    found = [
        _row(using, one, case_id, subject, by=by, at=at)
        for one in _some(using, facts, services, on)
    ]
    for row in found:
        earlier = Finding.objects.filter(case_id=case_id, service=row.service, ended_at=None)
        earlier.update(ended_at=at)
        row.save(force_insert=True)
        remember("finding.keep", by=by, at=at, subject=subject, thing=row.pk)
    return found


def repeated(row: Finding) -> bytes:
    """The reasons of a kept finding, worked out again with the rules of that time."""
    using = ruling.kept(row.rules)
    known = json.loads(row.facts)
    facts: Facts = {
        name: read_answer(using.rules.facts[name], value) for name, value in known.items()
    }
    found = using.engine.find(row.service, facts, row.asked_on)
    return canonical(using.tracer.trace(found))


def _some(using: Ruling, facts: Facts, services: Iterable[str], on: date) -> tuple[Found, ...]:
    names = list(services)
    if not set(names) <= set(using.rules.services):
        raise Hidden
    return using.engine.find_all(facts, on, names)


def rests_on(using: Ruling, found: Found) -> frozenset[Section]:
    """The sections of the answers that a finding was worked out from."""
    return frozenset(Section(using.rules.facts[name].section) for name in _used(using, found))


def _used(using: Ruling, found: Found) -> list[str]:
    return sorted(using.tracer.facts_of(found.service) & found.facts.keys())


def _row(
    using: Ruling, found: Found, case_id: UUID, subject: UUID, *, by: Actor, at: datetime
) -> Finding:
    used = _used(using, found)
    return Finding(
        centre_id=by.centre, subject_id=subject, case_id=case_id, agency_id=by.agency,
        post_id=by.post, created_at=at, service=found.service.id, verdict=found.verdict,
        rules=using.rules.version, asked_on=found.on,
        sections=sorted(section.number for section in rests_on(using, found)),
        facts=json.dumps(written_all({name: found.facts[name] for name in used}), ensure_ascii=False),
        trace=canonical(using.tracer.trace(found)).decode(),
    )  # fmt: skip
