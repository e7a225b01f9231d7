"""Words of a pack: sections, lists of reasons, consent, first contact."""

from collections.abc import Collection
from datetime import datetime

from hangot.core.access import Section
from hangot.core.clocks import SEOUL, due
from hangot.core.lives import Guard
from hangot.core.packs import (
    Choice,
    ConsentWords,
    FirstContact,
    Question,
    Script,
    SectionWords,
)
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

SOME_DAY = datetime(2026, 1, 1, tzinfo=SEOUL)
LISTS = (
    "need_domains",
    "crime_types",
    "channels",
    "service_domains",
    "service_channels",
    "audiences",
    "case_kinds",
    "referral_kinds",
    "decline_reasons",
    "stop_reasons",
    "withdraw_reasons",
    "appointment_reasons",
    "outcome_codes",
    "dispositions",
    "redirect_reasons",
    "closure_reasons",
    "goal_results",
    "reveal_reasons",
    "log_reasons",
    "lookup_reasons",
    "break_glass_reasons",
    "consent_methods",
    "invalid_reasons",
    "call_results",
    "relations",
    "access_needs",
    "household_roles",
    "not_done_reasons",
    "hand_over_reasons",
    "entrances",
    "stop_results",
    "skip_reasons",
    "ways_back",
    "to_bring",
    "agenda_reasons",
    "item_outcomes",
    "defer_reasons",
    "item_withdraw_reasons",
    "leave_reasons",
    "conference_off_reasons",
    "action_reasons",
    "form_stages",
    "form_settings",
    "alarm_acts",
)
"""Lists that every centre must have; a pack may add others."""


def sections(node: Node, faults: list[Fault]) -> dict[Section, SectionWords]:
    """The words of the closed list of sections; all must be there."""
    whole = Box(node, faults)
    with whole:
        return {section: _section(section, whole.box(section)) for section in Section}


def _section(section: Section, box: Box) -> SectionWords:
    with box:
        return SectionWords(
            id=section,
            label=box.text("label"),
            items=box.text("items"),
            ask=box.text("ask"),
            refusing=box.text("refusing"),
        )


def lists(node: Node, faults: list[Fault]) -> dict[str, dict[str, Choice]]:
    """Every list by name, in the order of the pack."""
    whole = Box(node, faults)
    faults.extend(
        node.fault(f"목록 ‘{name}’이(가) 있어야 합니다", f'list "{name}" was expected, not found')
        for name in LISTS
        if not whole.has(name)
    )
    return {name: _choices(whole, name) for name in whole.names_inside()}


def _choices(box: Box, key: str) -> dict[str, Choice]:
    found = {}
    for name, entry in box.entries(key):
        with entry:
            hint = entry.text("hint") if entry.has("hint") else None
            label = Text(entry.string("ko"), entry.string("en"))
            found[name] = Choice(name, label, hint)
    return found


def guards(box: Box) -> dict[str, Guard]:
    """The conditions of steps, with the sentence said when one fails."""
    found = {}
    for name, entry in box.entries("guards"):
        with entry:
            sentence = Text(entry.string("ko"), entry.string("en"))
            found[name] = Guard(name, entry.flag("hard", default=False), sentence)
    return found


def each(box: Box, names: Collection[str]) -> dict[str, Text]:
    """Words for a closed list of names; all must be there and no other."""
    with box:
        return {name: box.text(name) for name in names}


def consent(node: Node, faults: list[Fault]) -> ConsentWords:
    """How consent is asked; never longer than the longest period."""
    with Box(node, faults) as box:
        words = ConsentWords(
            length=box.length("length"),
            longest=box.length("longest"),
            warn_days=box.number("warn_days"),
            notice_version=box.string("notice_version"),
            notice=box.texts("notice"),
            collect=box.text("collect"),
            keeps=box.text("keeps"),
            script=_script(box.box("script")),
            call=_script(box.box("call")),
        )
        _check_lengths(words, box)
        return words


def _check_lengths(words: ConsentWords, box: Box) -> None:
    if not (words.length.fixed and words.longest.fixed):
        box.complain(
            "length",
            "동의가 끝나는 날은 밀리지 않습니다. 90d!처럼 느낌표를 붙여 주세요",
            'a consent\'s end never moves: a length such as "90d!" was expected',
        )
    length, longest = (
        due(SOME_DAY, end, is_holiday=lambda _: False) for end in (words.length, words.longest)
    )
    if length > longest:
        box.complain(
            "length",
            f"{words.longest}까지입니다. 쓰인 것: {words.length}",
            f"at most {words.longest} was expected, found {words.length}",
        )


def _script(box: Box) -> Script:
    with box:
        return Script(version=box.string("version"), lines=box.texts("lines"))


def first_contact(node: Node, faults: list[Fault]) -> FirstContact:
    """The first conversation: questions in order and sentences to say."""
    with Box(node, faults) as box:
        return FirstContact(
            questions=tuple(_question(name, entry) for name, entry in box.entries("questions")),
            sayings=box.texts("sayings"),
            danger=box.text("danger"),
        )


def _question(name: str, box: Box) -> Question:
    with box:
        hint = box.text("hint") if box.has("hint") else None
        options = _choices(box, "options") if box.has("options") else {}
        return Question(name, box.text("label"), hint, tuple(options.values()))
