"""What the page of a search shows: wishes, each vacancy with its reasons, days, money, the first months."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hangot.core.employment.days import clashes, window
from hangot.core.employment.matching import DAYS, PERS
from hangot.core.text import Text
from hangot.desk.employment.asked import Desk
from hangot.desk.employment.forms import MUSTS, DayForm, ProfileForm, StepForm, known_of
from hangot.desk.employment.house_views import vacancy_line
from hangot.employment import money, queries
from hangot.employment.joining import FINISHED, HIRED, LEFT, NO_THANKS, NOT_HIRED, reported_on
from hangot.employment.models import ENDED

SIGNS = {
    "fits": Text("알맞아요", "It suits"),
    "against": Text("맞지 않는 점이 있어요", "Something speaks against it"),
    "unknown": Text("더 알아봐야 해요", "Something is not known yet"),
}
OUTCOMES = {
    HIRED: Text("뽑힘", "Hired"),
    NOT_HIRED: Text("뽑히지 않음", "Not hired"),
    NO_THANKS: Text("본인이 사양함", "Did not want it"),
}
ENDS = {FINISHED: Text("마침", "Finished"), LEFT: Text("그만둠", "Left")}
FIRST = 20
"""Vacancies on the page; the rest stand on the page of the house."""


def whole(desk: Desk, act: str, form: Any) -> dict[str, Any]:
    """Everything of the page."""
    found, row, one = desk.found, desk.found.row, desk.one
    live = row is not None and row.state not in ENDED
    return {
        "one": one, "header": one.header, "case": one.case, "tab": "case", "act": act, "form": form,
        "row": row, "live": live, "mine": found.mine and live, "told": _told(desk) if row else [],
        "by": one.author(row.post_id, row.agency_id) if row else None,
        "state": one.profile.life("job_search").label(row.state) if row else None,
        "profile": _profile_form(desk, act, form), "earlier": found.earlier,
        "track": _track(desk), "matches": _matches(desk) if live else [], "signs": SIGNS,
        "introductions": [(it, OUTCOMES.get(it.outcome)) for it in found.introductions],
        "outcomes": OUTCOMES.items(), "ends": ENDS.items(), **_learning(desk, live=live),
        **_reporting(desk, act, form), **_money(desk),
        "steps": _steps(desk, act, form) if found.mine and live else [],
        "checks": found.checks,
    }  # fmt: skip


def _profile_form(desk: Desk, act: str, form: Any) -> ProfileForm:
    if act == "profile":
        return form  # type: ignore[no-any-return]
    found = desk.found
    own = found.row if found.mine and found.row and found.row.state not in ENDED else None
    known = (
        known_of(found.wishes, own.track, found.limits, queries.benefit_of(own)) if own else None
    )
    return ProfileForm(desk.words, known=known)


def _told(desk: Desk) -> list[tuple[Text, Sequence[Any]]]:
    """The wishes as they are read: a label, and what was said."""
    wishes, words = desk.found.wishes, desk.words
    hours = f"{wishes.starts:%H:%M}~{wishes.ends:%H:%M}" if wishes.starts and wishes.ends else ""
    pay = PERS[wishes.per].format() if wishes.per else None
    lines: list[tuple[Text, Sequence[Any]]] = [
        (Text("바라는 일", "Work wished for"), [words.occupations[x] for x in wishes.occupations if x in words.occupations]),
        (Text("할 줄 아는 것·자격", "Skills and licences"), wishes.skills if wishes.skills is not None else ()),
        (Text("일하고 싶은 곳", "Where"), wishes.places),
        (Text("일할 수 있는 때", "Possible hours"), [*(DAYS[day - 1] for day in wishes.days), *([hours] if hours else [])]),
        (Text("바라는 임금", "Pay wished for"), [Text(f"{pay.ko} {wishes.pay:,}원", f"{wishes.pay:,} won {pay.en}")] if pay and wishes.pay is not None else ()),
        (Text("피하고 싶은 것", "To be avoided"), [words.traits[x].wish for x in wishes.limits if x in words.traits]),
        (Text("꼭 맞아야 하는 것", "What must be met"), [label for name, label in MUSTS if name in wishes.musts]),
    ]  # fmt: skip
    return [(label, said) for label, said in lines if said]


def _track(desk: Desk) -> dict[str, Any] | None:
    """The track with its group, each step with its day, and when it was done."""
    row = desk.found.row
    track = desk.words.tracks.get(row.track) if row is not None else None
    if row is None or track is None:
        return None
    done = desk.found.steps
    return {
        "it": track,
        "group": next((one for one in track.groups if one.id == row.group), None),
        "steps": [
            (one, row.began_on + timedelta(days=one.after), done.get(one.id)) for one in track.steps
        ],
    }


def _matches(desk: Desk) -> list[dict[str, Any]]:
    known = {one.vacancy_id for one in desk.found.introductions}
    found = queries.matched(desk.found, desk.words, desk.today)
    return [
        {"line": vacancy_line(row, desk.words), "match": match, "sign": SIGNS[match.sign], "known": row.pk in known}
        for row, match in found[:FIRST]
    ]  # fmt: skip


def _learning(desk: Desk, *, live: bool) -> dict[str, Any]:
    known = {one.course_id for one in desk.found.enrolments}
    courses = desk.found.courses if live else []
    return {
        "enrolments": [(one, ENDS.get(one.outcome)) for one in desk.found.enrolments],
        "courses": [one for one in courses if one.pk not in known],
    }


def _reporting(desk: Desk, act: str, form: Any) -> dict[str, Any]:
    """Days to report with the lessons on them, and between which days the next one must lie."""
    found, rule = desk.found, desk.words.recognition
    if found.row is None or not found.mine:
        return {"days": [(one, []) for one in found.recognitions]}
    by, days = desk.request.actor, list(found.recognitions)
    before = days[-1].on if days else reported_on(found.facts)
    ahead = window(before, rule, queries.off(by)) if before else None
    best = ahead.best if ahead else None
    return {
        "days": [(one, clashes(one.on, None, found.lessons)) for one in days],
        "ahead": ahead,
        "at_best": clashes(best, None, found.lessons) if best else [],
        "rule": rule,
        "day": form if act == "day" else DayForm(desk.today, best=best),
    }


def _money(desk: Desk) -> dict[str, Any]:
    found, by = desk.found, desk.request.actor
    return {
        "rest": money.benefit_rest(found, on=desk.today, by=by),
        "paid": money.allowances(found, on=desk.today, by=by),
    }


def _steps(desk: Desk, act: str, form: Any) -> list[dict[str, Any]]:
    row, life = desk.found.row, desk.one.profile.life("job_search")
    if row is None:
        return []
    return [
        {
            "event": event, "label": life.step(state, event).label, "open": event == act,
            "form": form if event == act else StepForm(event, desk.today),
        }
        for state, event in life.moves
        if state == row.state
    ]  # fmt: skip
