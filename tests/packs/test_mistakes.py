"""Every mistake in a pack is named with its file, its line and what was expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hangot.packs.errors import Fault, PackError
from hangot.packs.loader import PACKS, load, problems

HERE = Path(__file__).parent
HEAD = """id: broken
extends: harbour_house
version: "1"
"""


def line(fault: Fault) -> str:
    """The English half of a mistake, from the folder of the pack on."""
    return f"{fault.place.split('/', 1)[1]}: {fault.sentence.en}"


Check = Callable[..., list[str]]


@pytest.fixture
def mistakes(tmp_path: Path) -> Check:
    """Writes a pack `broken` above the harbour house and returns what is wrong with it."""

    def check(**files: str) -> list[str]:
        folder = tmp_path / "broken"
        (folder / "workflows").mkdir(parents=True)
        for name, text in {"profile": HEAD, **files}.items():
            path = folder / f"{name.replace('__', '/')}.yaml"
            path.write_text(text)
        try:
            load("broken", (tmp_path, HERE, PACKS))
        except PackError as error:
            return [line(fault) for fault in error.faults]
        return []

    return check


def test_a_pack_without_a_mistake_loads(mistakes: Check) -> None:
    assert mistakes() == []


def test_a_wrong_key_is_named_with_the_nearest_right_one(mistakes: Check) -> None:
    found = mistakes(
        agencies='boat-clinic:\n  phone_ext: "9"\n  garded: true\n  label: {ko: 가, en: A}\n'
    )
    assert found == ['broken/agencies.yaml:3: key "garded" is not known; expected: guarded']


def test_an_unknown_agency_of_a_service(mistakes: Check) -> None:
    found = mistakes(services="soup:\n  agency: front-dsk\n")
    assert found == [
        'broken/services.yaml:2: agency "front-dsk" is not known; expected: front-desk'
    ]


def test_an_unknown_service_domain_duty_section_purpose_and_turn(mistakes: Check) -> None:
    found = mistakes(
        services="soup: {domain: soups}\n",
        posts="keeper: {duties: [cousellor]}\n",
        agencies="lighthouse: {asks: [identty]}\n",
        clocks="clocks: {retry: {tells: [captain]}}\n",
    )
    assert [line.split(" is not known")[0] for line in found] == [
        'broken/agencies.yaml:1: section "identty"',
        'broken/clocks.yaml:1: turn "captain"',
        'broken/posts.yaml:1: duty "cousellor"',
        'broken/services.yaml:1: domain "soups"',
    ]


def test_an_unknown_guard_letter_state_and_effect_of_a_step(mistakes: Check) -> None:
    found = mistakes(
        workflows__referral="steps:\n"
        "  nap:\n"
        "    label: {ko: 쉬기, en: Nap}\n"
        "    from: [accepted]\n"
        "    to: acepted\n"
        "    who: [Q]\n"
        "    guards: [has_consnt]\n"
        "    effects: [sleep]\n"
    )
    assert any(
        line.startswith('broken/workflows/referral.yaml:7: guard "has_consnt" is not known')
        for line in found
    )
    assert (
        'broken/workflows/referral.yaml:5: state "acepted" is not known; expected: accepted'
        in found
    )
    assert 'broken/workflows/referral.yaml:2: who "Q" of "nap" is not a duty' in found
    assert any('effect "sleep" is not known' in line for line in found)


def test_a_guard_that_nothing_answers_at_a_step(mistakes: Check) -> None:
    """It would close the step for ever, and nobody at the desk could tell why."""
    found = mistakes(
        workflows__case="steps:\n"
        "  ask_friend:\n"
        "    label: {ko: 묻기, en: Ask}\n"
        "    from: [active]\n"
        "    to: active\n"
        "    who: [M]\n"
        "    guards: [satisfaction_asked]\n"
        "guards:\n"
        "  suspend: [two_people, approved_by_another]\n",
        workflows__referral="guards: {accept: [gate_covers]}\n",
    )
    places = [line.split(" at ")[0] for line in found]
    assert places == [
        'broken/workflows/case.yaml:7: nothing answers the guard "satisfaction_asked"',
        'broken/workflows/case.yaml:9: nothing answers the guard "two_people"',
        'broken/workflows/referral.yaml:1: nothing answers the guard "gate_covers"',
    ]
    assert "expected: agreed_or_basis_named, approved_by_another" in found[0]


def test_a_cyclic_order_of_stages(mistakes: Check) -> None:
    found = mistakes(stages="intake:\n  after: aftercare\n")
    assert len(found) == 1
    assert "a first stage was expected, found a cyclic workflow: " in found[0]
    assert "intake" in found[0]
    assert "aftercare" in found[0]


def test_core_states_in_a_cycle(mistakes: Check) -> None:
    found = mistakes(
        workflows__referral="states:\n"
        "  one: {core: two, label: {ko: 하나, en: One}, turn: nobody, export: one}\n"
        "  two: {core: one, label: {ko: 둘, en: Two}, turn: nobody, export: two}\n"
    )
    assert (
        'broken/workflows/referral.yaml:2: a cyclic workflow: the core states of "one" form a cycle'
        in found
    )


def test_packs_that_extend_each_other(tmp_path: Path) -> None:
    for name, other in (("left", "right"), ("right", "left")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "profile.yaml").write_text(f"id: {name}\nextends: {other}\n")
    with pytest.raises(PackError) as caught:
        load("left", (tmp_path,))
    assert [line(fault) for fault in caught.value.faults] == [
        "right/profile.yaml:2: packs that end were expected, found a cycle: left → right → left"
    ]


def test_a_pack_that_extends_nothing_known(mistakes: Check) -> None:
    found = mistakes(profile="id: broken\nextends: harbor\n")
    assert found == ['broken/profile.yaml:2: pack "harbor" is not known']


@pytest.mark.parametrize(
    ("written", "shown"),
    [("10:00", "10:00"), ("012", "012"), ("no", "no"), ("2026-07-17", "2026-07-17")],
)
def test_times_and_codes_without_quotes(mistakes: Check, written: str, shown: str) -> None:
    found = mistakes(agencies=f"lighthouse:\n  phone_ext: {written}\n")
    assert found == [
        f'broken/agencies.yaml:2: a value in quotes was expected ("{shown}"), found {shown} without quotes'
    ]


def test_a_number_where_text_belongs(mistakes: Check) -> None:
    found = mistakes(agencies="lighthouse:\n  phone_ext: 305\n")
    assert found == ['broken/agencies.yaml:2: "phone_ext" expected text in quotes, found 305']


def test_the_same_key_twice(mistakes: Check) -> None:
    found = mistakes(
        lists="audiences:\n  a: {ko: 가, en: A}\n  b: {ko: 나, en: B}\n  a: {ko: 다, en: C}\n"
    )
    assert found == ['broken/lists.yaml:4: "a" appears twice; first on line 2']


def test_a_sentence_without_english(mistakes: Check) -> None:
    found = mistakes(profile=HEAD + "label: {ko: 집}\n", lists="audiences:\n  new: {ko: 새}\n")
    assert found == ['broken/lists.yaml:2: "en" was expected, not found']
    assert problems(HERE / "harbour_house") == []


def test_an_empty_value(mistakes: Check) -> None:
    found = mistakes(lists="audiences:\n  new: {ko: 새, en: }\n")
    assert "broken/lists.yaml:2: a value was expected, found nothing" in found


def test_text_that_is_no_yaml_says_the_line(mistakes: Check) -> None:
    found = mistakes(lists="audiences:\n  new: {ko: 새\n")
    assert found[0].startswith("broken/lists.yaml:3: readable YAML was expected")


def test_aliases_and_tags_are_refused(mistakes: Check) -> None:
    found = mistakes(
        lists="audiences:\n  a: &x {ko: 가, en: A}\n  b: *x\n  c: {ko: !!python/name:os.system 가, en: C}\n"
    )
    assert any("aliases (*name) are not used" in line for line in found)
    assert any(line.startswith("broken/lists.yaml:4: a value in quotes") for line in found)


def test_a_duty_never_gains_sight_letters_or_purposes(mistakes: Check) -> None:
    found = mistakes(
        duties="reception:\n  caps: {health: 3}\n  letter: S\nhacker: {label: {ko: 가, en: A}}\n"
    )
    assert 'broken/duties.yaml:2: "health" expected at most 0, found 3' in found
    assert 'broken/duties.yaml:3: only label and caps may change, found "letter"' in found
    assert 'broken/duties.yaml:4: a known duty was expected, found "hacker"' in found


def test_a_hard_guard_is_never_relaxed(mistakes: Check) -> None:
    assert mistakes(workflows__referral="relax:\n  send: [gate_covers]\n") == [
        "broken/workflows/referral.yaml:2: "
        'a soft guard was expected: no pack can relax "gate_covers"'
    ]


def test_a_guard_is_neither_made_soft_nor_invented(mistakes: Check) -> None:
    found = mistakes(words="guards:\n  gate_covers: {hard: false}\n  mood: {ko: 기분, en: Mood}\n")
    assert found == [
        'broken/words.yaml:2: guard "gate_covers" cannot be made soft: hard: true was expected',
        'broken/words.yaml:3: guard "mood" is not known',
    ]


def test_an_added_step_never_opens_a_way_past_the_base_table(mistakes: Check) -> None:
    found = mistakes(
        workflows__referral="steps:\n"
        "  rush: {label: {ko: 질러가기, en: Rush}, from: [draft], to: sent, who: [C]}\n"
        "  send: {label: {ko: 보내기, en: Send}, from: [draft], to: draft, who: [C]}\n"
    )
    assert (
        "broken/workflows/referral.yaml:2: an added step was expected to stay inside one core state"
        in found
    )
    assert any('"send" exists' in line for line in found)


def test_a_consent_whose_end_could_move_or_come_too_late(mistakes: Check) -> None:
    assert any("end never moves" in line for line in mistakes(consent="length: 90d\n"))


def test_a_consent_longer_than_the_longest(mistakes: Check) -> None:
    found = mistakes(consent="length: 2y!\n")
    assert found == ["broken/consent.yaml:1: at most 1y! was expected, found 2y!"]


def test_an_agency_without_a_post(mistakes: Check) -> None:
    found = mistakes(
        agencies="pier:\n"
        "  label: {ko: 부두, en: Pier}\n"
        "  short: {ko: 부두, en: Pier}\n"
        '  phone_ext: "7"\n'
        "  domain: work\n"
        "  asks_why: {ko: 일하려고, en: To work}\n"
    )
    assert found == [
        'broken/agencies.yaml:1: a post of agency "pier" was expected in posts.yaml, not found'
    ]


def test_a_file_nobody_reads(mistakes: Check) -> None:
    found = mistakes(servces="{}\n")
    assert found[0].startswith("broken/servces.yaml:1: a file of a known topic was expected")


def test_a_life_nobody_knows(mistakes: Check) -> None:
    found = mistakes(workflows__refferal="states: {}\n")
    assert found == [
        'broken/workflows/refferal.yaml:1: life "refferal" is not known; expected: referral'
    ]


def test_all_mistakes_come_at_once_in_both_languages(tmp_path: Path) -> None:
    folder = tmp_path / "pier"
    folder.mkdir()
    (folder / "profile.yaml").write_text('id: pier\nextends: crime_victim\nversion: "1"\n')
    (folder / "services.yaml").write_text("tuition: {minutes: long}\n")
    (folder / "posts.yaml").write_text("auditor: {duties: []}\n")
    number, duty = sorted(problems(folder), reverse=True)
    assert "pier/services.yaml:1: " in number
    assert "정수" in number
    assert "a whole number" in number
    assert "a duty was expected" in duty
    assert str(tmp_path) not in number


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [
        "nowhere: 폴더가 없습니다 / a folder was expected, not found"
    ]


def test_too_few_calls_before_somebody_counts_as_lost(mistakes: Check) -> None:
    found = mistakes(clocks="attempts:\n  notice: 1\n  referral: many\n")
    assert found == [
        'broken/clocks.yaml:2: "notice" expected a number from 2 to 10, found 1',
        'broken/clocks.yaml:3: "referral" expected a whole number, found many',
    ]


def test_calls_about_something_else_are_not_counted(mistakes: Check) -> None:
    found = mistakes(clocks="attempts:\n  notise: 4\n")
    assert found == ['broken/clocks.yaml:2: key "notise" is not known; expected: notice']


def test_a_rota_and_a_booking_rule_that_name_nothing_of_the_house(tmp_path: Path) -> None:
    folder = tmp_path / "pier"
    folder.mkdir()
    (folder / "profile.yaml").write_text('id: pier\nextends: crime_victim\nversion: "1"\n')
    (folder / "times.yaml").write_text(
        'rota:\n  team-leed: {from: "09:00", to: "18:00"}\n'
        '  counsellor-1: {from: "18:00", to: "09:00"}\n'
    )
    (folder / "booking.yaml").write_text("phone-guidance: {minutes: 10}\n")
    found = sorted(one.split(" / ")[1] for one in problems(folder))
    assert found == [
        'a known post was expected, found "team-leed"',
        'a service that people come for was expected, found "phone-guidance"',
        "times in the order start, break, end were expected",
    ]


def test_an_urgency_nobody_knows_and_more_than_all_of_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "pier"
    folder.mkdir()
    (folder / "profile.yaml").write_text('id: pier\nextends: crime_victim\nversion: "1"\n')
    (folder / "times.yaml").write_text("urgent:\n  sometimes: {due: 1}\n  soon: {keep: 120}\n")
    found = sorted(problems(folder))
    assert all("times.yaml:" in one for one in found)
    assert [one.split(" / ")[1] for one in found] == [
        '"sometimes" is not an urgency; expected one of: now, soon, normal',
        '"keep" was expected to be a percentage from 0 to 100',
    ]
