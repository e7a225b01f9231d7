"""The questions of a form: groups, answers to choose from, skips and checks."""

import keyword
from collections.abc import Mapping
from dataclasses import dataclass, field

from hangot.core.eligibility.kinds import BOOL
from hangot.core.eligibility.reading import Word, read_truth
from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.signs import BadRule
from hangot.core.eligibility.tree import Const, Tree
from hangot.core.instruments.form import NO, UNCHECKED, YES, Check, Group, Item, Option
from hangot.core.instruments.words import words
from hangot.packs.box import Box

TYPES = ("yesno", "choice", "several", "number", "decimal", "date", "text", "note")
CHOSEN = ("choice", "several")
MOST = 200
FALSE = Const(BOOL, value=False)


@dataclass(slots=True)
class Questions:
    """Reads the questions in order; a rule knows only what was asked before it."""

    box: Box
    known: dict[str, Word] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = words(())

    def groups(self) -> tuple[Group, ...]:
        """Every page of the form."""
        choices = {name: _options(box) for name, box in self.box.entries("choices", required=False)}
        found = tuple(self._group(name, box, choices) for name, box in self.box.entries("groups"))
        if not self.items or len(self.items) > MOST:
            self.box.complain(
                "groups",
                f"물음은 1개에서 {MOST}개까지입니다",
                f"1 to {MOST} questions were expected",
            )
        return found

    def truth(self, box: Box, key: str) -> Tree:
        """A rule that is true or false; a mistake is noted with its line."""
        try:
            return read_truth(box.string(key), self.known)
        except BadRule as fault:
            box.complain(key, fault.sentence.ko, fault.sentence.en)
            return FALSE

    def _group(self, name: str, box: Box, choices: Mapping[str, tuple[Option, ...]]) -> Group:
        with box:
            when = self.truth(box, "when") if box.has("when") else None
            return Group(
                id=name,
                label=box.text("label"),
                hint=box.text("hint") if box.has("hint") else None,
                when=when,
                when_text=box.string("when", default=""),
                items=tuple(self._item(key, one, choices) for key, one in box.entries("items")),
            )

    def _item(self, name: str, box: Box, choices: Mapping[str, tuple[Option, ...]]) -> Item:
        with box:
            self._named(name, box)
            kind = box.one_of("type", TYPES, "type")
            options = self._chosen(box, choices) if kind in CHOSEN else ()
            when = self.truth(box, "when") if box.has("when") else None
            item = Item(
                id=name,
                type=kind,  # type: ignore[arg-type]
                label=box.text("label"),
                hint=box.text("hint") if box.has("hint") else None,
                options=options,
                required=box.flag("required", default=kind != "text") and kind != "note",
                unchecked=box.flag("unchecked", default=False),
                points=box.number("points", 1),
                low=box.number("low") if box.has("low") else None,
                high=box.number("high") if box.has("high") else None,
                when=when,
                when_text=box.string("when", default=""),
                code=box.string("code", default=""),
            )
            self._keep(item)
            return self._checked(item, box)

    def _keep(self, item: Item) -> None:
        if item.type != "note":
            self.items[item.id] = item
            self.known |= words([item])

    def _checked(self, item: Item, box: Box) -> Item:
        """With its checks, which may look at the answer itself."""
        if not box.has("checks"):
            return item
        checks = tuple(self._check(one) for one in box.boxes("checks"))
        found = Item(**{name: getattr(item, name) for name in Item.__slots__} | {"checks": checks})
        self.items[item.id] = found
        return found

    def _check(self, box: Box) -> Check:
        with box:
            return Check(self.truth(box, "must"), box.string("must"), box.text("message"))

    def _chosen(self, box: Box, choices: Mapping[str, tuple[Option, ...]]) -> tuple[Option, ...]:
        return choices.get(box.one_of("choices", choices, "list of choices"), ())

    def _named(self, name: str, box: Box) -> None:
        """Names of questions are words of rules, so they must be fit to be that."""
        if not names_a_question(name):
            box.faults.append(
                box.node.fault(
                    f"‘{name}’은(는) 물음 이름이 될 수 없습니다. 영문 소문자·숫자·_로 적어 주세요",
                    f'"{name}" cannot name a question: small letters, digits and single _ expected',
                )
            )
        if name in self.items:
            box.faults.append(
                box.node.fault(f"‘{name}’이(가) 두 번 나옵니다", f'"{name}" appears twice')
            )


def names_a_question(name: str) -> bool:
    """Can it stand in a rule for a question? Words of rules and of Python cannot."""
    taken = keyword.iskeyword(name) or name in (ON, YES, NO, UNCHECKED, "true", "false")
    return name.isidentifier() and "__" not in name and not taken


def _options(box: Box) -> tuple[Option, ...]:
    return tuple(_option(name, one) for name, one in box.entries_here())


def _option(name: str, box: Box) -> Option:
    with box:
        text = box.pair()
        return Option(name, text, box.number("value") if box.has("value") else None)
