"""What the pages say exists: links, files, commands, make targets, tests, pictures."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hangot.config.cli import COMMANDS, LONGEST, known, resolve

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("packs/*/README.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
EXCERPT = re.compile(r"^```(?:python|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMAND = re.compile(r"^ *(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?hangot((?: [a-z_]+)+)", re.MULTILINE)
MADE = re.compile(r"\bmake ([a-z]+)\b(?! up| sure)")
ROOTS = ("hangot", "packs", "tests", "docs", "tools", "bench")
PATH = re.compile(rf"(?<![\w./-])(?:{'|'.join(ROOTS)})/[\w./-]+")
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
# Names in the how-to pages of packs, pages and tables that the reader is about to make.
INVENTED = ("packs/river_house", "packs/your_pack")


class Said(NamedTuple):
    """A word of a page and the page that says it."""

    page: str
    word: str

    def __repr__(self) -> str:
        return f"{self.page}: {self.word}"


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", text(page))


def spoken(page: Path) -> str:
    """What is code on the page: fenced blocks and words in backticks, one a line."""
    return "\n".join([*FENCE.findall(text(page)), *CODE.findall(prose(page))])


def slug(heading: str) -> str:
    """The anchor of a heading, as the usual places that show Markdown make it."""
    plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return plain.replace(" ", "-")


def links(page: Path) -> Iterator[Said]:
    for target in LINK.findall(prose(page)):
        if "://" not in target and not target.startswith("mailto:"):
            yield Said(name(page), target)


def broken(page: Path, target: str) -> bool:
    place, _, anchor = target.partition("#")
    there = (page.parent / place).resolve() if place else page
    if not there.exists():
        return True
    return bool(anchor) and anchor not in {slug(h) for h in HEADING.findall(prose(there))}


def test_every_link_of_every_page_leads_somewhere() -> None:
    lost = [said for page in PAGES for said in links(page) if broken(page, said.word)]
    assert lost == []


def test_every_command_that_a_page_names_can_be_typed() -> None:
    names = known()
    typed = {
        Said(name(page), words.strip()) for page in PAGES for words in COMMAND.findall(spoken(page))
    }
    assert typed
    wrong = [said for said in typed if resolve(said.word.split()[:LONGEST], names) is None]
    assert wrong == []


def test_every_command_that_the_help_lists_exists() -> None:
    names = known()
    assert [words for words in COMMANDS if resolve(words.split(), names) is None] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^(\w+)(?: \w+)*:", text(ROOT / "Makefile"), re.MULTILINE))
    listed = re.search(r"^((?:\w+ )+\w+):", text(ROOT / "Makefile"), re.MULTILINE)
    assert listed
    targets |= set(listed[1].split())
    named = {Said(name(p), word) for p in PAGES for word in MADE.findall(spoken(p))}
    assert named
    assert [said for said in named if said.word not in targets] == []


def test_every_file_that_a_page_names_exists() -> None:
    gone = [
        Said(name(page), path)
        for page in PAGES
        for path in PATH.findall(spoken(page))
        if not path.startswith(INVENTED) and not (ROOT / path.rstrip("./")).exists()
    ]
    assert gone == []


def test_every_test_that_a_page_names_is_there() -> None:
    named = [(page, *found) for page in PAGES for found in TEST.findall(text(page))]
    assert named
    gone = [
        Said(name(page), f"{path}::{test}")
        for page, path, test in named
        if f"def {test}(" not in text(ROOT / path)
    ]
    assert gone == []


def test_the_korean_readme_says_as_much_as_the_english_one() -> None:
    english, korean = prose(ROOT / "README.md"), prose(ROOT / "README.ko.md")
    assert len(HEADING.findall(english)) == len(HEADING.findall(korean))
    assert _targets(english) == _targets(korean)


def _targets(page: str) -> set[str]:
    return {target for target in LINK.findall(page) if not target.startswith("README")}


def test_the_tour_shows_lines_that_are_in_the_code() -> None:
    code = [*ROOT.glob("hangot/**/*.py"), *ROOT.glob("packs/**/*.yaml")]
    lines = {line.strip() for path in code for line in text(path).splitlines()}
    shown = [
        line.strip()
        for block in EXCERPT.findall(text(ROOT / "docs/tour.md"))
        for line in block.splitlines()
    ]
    assert shown
    assert [line for line in shown if line and line != "..." and line not in lines] == []


def test_every_page_is_found_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    told = {(index.parent / said.word.partition("#")[0]).resolve() for said in links(index)}
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - {index}
    assert sorted(name(page) for page in pages - told) == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda p: p.stem)
def test_a_decision_is_context_decision_and_consequences_on_one_page(page: Path) -> None:
    number, *rest = HEADING.findall(text(page))
    assert number.startswith(f"{int(page.stem[:4])}. ")
    assert rest == ["Context", "Decision", "Consequences"]
    assert len(text(page).splitlines()) < 70


def test_no_page_names_what_only_the_writers_know() -> None:
    """A page may name the repository and nothing of the machine on which it was written."""
    strange = re.compile(r"(?<![\w/])/(?:work|tmp|root|home)/")
    assert [name(page) for page in PAGES if strange.search(text(page))] == []
