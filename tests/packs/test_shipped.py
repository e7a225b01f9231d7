"""The packs that come along: every one loads, and what a centre decides for later waits for its day."""

from datetime import date
from pathlib import Path

import pytest

from hangot.core.clocks import Length
from hangot.packs.loader import PACKS, load, problems
from hangot.packs.rules import loader as rules_loader

HERE = Path(__file__).parent
SHIPPED = sorted(path.name for path in PACKS.iterdir() if (path / "profile.yaml").exists())
CENTRES = [name for name in SHIPPED if name != "base"]


@pytest.mark.parametrize("folder", [*(PACKS / name for name in SHIPPED), HERE / "family_justice"])
def test_every_pack_is_without_a_mistake(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize("name", CENTRES)
def test_somebody_sits_on_every_duty_that_the_lives_need(name: str) -> None:
    pack = load(name)
    held = {letter for post in pack.posts for letter in pack.letters(post)}
    assert set("RCMLSVA") <= held
    assert pack.posts_with("privacy_officer")[0].agency == pack.home_agency


@pytest.mark.parametrize("name", CENTRES)
def test_each_source_is_named_and_nothing_is_checked_that_nobody_checked(name: str) -> None:
    pack = load(name)
    assert all(one.source for one in pack.services.values())
    assert all(one.source for one in pack.clocks.values())
    assert all(one.source != "확인 전" for one in pack.hotlines.values() if one.verified)


@pytest.mark.parametrize("name", CENTRES)
def test_a_short_name_for_the_telephone_tells_nothing_of_the_help(name: str) -> None:
    telling = ("위기", "피해", "폭력", "학대", "빚", "채무", "파산", "crisis", "victim", "debt")
    label = load(name).short_label
    assert not any(word in f"{label.ko} {label.en}".lower() for word in telling)


@pytest.mark.parametrize("name", ["crime_victim", "employment_welfare", "financial_welfare"])
def test_the_rules_of_eligibility_know_services_of_this_centre(name: str) -> None:
    rules = rules_loader.load(PACKS.parent / "rules" / load(name).rules)
    offered = {slug for service in rules.services.values() for slug in service.offers}
    assert len(offered & set(load(name).services)) >= 8


def test_the_steps_of_the_national_procedure_in_the_districts() -> None:
    pack, day = load("crisis_family"), date(2026, 11, 22)
    days = {
        name: str(pack.length(f"case_{name}", day))
        for name in ("survey", "conference", "plan", "all")
    }
    assert days == {"survey": "10d", "conference": "5d", "plan": "15d", "all": "30d"}
    assert all(pack.clock(f"case_{name}", day).soft for name in days)
    assert str(pack.length("first_contact", day)) == "1wd"
    assert str(pack.length("first_contact_high", day)) == "2h"
    assert not pack.clock("first_contact_high", day).soft


def test_a_time_limit_decided_for_later_holds_from_its_day_on() -> None:
    pack = load("family_justice", (PACKS, HERE))
    spec = pack.clocks["case_survey"]
    assert spec.on(date(2026, 12, 31)).length == Length.parse("3d")
    assert spec.on(date(2027, 1, 1)).length == Length.parse("2d")
    assert spec.on(date(2027, 1, 1)).since == date(2027, 1, 1)
    assert spec.on(date(2027, 1, 1)).source == "센터 약속"
    assert spec.on(date(2020, 1, 1)).length == Length.parse("3d")


def _broken(tmp_path: Path, **files: str) -> list[str]:
    folder = tmp_path / "pier"
    (folder / "workflows").mkdir(parents=True)
    head = 'id: pier\nextends: crisis_family\nversion: "1"\n'
    for name, text in {"profile": head, **files}.items():
        (folder / f"{name.replace('__', '/')}.yaml").write_text(text, encoding="utf-8")
    return [
        line.split(" / ", 1)[0].split(":", 2)[1] + ": " + line.split(" / ", 1)[1]
        for line in problems(folder)
    ]


def test_a_decision_before_the_one_it_follows_is_named_with_its_line(tmp_path: Path) -> None:
    found = _broken(tmp_path, clocks=(
        'clocks:\n  case_plan:\n    from: "2026-01-01"\n    later:\n'
        '      - {from: "2027-01-01", length: 12d}\n'
        '      - {from: "2026-06-01", length: 9d}\n'
    ))  # fmt: skip
    assert found == ['6: "from" expected a day after 2027-01-01, found 2026-06-01']


def test_a_wrong_key_and_a_wrong_day_in_what_is_decided_for_later(tmp_path: Path) -> None:
    found = _broken(tmp_path, clocks=(
        "clocks:\n  case_plan:\n    later:\n"
        '      - {from: "tomorrow", length: 12d, sooft: true}\n'
    ))  # fmt: skip
    assert found == [
        '4: "from" expected a day such as "2026-01-01", found tomorrow',
        '4: key "sooft" is not known; expected: soft',
    ]


def test_an_assumption_is_true_or_false(tmp_path: Path) -> None:
    found = _broken(tmp_path, services="follow-up-call:\n  channels_assumption: perhaps\n")
    assert found == ['2: "channels_assumption" expected true or false, found perhaps']


def test_a_rota_for_a_service_that_is_not_given(tmp_path: Path) -> None:
    found = _broken(
        tmp_path,
        times='rota:\n  counsellor-1: {from: "09:00", to: "18:00", services: [home-visit]}\n',
    )
    assert len(found) == 1
    assert found[0].startswith('2: service "home-visit" is not known; expected: home-visit')


def test_an_own_state_where_nothing_can_keep_it(tmp_path: Path) -> None:
    found = _broken(tmp_path, workflows__referral=(
        "states:\n  waiting: {core: accepted, label: {ko: 대기, en: Waiting}}\n"
        "steps:\n  queue: {label: {ko: 대기로, en: Queue}, from: [accepted], to: waiting, who: [A]}\n"
    ))  # fmt: skip
    assert found == [
        '2: own states and steps were expected in case only, found "waiting"',
        '4: own states and steps were expected in case only, found "queue"',
    ]


def test_an_own_step_asks_for_words_only(tmp_path: Path) -> None:
    found = _broken(tmp_path, workflows__case=(
        "states:\n  visiting: {core: assessment, label: {ko: 방문, en: Visit}}\n"
        "steps:\n"
        "  go:\n    label: {ko: 방문, en: Go}\n    from: [assessment]\n    to: visiting\n"
        "    who: [M]\n    needs: [decision]\n"
    ))  # fmt: skip
    assert found == ['9: an added step expected to ask for reason, changed, found "decision"']
