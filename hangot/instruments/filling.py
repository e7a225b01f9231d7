"""Filling in a form: begun, kept page by page, finished with what follows, or thrown away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.cases.sections import note_entry
from hangot.cases.stages import note_survey
from hangot.core.access import Actor, Level, by_number
from hangot.core.instruments import typed
from hangot.core.instruments.form import Setting
from hangot.core.instruments.kept import plain
from hangot.core.instruments.results import Look
from hangot.core.instruments.scoring import scorer
from hangot.core.refusal import Hidden
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.instruments import alarms, forms
from hangot.instruments.models import Response
from hangot.instruments.rows import Filled, dumped, named, opened
from hangot.instruments.steps import draft, drafts, finished, fired, new_row, scene

SURVEY = "needs"
"""The stage of the work in which a form is the survey of needs and risk."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one page: the filling as it is now, and what was typed that is no answer."""

    found: Filled
    wrong: Mapping[str, Text]


def start(*, case_id: UUID, code: str, setting: Setting, by: Actor, at: datetime) -> Response:
    """Begin a form, or go on with the one this post has begun already and not finished."""
    case = Case.objects.filter(pk=case_id).first()
    form = forms.in_use(by).get(code)
    if case is None or form is None:
        raise Hidden
    need(by, case.person_id, form.section, Level.FULL, at=at)
    begun = [one for one in drafts(case, by) if str(one.form) == named(form)]
    if begun:
        return begun[0]
    row = new_row(case, form, setting, {}, by=by, at=at)
    fired(row, "start", by=by, at=at, holds={"form_in_use"}, new=True)
    forms.keep(form, by=by, at=at)
    return row


def keep_page(
    *, response_id: UUID, number: int, given: Mapping[str, Sequence[str]], by: Actor, at: datetime,
    expected: int | None = None,
) -> Kept:  # fmt: skip
    """Keep the answers of one page, whatever is still missing; what is no answer is said."""
    row = draft(response_id, expected)
    may("response.finish", by, scene(row, at))
    found = opened(row, by)
    if not 0 <= number < len(found.form.groups):
        raise Hidden
    answers, wrong = dict(found.answers), {}
    for item in found.form.groups[number].items:
        if item.type == "note" or item.id not in given:
            continue
        try:
            answer = typed.read(item, given[item.id], row.asked_on)
        except typed.BadAnswer as bad:
            wrong[item.id] = bad.sentence
            continue
        answers.pop(item.id, None)
        answers |= {} if answer is None else {item.id: answer}
    row.answers, row.page, row.version = dumped(answers), number, row.version + 1
    row.save()
    remember(
        "response.keep", by=by, at=at, subject=row.subject_id, thing=row.pk, section=found.section
    )
    return Kept(replace(found, answers=answers), wrong)


def looked(found: Filled) -> Look:
    """What applies, what is wrong and what is missing now."""
    return scorer(found.form).look(found.answers, found.row.asked_on)


def finish(*, response_id: UUID, expected: int | None, by: Actor, at: datetime) -> Filled:
    """Score it and raise what follows from it, all or nothing. Missing while a question is open."""
    row = draft(response_id, expected)
    found = opened(row, by)
    seen = looked(found)
    asked = {name: one for name, one in found.answers.items() if seen.asked.get(name)}
    result = scorer(found.form).result(asked, row.asked_on)
    row.answers, row.result, row.finished_at = dumped(asked), dumped(plain(result)), at
    held = {"answers_fit": not seen.wrong, "nothing_missing": not seen.missing}
    _replace(row, by=by, at=at)
    fired(row, "finish", by=by, at=at, holds={name for name, holds in held.items() if holds})
    note_entry(row.subject_id, by_number(row.section), by=by, at=at)
    done = opened(row, by)
    if found.form.stage == SURVEY:
        note_survey(row.case)
    alarms.raise_for(done, result.follows, by=by, at=at)
    return done


def discard(*, response_id: UUID, expected: int | None, by: Actor, at: datetime) -> Response:
    """Throw away what was begun; only who began it may."""
    row = draft(response_id, expected)
    fired(row, "discard", by=by, at=at, holds={"wrote_it"} if row.worker_id == by.worker else set())
    return row


def _replace(row: Response, *, by: Actor, at: datetime) -> None:
    """The filling that this one corrects is kept, and no longer counts."""
    if row.corrects_id is None:
        return
    old = finished(row.corrects_id, None)
    fired(old, "replace", by=by, at=at)
