"""What the record answers already, so that nobody is asked again; a worker still confirms it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hangot.cases.models import Incident, Need
from hangot.core.clocks import SEOUL
from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.rules import Fact, Rules
from hangot.core.eligibility.scene import Known as Value
from hangot.core.eligibility.signs import BadRule
from hangot.core.text import Text
from hangot.people.models import Member, Person
from hangot.vault.together import Kept

PLACES: Mapping[str, Text] = {
    "birth_date": Text("사람 기록", "Record of the person"),
    "household_size": Text("가구 기록", "Record of the household"),
    "crimes": Text("사건 기록", "Record of what happened"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says: the answer, which part of it says so, since when."""

    value: Value
    place: Text
    since: date


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
    said: Mapping[str, tuple[Any, Sequence[Any]]] = {
        "birth_date": (next((one.birth for one in people), None), people),
        "household_size": (len(members), members),
        "crimes": (sorted({c for one in incidents for c in str(one.crimes).split(",")}), incidents),
    }
    found = {
        name: Known(value, PLACES[fact.taken], _newest(said[fact.taken][1]))
        for name, fact in rules.facts.items()
        if fact.taken and (value := _taken(fact, said[fact.taken][0])) is not None
    }
    return Recorded(frozenset(one.domain for one in needs), found)


def _newest(rows: Sequence[Any]) -> date:
    newest: datetime = max(one.created_at for one in rows)
    return newest.astimezone(SEOUL).date()


def _taken(fact: Fact, said: Any) -> Value | None:
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
