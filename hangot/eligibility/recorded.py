"""What the record answers already, so that nobody is asked again; a worker still confirms it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hangot.cases.models import Incident, Need
from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.eligibility.scene import Known
from hangot.core.eligibility.signs import BadRule
from hangot.people.models import Member, Person
from hangot.vault.together import Kept


@dataclass(frozen=True, slots=True)
class Recorded:
    """`needs`: domains of the needs that are not met yet; `facts`: what the record says, by fact."""

    needs: frozenset[str]
    facts: Mapping[str, Known]


def _record(*, subject: UUID, case: UUID) -> tuple[Any, ...]:
    homes = Member.objects.filter(subject_id=subject, until=None).values("household_id")
    return (
        Need.objects.filter(case_id=case, met_at=None),
        Person.objects.filter(pk=subject),
        Member.objects.filter(household_id__in=homes, until=None),
        Incident.objects.filter(subject_id=subject),
    )


RECORD = Kept(_record)


def recorded(*, subject: UUID, case: UUID, rules: Rules) -> Recorded:
    """The record as far as row security shows it to whoever asks."""
    needs, people, members, incidents = RECORD.ask(subject=subject, case=case)
    said: Mapping[str, Any] = {
        "birth_date": next((one.birth for one in people), None),
        "household_size": len(members),
        "crimes": sorted({code for one in incidents for code in str(one.crimes).split(",")}),
    }
    found = {
        name: value
        for name, fact in rules.facts.items()
        if fact.taken and (value := _taken(fact, said[fact.taken])) is not None
    }
    return Recorded(frozenset(one.domain for one in needs), found)


def _taken(fact: Fact, said: Any) -> Known | None:
    """An entry of the record as an answer; None where it says nothing, or nothing that fits whole."""
    if not said:
        return None
    try:
        return read_answer(fact, _named(fact, said) if isinstance(said, list) else said)
    except (BadRule, KeyError):
        return None


def _named(fact: Fact, codes: list[str]) -> list[dict[str, str]]:
    names, (only,) = dict(fact.taken_as), fact.fields
    return [{only.id: names[code]} for code in codes]
