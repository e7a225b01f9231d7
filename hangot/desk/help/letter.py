"""What a kept finding puts into a referral: the service, the verdict, and answers one may pass on."""

import json
from collections.abc import Mapping
from typing import Any

from hangot.core.access import Section, by_number
from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.rules import Rules, Service
from hangot.desk.cases.header import PersonPage
from hangot.desk.help.desk import using
from hangot.desk.help.words import answer
from hangot.desk.typed import uuid_of
from hangot.eligibility.models import Finding
from hangot.templatetags.marks import VERDICTS
from hangot.templatetags.words import pick

GIVEN = ("yes", "law")


def told_in(
    request: Any, frame: PersonPage, looks: Mapping[Section, str], row: Any
) -> dict[str, str]:
    """The reason of a new letter, from the finding it was begun with; only sections that the
    receiver is given anyway.
    """
    wanted = uuid_of(request.GET.get("finding", ""))
    if wanted is None or row is not None or not frame.profile.rules:
        return {}
    found = Finding.objects.filter(pk=wanted, case_id=frame.case.pk).first()
    if found is None:
        return {}
    rules = using(frame).rules
    return {"reason": "\n".join(_lines(rules, found, looks))}


def _lines(rules: Rules, found: Finding, looks: Mapping[Section, str]) -> list[str]:
    service = rules.services.get(found.service)
    if service is None:
        return []
    lines = [_head(service, found, looks)]
    for name, kept in json.loads(found.facts).items():
        fact = rules.facts.get(name)
        if fact is not None and looks.get(Section(fact.section)) in GIVEN:
            said = answer(fact, read_answer(fact, kept))
            lines.append(f"- {pick(fact.label.ko, fact.label.en)}: {pick(said.ko, said.en)}")
    return lines


def _head(service: Service, found: Finding, looks: Mapping[Section, str]) -> str:
    """The verdict is told only to whom every answer behind it is given."""
    said = [pick(service.label.ko, service.label.en)]
    if all(looks.get(by_number(one)) in GIVEN for one in found.sections):
        word = VERDICTS[found.verdict][2]
        said.append(pick(word.ko, word.en))
    head = pick("함께 살펴본 결과", "What we found together")
    return f"{head}: {', '.join(said)} ({found.asked_on.isoformat()})"
