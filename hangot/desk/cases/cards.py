"""The cards of the sections on a case page: as much of each as one may see, and no more."""

from collections.abc import Iterable, Sequence
from typing import Any

from hangot.cases.models import CasePointer, SectionSummary
from hangot.core.access import SECTIONS, SHARED, Level, Section
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.links import link
from hangot.desk.naming import SAFETY_DESK
from hangot.templatetags.moments import short_words

FOLDED = Text(
    "내용은 접어 두었습니다. 창구에서는 열지 마세요.",
    "The content is folded. Do not open it at the counter.",
)
NOTHING = Text("아직 기록이 없습니다.", "Nothing is written yet.")
COUNT = Text("기록 {n}건", "Entries: {n}")
LAST = Text("마지막 {day}", "last on {day}")
ELSEWHERE = Text(
    "내용은 담당 기관이 가지고 있습니다.", "The content stays with the agency in charge."
)
OWN_ONLY = Text("우리 기관이 쓴 기록만 보입니다.", "Only what your agency wrote is shown.")
HELD = Text("이 직위만 볼 수 있는 기록입니다.", "Only this post can see it.")
EXTENSION = Text("{desk}, 내선 {number}", "{desk}, extension {number}")


def cards(
    page: PersonPage, summaries: Iterable[SectionSummary], pointers: Iterable[CasePointer]
) -> list[dict[str, Any]]:
    """Full and summary first, pointers after them, everything else in one last card."""
    facts = {one.section: one for one in summaries}
    desks = _desks(page, pointers)
    found = [_card(page, s, facts.get(s.number)) for s in SHARED if page.sees(s, Level.SUMMARY)]
    found += [_card(page, s, None) for s in SECTIONS if s.closed and page.sees(s)]
    pointed = [s for s in SHARED if page.level(s) == Level.POINTER and s.number in desks]
    found += [_pointer(page, s, desks[s.number]) for s in pointed]
    rest = [s for s in SHARED if page.level(s) < Level.SUMMARY and s not in pointed]
    return [*found, _rest(page, rest)] if rest else found


def _card(page: PersonPage, section: Section, facts: SectionSummary | None) -> dict[str, Any]:
    level = page.level(section)
    return {
        "level": int(level), "title": page.profile.sections[section].label,
        "guarded": section.guarded or section.closed,
        "contact_card": section is Section.CONTACT and level is Level.FULL,
        "body": _body(page, section, facts),
        "url": link("case_section", page.case.pk, section.number),
    }  # fmt: skip


def _body(page: PersonPage, section: Section, facts: SectionSummary | None) -> Text:
    if section.closed:
        return HELD
    if page.view.levels[section] < page.view.own[section]:
        return OWN_ONLY
    if page.level(section) == Level.FULL and section.guarded:
        return FOLDED
    counted = count_of(facts)
    if page.level(section) == Level.FULL or counted is NOTHING:
        return counted
    return joined(counted, ELSEWHERE)


def count_of(facts: SectionSummary | None) -> Text:
    """How many entries and when the last one was written."""
    if facts is None or not facts.entries:
        return NOTHING
    words = COUNT.format(n=facts.entries)
    if facts.last_at is None:
        return Text(f"{words.ko}.", f"{words.en}.")
    day = short_words(facts.last_at)
    return Text(
        f"{words.ko}, {LAST.ko.format(day=day.ko)}.", f"{words.en}, {LAST.en.format(day=day.en)}."
    )


def joined(one: Text, other: Text) -> Text:
    """Two sentences in a row."""
    return Text(f"{one.ko} {other.ko}", f"{one.en} {other.en}")


def _pointer(page: PersonPage, section: Section, desks: Sequence[Text]) -> dict[str, Any]:
    contact = Text(" · ".join(d.ko for d in desks), " · ".join(d.en for d in desks))
    return {"level": 1, "title": page.profile.sections[section].label, "contact": contact}


def _desks(page: PersonPage, pointers: Iterable[CasePointer]) -> dict[int, list[Text]]:
    """Whom to call about each section: a guarded agency is never named."""
    found: dict[int, dict[Text, None]] = {}
    for one in pointers:
        found.setdefault(one.section, {})[_desk(page, one)] = None
    return {section: list(desks) for section, desks in found.items()}


def _desk(page: PersonPage, pointer: CasePointer) -> Text:
    agency = page.house.agencies.get(pointer.agency_id)
    if agency is None or agency.guarded:
        return SAFETY_DESK
    post = page.house.posts.get(pointer.call_post)
    name = page.agency(agency.pk)
    number = (post.extension if post else "") or agency.extension
    return extension(name, number) if number else name


def extension(name: Text, number: str) -> Text:
    """A desk with its telephone in the house."""
    ko, en = EXTENSION.ko, EXTENSION.en
    return Text(ko.format(desk=name.ko, number=number), en.format(desk=name.en, number=number))


def _rest(page: PersonPage, sections: Iterable[Section]) -> dict[str, Any]:
    """One card for all that is closed; guarded ones are not even named."""
    words = [page.profile.sections[s].label for s in sections if not s.guarded]
    titles = Text(", ".join(w.ko for w in words), ", ".join(w.en for w in words))
    return {"level": 0, "titles": titles if words else ""}
