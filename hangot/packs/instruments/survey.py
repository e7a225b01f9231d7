"""The sheet survey of an XLSForm, row by row, as our own YAML has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hangot.core.eligibility.reading import read
from hangot.core.eligibility.signs import UNITS, BadRule
from hangot.core.instruments.form import Item, Option
from hangot.core.instruments.words import words
from hangot.core.instruments.xpath import converted
from hangot.core.instruments.xpath_words import BadXPath
from hangot.core.text import Text
from hangot.packs.instruments.columns import NAME, Plain, pair, settings, strangers
from hangot.packs.instruments.lists import Lists
from hangot.packs.instruments.questions import names_a_question
from hangot.packs.instruments.sums import plain_sum
from hangot.packs.instruments.workbook import CellFault, Line

TYPES = {"text": "text", "integer": "number", "decimal": "decimal", "date": "date", "note": "note"}
BEGIN, END = ("begin_group", "begin group"), ("end_group", "end group")
META = ("start", "end", "today", "username", "deviceid", "audit")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a spreadsheet does not say: whose section, which stage, under which licence."""

    section: str = "overview"
    stage: str = "needs"
    licence: str = ""


@dataclass(slots=True)
class Sheet:
    """Reads the survey from top to bottom; mistakes are collected."""

    found: Mapping[str, Sequence[Line]]
    aim: Aim
    faults: list[CellFault] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    scores: dict[str, Plain] = field(default_factory=dict)
    groups: dict[str, Plain] = field(default_factory=dict)
    open: list[tuple[str, str]] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)

    @property
    def told(self) -> set[str]:
        """What the sheet beside says whole, so that its cells here are for other programs."""
        return {line.cells.get("key", "") for line in self.found.get("hangot", ())}

    def plain(self) -> Plain:
        """The form as our own YAML has it."""
        if "survey" not in self.found:
            self.faults.append(
                CellFault(
                    "survey", 0, "", "survey 시트가 없습니다", "the sheet survey was expected"
                )
            )
            return {}
        self.lists = Lists.of(self.found.get("choices", ()), self.faults)
        for line in self.found["survey"]:
            self._row(line)
        if self.open:
            last = self.found["survey"][-1]
            self._no(last, "type", "begin_group이 닫히지 않았습니다", "a begin_group is not closed")
        if not self.items and not self.faults:
            self.faults.append(
                CellFault("survey", 0, "", "물음이 없습니다", "no question was found")
            )
        return self._whole()

    def _whole(self) -> Plain:
        head = settings(self.found.get("settings", ()), self.faults)
        groups = {name: one for name, one in self.groups.items() if one["items"]}
        used = {
            one["choices"]
            for g in groups.values()
            for one in g["items"].values()
            if "choices" in one
        }
        licence = self.aim.licence or "이용 허락은 센터가 확인합니다."
        return {
            **head, "section": self.aim.section, "stage": self.aim.stage,
            "licence": {
                "text": {"ko": licence, "en": self.aim.licence or "The centre sees to the permission."},
                "holder": "XLSForm", "source": "올린 파일 (uploaded)", "may_ship": False,
            },
            "choices": self.lists.plain(used), "groups": groups, "scores": self.scores,
        }  # fmt: skip

    def _row(self, line: Line) -> None:
        kind = " ".join(line.cells.get("type", "").lower().split())
        self.faults.extend(strangers(line))
        if kind in META or not kind:
            return
        if kind in BEGIN:
            self._begin(line)
        elif kind in END:
            self._end(line)
        elif kind == "calculate":
            self._score(line)
        else:
            self._question(line, kind)

    def _begin(self, line: Line) -> None:
        """Groups of the first level are pages; the label of one below stands between the questions."""
        name, when = self._name(line, self.groups), self._rule(line, "relevant")
        if not self.open:
            self.groups[name] = {"label": pair(line, "label", name), "items": {}}
            if when:
                self.groups[name]["when"] = when
        else:
            self._page()["items"][f"{name}_head"] = {
                "type": "note", "label": pair(line, "label", name), **({"when": when} if when else {}),
            }  # fmt: skip
        self.open.append((name, when))

    def _end(self, line: Line) -> None:
        if not self.open:
            self._no(line, "type", "닫을 묶음이 없습니다", "there is no group to close")
            return
        self.open.pop()

    def _page(self) -> Plain:
        if self.open:
            return self.groups[self.open[0][0]]
        name = f"page_{len(self.groups) + 1}"
        last = next(reversed(self.groups), "")
        if not last.startswith("page_"):
            self.groups[name] = {"label": {"ko": "물음", "en": "Questions"}, "items": {}}
        return self.groups[last if last.startswith("page_") else name]

    def _question(self, line: Line, kind: str) -> None:
        item, plain = self._typed(line, kind)
        if item is None:
            return
        name = self._name(line, self.items, self.scores)
        inner = [when for _, when in self.open[1:] if when]
        own = self._rule(line, "relevant")
        label = pair(line, "label", name)
        plain |= {"label": label}
        if when := " and ".join([*inner, *([own] if own else [])]):
            plain["when"] = when
        if any(key == "hint" or key.startswith("hint::") for key in line.cells):
            plain["hint"] = pair(line, "hint", name)
        if item.type != "note":
            plain["required"] = line.cells.get("required", "").lower() in ("yes", "true", "true()")
            self.items[name] = replace(item, id=name)
            self._check(line, name, plain)
        self._page()["items"][name] = plain

    def _typed(self, line: Line, kind: str) -> tuple[Item | None, Plain]:
        """The sort of a question: one of ours, or refused."""
        first, _, rest = kind.partition(" ")
        if kind in TYPES:
            return Item("x", TYPES[kind], Text("", "")), {"type": TYPES[kind]}  # type: ignore[arg-type]
        if first in ("select_one", "select_multiple") and rest and " " not in rest:
            return self._select(line, line.cells["type"].split()[1], several=first != "select_one")
        self._no(
            line, "type", f"‘{kind}’ 종류는 쓸 수 없습니다. 쓸 수 있는 것: text integer decimal date note select_one select_multiple calculate begin_group",
            f'the type "{kind}" is not supported; expected text, integer, decimal, date, note, select_one, select_multiple, calculate or begin_group',
        )  # fmt: skip
        return None, {}

    def _select(self, line: Line, name: str, *, several: bool) -> tuple[Item | None, Plain]:
        options: tuple[Option, ...] = self.lists.options(name)
        if not options:
            self._no(
                line,
                "type",
                f"choices 시트에 ‘{name}’ 목록이 없습니다",
                f'the list "{name}" is not on the sheet choices',
            )
            return None, {}
        if self.lists.three_valued(name) and not several:
            unchecked = self.lists.unchecked(name)
            item = Item("x", "yesno", Text("", ""), unchecked=unchecked)
            return item, {"type": "yesno", "unchecked": unchecked}
        kind = "several" if several else "choice"
        item = Item("x", kind, Text("", ""), options=options)  # type: ignore[arg-type]
        return item, {"type": kind, "choices": self.lists.known_as(name)}

    def _check(self, line: Line, name: str, plain: Plain) -> None:
        must = self._rule(line, "constraint", own=name)
        if not must:
            return
        fallback = "이 답은 쓸 수 없습니다."
        message = pair(line, "constraint_message", fallback)
        plain["checks"] = [{"must": must, "message": message}]

    def _score(self, line: Line) -> None:
        name = self._name(line, self.items, self.scores)
        label = pair(line, "label", name)
        if parts := plain_sum(line.cells.get("calculation", ""), self.items):
            self.scores[name] = {"label": label, "sum": parts}
            return
        if f"scores.{name}" in self.told:
            self.scores[name] = {}
            return
        expr = self._rule(line, "calculation", base="number")
        if not expr:
            if not line.cells.get("calculation"):
                self._no(
                    line, "calculation", "calculation이 비어 있습니다", "a calculation was expected"
                )
            return
        self.scores[name] = {"label": label, "expr": expr}

    def _rule(self, line: Line, column: str, *, own: str = "", base: str = "bool") -> str:
        """A rule in our language; empty where the cell is, or where it was refused."""
        source = line.cells.get(column, "")
        if not source:
            return ""
        scores = {name: name for name in self.scores} if column == "calculation" else {}
        known = words(self.items.values())
        known |= {name: replace(known["on"], kind=read("1", {}).kind) for name in scores}
        try:
            rule = converted(source, self.items, scores, own)
            if read(rule, known).kind.base != base:
                self._no(line, column, f"{UNITS[base]}이 와야 합니다", f"a {base} was expected")
        except BadXPath as bad:
            self._no(line, column, bad.sentence.ko, bad.sentence.en)
            return ""
        except BadRule as bad:
            self._no(line, column, bad.sentence.ko, bad.sentence.en)
            return ""
        return rule

    def _name(self, line: Line, *known: Collection[str]) -> str:
        """A name that nothing of its kind has; a page may be called like a question on it."""
        name = line.cells.get("name", "").strip()
        if not (NAME.fullmatch(name) and names_a_question(name)):
            self._no(
                line,
                "name",
                f"‘{name}’은(는) 이름이 될 수 없습니다. 영문 소문자·숫자·_만 씁니다",
                f'"{name}" cannot be a name: small letters, digits and single _ only',
            )
            return f"row_{line.number}"
        if any(name in one for one in known):
            self._no(line, "name", f"‘{name}’이(가) 두 번 나옵니다", f'"{name}" appears twice')
        return name

    def _no(self, line: Line, column: str, ko: str, en: str) -> None:
        self.faults.append(line.fault(column, ko, en))
