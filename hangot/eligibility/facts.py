"""Facts told once: answers that everybody may use who may see their section."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.eligibility.answers import read_answer, written
from hangot.core.eligibility.questions import stale
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.eligibility.scene import Facts, Known
from hangot.core.eligibility.signs import BadRule
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.eligibility.models import AnsweredFact, Asked
from hangot.people import marks
from hangot.people.entries import owned

Source = Literal["person", "document", "worker", "record"]
NO_QUESTION = Text("알 수 없는 질문입니다.", "That question is not known.")


@dataclass(frozen=True, slots=True)
class Told:
    """The newest answer to one question, as far as one may see it.

    `value`: None where the person did not know or did not want to say. `old`: to be asked again.
    `twice`: it was asked although there was a valid answer.
    """

    row: AnsweredFact
    fact: Fact
    value: Known | None
    old: bool
    twice: bool


def asked_for(subject: UUID) -> QuerySet[AnsweredFact]:
    """Every answer of a person that one may see, the newest of each question first."""
    return AnsweredFact.objects.filter(subject_id=subject).order_by("fact", "-created_at", "-id")


def told(
    subject: UUID, rules: Rules, *, on: date, rows: Iterable[AnsweredFact] | None = None
) -> Mapping[str, Told]:
    """What is known of a person, by fact; answers to questions that no rule asks any more are left.

    `rows`: the answers, where they were read together with something else.
    """
    answers: dict[str, list[AnsweredFact]] = {}
    for row in asked_for(subject) if rows is None else rows:
        answers.setdefault(row.fact, []).append(row)
    found = (
        _told(some, rules.facts[name], on) for name, some in answers.items() if name in rules.facts
    )
    return {one.fact.id: one for one in found if one is not None}


def answering(known: Mapping[str, Told], part: str) -> Told | None:
    """The answer that a part of the record could be filled with; None where nobody gave one."""
    found = (one for one in known.values() if one.fact.taken == part and not one.old)
    return next((one for one in found if one.value is not None), None)


def usable(known: Mapping[str, Told]) -> Facts:
    """The facts rules may be read with: an answer that is too old counts as not told."""
    return {name: one.value for name, one in known.items() if not one.old}


def unsaid(known: Mapping[str, Told]) -> frozenset[str]:
    """Questions the person did not know or did not want to answer; they are not asked at once again."""
    return frozenset(name for name, one in known.items() if one.value is None and not one.old)


def tell(
    *, subject: UUID, rules: Rules, fact: str, given: object, source: Source, by: Actor, at: datetime
) -> AnsweredFact:  # fmt: skip
    """Write down an answer in the section of its fact; None for "does not know".

    Missing says what a wrong one should be.
    """
    asked = rules.facts.get(fact)
    if asked is None:
        raise Missing("fact", NO_QUESTION)
    may("fact.write", by, Scene(at))
    section = Section(asked.section)
    need(by, subject, section, Level.SUMMARY, at=at)
    value = _read(asked, given)
    before = told(subject, rules, on=at.date()).get(fact)
    row = AnsweredFact(
        **owned(subject, section, by=by, at=at), fact=fact, source=source, told_on=at.date(),
        value=json.dumps(None if value is None else written(value), ensure_ascii=False),
        again=source == "person" and before is not None and not before.old,
    )  # fmt: skip
    row.save(force_insert=True)
    if source == "person":
        tally = Asked(centre_id=by.centre, agency_id=by.agency, on=at.date(), again=row.again)
        tally.save(force_insert=True)
    marks.answer(subject, fact, value, by=by, at=at)
    remember("fact.write", by=by, at=at, subject=subject, thing=row.pk, section=section)
    return row


def _read(asked: Fact, given: object) -> Known | None:
    try:
        return None if given is None else read_answer(asked, given)
    except BadRule as wrong:
        raise Missing("answer", wrong.sentence) from None


def _told(answers: list[AnsweredFact], fact: Fact, on: date) -> Told | None:
    """None for an answer that the question of today does not know."""
    row = answers[0]
    kept = json.loads(row.value)
    try:
        value = None if kept is None else read_answer(fact, kept)
    except BadRule:
        return None
    return Told(row, fact, value, stale(fact, row.told_on, on), any(one.again for one in answers))
