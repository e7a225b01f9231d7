"""Filling in a form: begun, kept page by page, finished, corrected by another, judged otherwise."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, by_number
from hangot.core.clocks import SEOUL
from hangot.core.instruments import typed
from hangot.core.instruments.form import Band, Instrument, Setting
from hangot.core.instruments.kept import plain
from hangot.core.instruments.scoring import Look, scorer
from hangot.core.instruments.words import Answers
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.instruments import alarms, forms
from hangot.instruments.models import Response
from hangot.instruments.rows import Filled, dumped, named, opened
from hangot.people.entries import owned
from hangot.tasks.fire import fire, locked

NO_BAND = Text("바꿀 수준을 골라 주세요.", "Choose the level.")
SAME = Text("지금과 같은 수준입니다.", "This is the level there is.")
ONCE = Text(
    "이미 고쳐 쓴 양식입니다. 고쳐 쓴 것을 열어 주세요.",
    "This was corrected already. Open the correction.",
)


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
    begun = [one for one in _drafts(case, by) if str(one.form) == named(form)]
    if begun:
        return begun[0]
    row = _row(case, form, setting, {}, by=by, at=at)
    _fire(row, "start", by=by, at=at, holds={"form_in_use"}, new=True)
    forms.keep(form, by=by, at=at)
    return row


def keep_page(
    *, response_id: UUID, number: int, given: Mapping[str, Sequence[str]], by: Actor, at: datetime,
    expected: int | None = None,
) -> Kept:  # fmt: skip
    """Keep the answers of one page, whatever is still missing; what is no answer is said."""
    row = _draft(response_id, expected)
    may("response.finish", by, _scene(row, at))
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
    row = _draft(response_id, expected)
    found = opened(row, by)
    seen = looked(found)
    asked = {name: one for name, one in found.answers.items() if seen.asked.get(name)}
    result = scorer(found.form).result(asked, row.asked_on)
    row.answers, row.result, row.finished_at = dumped(asked), dumped(plain(result)), at
    held = {"answers_fit": not seen.wrong, "nothing_missing": not seen.missing}
    _replace(row, by=by, at=at)
    _fire(row, "finish", by=by, at=at, holds={name for name, holds in held.items() if holds})
    note_entry(row.subject_id, by_number(row.section), by=by, at=at)
    done = opened(row, by)
    alarms.raise_for(done, result.follows, by=by, at=at)
    return done


def discard(*, response_id: UUID, expected: int | None, by: Actor, at: datetime) -> Response:
    """Throw away what was begun; only who began it may."""
    row = _draft(response_id, expected)
    _fire(row, "discard", by=by, at=at, holds={"wrote_it"} if row.worker_id == by.worker else set())
    return row


def correct(*, response_id: UUID, by: Actor, at: datetime) -> Response:
    """Begin a correction: a new filling with the same answers; the old one stays until it is done."""
    row = _finished(response_id, None)
    if row.corrections.filter(state="finished").exists():
        raise Missing("correction", ONCE)
    found = opened(row, by)
    begun = row.corrections.filter(state="draft", post_id=by.post).first()
    if begun is not None:
        return begun
    new = _row(row.case, found.form, row.setting, found.answers, by=by, at=at)
    new.asked_on, new.corrects = row.asked_on, row
    _fire(new, "start", by=by, at=at, holds={"form_in_use"}, new=True)
    return new


def overrule(
    *, response_id: UUID, band: str, reason: str, expected: int | None, by: Actor, at: datetime
) -> Filled:
    """Judge the level otherwise, with a reason; what the form found stays beside it."""
    row = _finished(response_id, expected)
    found = opened(row, by)
    chosen = _band(found, band)
    said = json.loads(str(row.judged)) if row.judged else []
    said.append({
        "band": band, "reason": reason.strip(), "post": str(by.post), "agency": str(by.agency),
        "at": at.isoformat(),
    })  # fmt: skip
    row.judged = dumped(said)
    _fire(row, "overrule", by=by, at=at, given={"reason"} if reason.strip() else set())
    done = opened(row, by)
    if _higher(found, chosen):
        alarms.raise_for(done, [(f"judged.{band}", chosen.follows)], by=by, at=at)
    return done


def _band(found: Filled, name: str) -> Band:
    bands = {one.id: one for one in found.form.risk.bands} if found.form.risk else {}
    if name not in bands:
        raise Missing("band", NO_BAND)
    if found.level is bands[name]:
        raise Missing("band", SAME)
    return bands[name]


def _higher(found: Filled, chosen: Band) -> bool:
    return found.level is None or chosen.start > found.level.start


def _row(
    case: Case, form: Instrument, setting: str, answers: Answers, *, by: Actor, at: datetime
) -> Response:
    return Response(
        **owned(case.person_id, form.section, by=by, at=at), case=case, form=named(form),
        setting=setting, worker_id=by.worker, asked_on=at.astimezone(SEOUL).date(),
        answers=dumped(answers),
    )  # fmt: skip


def _drafts(case: Case, by: Actor) -> Sequence[Response]:
    rows = Response.objects.filter(case=case, state="draft", post_id=by.post, corrects=None)
    return list(rows.order_by("-created_at"))


def _draft(pk: UUID, expected: int | None) -> Response:
    return _standing(pk, expected, "draft")


def _finished(pk: UUID, expected: int | None) -> Response:
    return _standing(pk, expected, "finished")


def _standing(pk: UUID, expected: int | None, state: str) -> Response:
    """The row, locked; Hidden for one that has moved on, as for one that never was."""
    row: Response = locked(Response, pk, expected=expected)
    if row.state != state:
        raise Hidden
    return row


def _replace(row: Response, *, by: Actor, at: datetime) -> None:
    """The filling that this one corrects is kept, and no longer counts."""
    if row.corrects_id is None:
        return
    old = _finished(row.corrects_id, None)
    _fire(old, "replace", by=by, at=at)


def _fire(
    row: Response, event: str, *, by: Actor, at: datetime, holds: Collection[str] = (),
    given: Collection[str] = (), new: bool = False,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, subject=row.subject_id, section=by_number(row.section),
        scene=_scene(row, at), holds=holds, given=given, new=new,
    )  # fmt: skip


def _scene(row: Response, at: datetime) -> Scene:
    return Scene(at, sender=row.agency_id, proposer=row.worker_id, proposer_post=row.post_id)
