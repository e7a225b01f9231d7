"""Fillings and forms as the pages show them: results in words, answers in words, what to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hangot.core.access import by_number
from hangot.core.eligibility.numbers import Number
from hangot.core.instruments.form import NO, UNCHECKED, YES, Band, Instrument, Item
from hangot.core.instruments.results import Result, Scored
from hangot.core.instruments.words import Answer, Answers
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.links import link
from hangot.instruments.models import Alarm
from hangot.instruments.rows import Filled, said

SAID: Mapping[str, Text] = {
    YES: Text("예", "Yes"),
    NO: Text("아니오", "No"),
    UNCHECKED: Text("확인안됨", "Not checked"),
}
DRAFT = Text("쓰는 중", "Being filled in")
DONE = Text("마침", "Finished")
RANGE = Text("{low}~{high}", "{low} to {high}")


def number(value: Number | None) -> str:
    """A number as people write it."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{float(value):g}"


def score(one: Scored, form: Instrument) -> dict[str, Any]:
    """One score: its value, or between what it lies and what is missing."""
    open_ = one.value is None
    between = RANGE.format(low=number(one.low), high=number(one.high))
    return {
        "label": one.score.label, "shown": between if open_ and one.low is not None else number(one.value),
        "open": open_, "prorated": one.prorated, "band": one.band,
        "missing": [form.by_id[name].label for name in one.missing],
    }  # fmt: skip


def line(frame: PersonPage, found: Filled) -> dict[str, Any]:
    """One filling in the list."""
    row, life = found.row, frame.profile.life("response")
    draft = row.state == "draft"
    page = link("response_page", row.pk, row.page) if draft else link("response", row.pk)
    return {
        "row": row, "title": found.form.title, "url": page, "draft": draft,
        "state": life.label(row.state), "level": found.level, "sure": _sure(found),
        "by": frame.author(row.post_id, row.agency_id), "judged": bool(found.judged),
        "setting": frame.profile.word("form_settings", row.setting),
        "stage": frame.profile.word("form_stages", found.form.stage),
        "raised": bool(found.result and found.result.raised), "score": _main(found), "correction": row.corrects_id is not None,
    }  # fmt: skip


def _sure(found: Filled) -> bool:
    return bool(found.judged) or found.result is None or found.result.sure


def _main(found: Filled) -> str:
    """The first score in a word."""
    if found.result is None or not found.result.scores:
        return ""
    return str(score(found.result.scores[0], found.form)["shown"])


def scores(found: Filled) -> list[dict[str, Any]]:
    return [score(one, found.form) for one in found.result.scores] if found.result else []


def told(result: Result) -> list[Text]:
    """What to do now, each sentence once: of the alarms, then of the level that counts."""
    ordered = [one.follows for one in result.raised]
    ordered += [result.level.follows] if result.level else []
    return list(dict.fromkeys(words for one in ordered for words in one.tell))


def reports(frame: PersonPage, result: Result) -> list[Any]:
    """The duties of law to report that follow."""
    named = dict.fromkeys(one.report for _, one in result.follows if one.report)
    return [frame.profile.reporting[name] for name in named if name in frame.profile.reporting]


def answers(form: Instrument, given: Answers) -> list[dict[str, Any]]:
    """Every group with what was said; questions that were not asked are left out."""
    groups = [
        {"label": group.label, "lines": [
            {"id": item.id, "label": item.label, "said": spoken(item, given[item.id])}
            for item in group.items if item.id in given
        ]}
        for group in form.groups
    ]  # fmt: skip
    return [one for one in groups if one["lines"]]


def spoken(item: Item, answer: Answer) -> list[Text]:
    """An answer in words."""
    if item.type == "yesno":
        return [SAID[str(answer)]]
    known = {one.id: one.label for one in item.options}
    if item.type in ("choice", "several"):
        chosen = [answer] if isinstance(answer, str) else answer
        return [known[one] for one in chosen if one in known] if not isinstance(chosen, int) else []
    return [Text(str(answer), str(answer))]


def alarm(frame: PersonPage, row: Alarm, *, now: datetime) -> dict[str, Any]:
    """One alarm: for whom, until when, what came of it; never an answer."""
    words, pack = said(row), frame.profile
    return {
        "row": row, "label": Text(words["ko"], words["en"]), "url": link("alarm", row.pk),
        "for_whom": WHOM[row.errand], "state": pack.life("alarm").label(row.state),
        "settled": row.state == "settled", "due": row.due, "late": row.due < now,
        "act": pack.word("alarm_acts", row.act) if row.act else None,
        "report": pack.reporting.get(str(row.report)) if row.report else None,
        "by": frame.author(row.post_id, row.agency_id),
        "done_by": frame.house.post(row.acted_post) if row.acted_post else None,
    }  # fmt: skip


WHOM: Mapping[str, Text] = {
    "safety": Text("보호책임자", "Safety officer"),
    "supervisor": Text("팀장", "Team lead"),
    "author": Text("적은 분", "Who filled it in"),
}


def choices(found: Sequence[Any], ids: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Entries of a list of the pack for a group of radio buttons."""
    wanted = list(ids) or [one.id for one in found]
    known = {one.id: str(one.label) for one in found}
    return [(name, known[name]) for name in wanted if name in known]


def bands(form: Instrument, but: Band | None) -> list[tuple[str, str]]:
    """The levels a professional may set instead."""
    listed = form.risk.bands if form.risk else ()
    return [(one.id, str(one.label)) for one in listed if one is not but]


def marks(form: Instrument, pack: Profile) -> dict[str, Any]:
    """What must be known of a form: licence, faithful or not, proven or not, whose section."""
    return {
        "form": form, "stage": pack.word("form_stages", form.stage),
        "section": pack.sections[by_number(form.section.number)].label,
        "settings": [pack.word("form_settings", one) for one in form.settings],
        "questions": len(form.by_id),
    }  # fmt: skip
