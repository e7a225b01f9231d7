"""Scores against a second scorer written by hand, for random complete and incomplete answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.instruments.form import Instrument
from hangot.core.instruments.kept import plain, thawed
from hangot.core.instruments.results import Result
from hangot.core.instruments.scoring import scorer
from hangot.packs.active import profile

FORMS = profile("crime_victim").instruments
DAY = date(2026, 11, 22)
Answers = Mapping[str, Any]


def raw(code: str) -> dict[str, Any]:
    """The form as it lies on disk, read by nothing of ours."""
    found: dict[str, Any] = yaml.safe_load(FORMS[code].text)
    return found


def questions(form: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {k: one for group in form["groups"].values() for k, one in group["items"].items()}


def said(form: Mapping[str, Any], name: str, answers: Answers) -> int | None:
    """What one answer counts, written down a second time."""
    one, answer = questions(form)[name], answers.get(name)
    if one["type"] == "yesno":
        return {"yes": one.get("points", 1), "no": 0}.get(answer or "")
    if answer is None:
        return None
    value = form["choices"][one["choices"]][answer]["value"]
    assert isinstance(value, int)
    return value


def expected(form: Mapping[str, Any], score: str, answers: Answers) -> tuple[Any, int, int]:
    """The value, None while it is not complete, and between what it lies."""
    spec = form["scores"][score]
    counts = {name: said(form, name, answers) for name in spec["sum"]}
    # Of the shipped forms only one question of a sum is asked on a condition.
    if "severe" in counts and answers.get("assault") == "no":
        counts["severe"] = 0
    elif "severe" in counts and answers.get("assault") != "yes":
        counts["severe"] = None
    known = [value for value in counts.values() if value is not None]
    missing = len(counts) - len(known)
    most = {name: _most(form, name) for name, value in counts.items() if value is None}
    low, high = sum(known), sum(known) + sum(most.values())
    if not missing:
        return sum(known), low, high
    if missing <= spec.get("prorate", 0) and known:
        return (2 * sum(known) * len(counts) + len(known)) // (2 * len(known)), low, high
    return None, low, high


def _most(form: Mapping[str, Any], name: str) -> int:
    one = questions(form)[name]
    if one["type"] == "yesno":
        return int(one.get("points", 1))
    return max(int(option["value"]) for option in form["choices"][one["choices"]].values())


def band(form: Mapping[str, Any], score: str, value: int) -> str | None:
    """The last band that begins at or below a value."""
    starts = form["scores"][score].get("bands", {})
    return next((n for n in reversed(list(starts)) if starts[n]["from"] <= value), None)


@st.composite
def replies(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Any answers to a form, each of which may be missing or not checked."""
    found: dict[str, Any] = {}
    for item in FORMS[code].items:
        listed: list[Any] = [None]
        if item.type == "yesno":
            listed += ["yes", "no"] + (["unchecked"] if item.unchecked else [])
        elif item.type == "choice":
            listed += [one.id for one in item.options]
        else:
            continue
        if (answer := draw(st.sampled_from(listed))) is not None:
            found[item.id] = answer
    return found


SCORED = sorted(code for code, form in FORMS.items() if form.scores)


def result(code: str, answers: Answers) -> Result:
    return scorer(FORMS[code]).result(answers, DAY)


@pytest.mark.parametrize("code", SCORED)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_scores_agree_with_the_second_scorer(code: str, data: st.DataObject) -> None:
    answers, form = data.draw(replies(code)), raw(code)
    for one in result(code, answers).scores:
        value, low, high = expected(form, one.score.id, answers)
        assert (one.value, one.low, one.high) == (value, low, high), one.score.id
        assert one.prorated == (value is not None and bool(one.missing))
        if value is not None:
            wanted = band(form, one.score.id, value)
        else:
            lowest, highest = band(form, one.score.id, low), band(form, one.score.id, high)
            wanted = lowest if lowest == highest else None
        assert (one.band.id if one.band else None) == wanted


@pytest.mark.parametrize("code", SCORED)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_is_sure_stays_so_whatever_the_open_questions_turn_out_to_be(
    code: str, data: st.DataObject
) -> None:
    answers = data.draw(replies(code))
    before = result(code, answers)
    told = dict(answers)
    for item in FORMS[code].items:
        if item.type == "yesno" and told.get(item.id) not in ("yes", "no"):
            told[item.id] = data.draw(st.sampled_from(["yes", "no"]))
        elif item.type == "choice" and item.id not in told:
            told[item.id] = data.draw(st.sampled_from([one.id for one in item.options]))
    after = result(code, told)
    for one, two in zip(before.scores, after.scores, strict=True):
        assert two.value is not None
        assert one.low is not None
        assert one.high is not None
        assert one.low <= two.value <= one.high
    assert {one.id for one in before.raised} <= {one.id for one in after.raised}
    if before.sure and before.level and not any(one.prorated for one in before.scores):
        assert after.level is before.level


@pytest.mark.parametrize("code", sorted(FORMS))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_kept_result_is_the_same_when_it_is_read_again(code: str, data: st.DataObject) -> None:
    found = result(code, data.draw(replies(code)))
    assert thawed(FORMS[code], plain(found)) == found


def survey(**said_: str) -> dict[str, str]:
    """The survey of risk with no everywhere but where it is said."""
    return {one.id: "no" for one in FORMS["dv_recurrence"].items if one.type == "yesno"} | said_


def test_not_checked_is_never_no() -> None:
    found = result("dv_recurrence", survey(threat="unchecked"))
    assert found.scores[0].value is None
    assert (found.scores[0].low, found.scores[0].high) == (0, 1)
    assert result("dv_recurrence", survey()).scores[0].value == 0


def test_seven_sure_points_are_high_although_six_questions_are_open() -> None:
    yes = dict.fromkeys(
        ["assault", "severe", "threat", "broken", "police", "drink", "worse"], "yes"
    )
    open_ = dict.fromkeys(["weapon", "orders", "control", "several", "afraid"], "unchecked")
    found = result("dv_recurrence", survey(**yes, **open_))
    assert (found.scores[0].value, found.level and found.level.id, found.sure) == (
        None,
        "high",
        True,
    )


@pytest.mark.parametrize("sign", ["strangled", "stabbed", "fire", "weapon"])
def test_one_grave_sign_is_high_whatever_the_sum(sign: str) -> None:
    found = result("dv_recurrence", survey(**{sign: "yes"}))
    assert found.level is not None
    assert found.level.id == "high"
    assert any(duty.to == "safety" for _, one in found.follows for duty in one.duties)


def test_violence_in_pregnancy_is_high_and_pregnancy_alone_is_not() -> None:
    hit = result("dv_recurrence", survey(pregnant="yes", assault="yes", severe="no"))
    assert hit.level is not None
    assert hit.level.id == "high"
    alone = result("dv_recurrence", survey(pregnant="yes"))
    assert alone.level is not None
    assert alone.level.id == "usual"


def test_a_sign_that_is_not_checked_is_named_and_leaves_the_level_unsure() -> None:
    found = result("dv_recurrence", survey(strangled="unchecked"))
    assert [one.id for one in found.unclear] == ["life"]
    assert not found.sure


@pytest.mark.parametrize(
    ("total", "level"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
     (15, "moderately_severe"), (19, "moderately_severe"), (20, "severe"), (24, "severe")],
)  # fmt: skip
def test_the_cut_offs_of_the_phq_9(total: int, level: str) -> None:
    often = ["never", "days", "week", "daily"]
    counts = [min(3, max(0, total - 3 * place)) for place in range(8)]
    answers = {f"q{place + 1}": often[count] for place, count in enumerate(counts)} | {
        "q9": "never"
    }
    found = result("phq9", answers)
    assert (found.scores[0].value, found.level and found.level.id) == (total, level)
    assert not found.raised


@pytest.mark.parametrize(
    ("total", "level"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
     (15, "severe"), (21, "severe")],
)  # fmt: skip
def test_the_cut_offs_of_the_gad_7(total: int, level: str) -> None:
    often = ["never", "days", "week", "daily"]
    counts = [min(3, max(0, total - 3 * place)) for place in range(7)]
    found = result("gad7", {f"g{n + 1}": often[count] for n, count in enumerate(counts)})
    assert (found.scores[0].value, found.level and found.level.id) == (total, level)


@pytest.mark.parametrize("answer", ["days", "week", "daily"])
def test_item_nine_alarms_at_any_sum(answer: str) -> None:
    answers = {f"q{n}": "never" for n in range(1, 9)} | {"q9": answer}
    found = result("phq9", answers)
    assert [one.id for one in found.raised] == ["self_harm"]
    whom = {duty.to for _, one in found.follows for duty in one.duties}
    assert whom == {"safety", "supervisor"}


def test_item_nine_alarms_although_the_rest_is_not_answered() -> None:
    found = result("phq9", {"q9": "days"})
    assert found.scores[0].value is None
    assert [one.id for one in found.raised] == ["self_harm"]


def test_an_answer_to_a_question_that_does_not_apply_is_not_looked_at() -> None:
    found = scorer(FORMS["dv_recurrence"]).look({"assault": "no", "severe": "yes"}, DAY)
    assert found.asked["severe"] is False
    assert found.facts["severe"] is None


def forms() -> list[Instrument]:
    return list(FORMS.values())


@pytest.mark.parametrize("form", forms(), ids=lambda one: one.code)
def test_a_shipped_form_may_ship_and_says_so_in_both_languages(form: Instrument) -> None:
    assert form.licence.may_ship
    assert form.licence.text.ko
    assert form.licence.text.en
    texts = [form.title, form.about, *(one.label for one in form.items)]
    texts += [option.label for one in form.items for option in one.options]
    for one in texts:
        assert any("가" <= letter <= "힣" for letter in one.ko), one
        assert not any("가" <= letter <= "힣" for letter in one.en), one


@pytest.mark.parametrize("form", forms(), ids=lambda one: one.code)
def test_no_alarm_of_a_form_is_for_the_person(form: Instrument) -> None:
    every = [band.follows for score in form.scores for band in score.bands]
    every += [one.follows for one in form.triggers]
    assert {duty.to for one in every for duty in one.duties} <= {"safety", "supervisor", "author"}


def test_the_survey_of_needs_has_ten_domains_and_nineteen_items() -> None:
    form = FORMS["needs_ten"]
    assert sum(1 for one in form.groups if any(item.options for item in one.items)) == 10
    assert sum(1 for one in form.items if one.type == "choice") == 19


def test_the_survey_of_risk_has_thirteen_points() -> None:
    form = FORMS["dv_recurrence"]
    assert len(form.scores[0].parts) == 13
    assert all(form.by_id[name].points == 1 for name in form.scores[0].parts)
    assert [(one.id, one.start) for one in form.scores[0].bands] == [("usual", 0), ("high", 7)]
