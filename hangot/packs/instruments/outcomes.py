"""What follows from the answers: scores with their bands, alarms, duties of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from hangot.core.eligibility.kinds import BOOL, number
from hangot.core.eligibility.reading import Word, read
from hangot.core.eligibility.signs import BadRule
from hangot.core.eligibility.tree import Choose, Const, Count, Name, Tree
from hangot.core.instruments.form import (
    Band,
    Duty,
    Follows,
    Item,
    Score,
    Trigger,
)
from hangot.packs.box import Box
from hangot.packs.instruments.questions import Questions

LOOKS = ("good", "warn", "bad")
ERRANDS = ("safety", "supervisor", "author")
ZERO = Const(number(), 0)


@dataclass(slots=True)
class Outcomes:
    """Reads what follows against the questions of the form."""

    asked: Questions

    def scores(self, whole: Box) -> tuple[Score, ...]:
        """The scores in order; a later one, and every alarm, may use an earlier one."""
        return tuple(self._score(*one) for one in whole.entries("scores", required=False))

    def triggers(self, whole: Box, scores: Sequence[Score]) -> tuple[Trigger, ...]:
        """The alarms."""
        main = next((one for one in scores if one.bands), None)
        known = [band.id for band in main.bands] if main else []
        return tuple(
            self._trigger(name, box, known)
            for name, box in whole.entries("triggers", required=False)
        )

    def _score(self, name: str, box: Box) -> Score:
        with box:
            parts = self._parts(box)
            tree = summed([self.asked.items[one] for one in parts]) if parts else self._tree(box)
            if name in self.asked.known:
                box.complain("label", "이미 쓰인 이름입니다", "this name is already used")
            self.asked.known[name] = Word("fact", number())
            return Score(
                id=name,
                label=box.text("label"),
                tree=tree,
                text=" + ".join(parts) or box.string("expr"),
                parts=parts,
                prorate=self._prorate(box, parts),
                bands=self._bands(box),
            )

    def _parts(self, box: Box) -> tuple[str, ...]:
        """The questions of a plain sum: yes or no with points, numbers, choices that count."""
        if not box.has("sum"):
            return ()
        names = box.some_of("sum", self.asked.items, "question")
        for name in names:
            item = self.asked.items.get(name)
            if item and not (
                (item.valued and item.type == "choice") or item.type in ("yesno", "number")
            ):
                box.complain(
                    "sum", f"‘{name}’은(는) 셀 수 없는 물음입니다", f'"{name}" cannot be counted'
                )
        return tuple(one for one in names if one in self.asked.items)

    def _tree(self, box: Box) -> Tree:
        try:
            found = read(box.string("expr"), self.asked.known)
        except BadRule as fault:
            box.complain("expr", fault.sentence.ko, fault.sentence.en)
            return ZERO
        if found.kind.base != "number":
            box.complain("expr", "수가 와야 합니다", "a number was expected")
        return found

    @staticmethod
    def _prorate(box: Box, parts: Sequence[str]) -> int:
        found = box.number("prorate", 0)
        if found and not parts:
            box.complain("prorate", "sum이 있는 점수만 됩니다", "only a plain sum can be prorated")
        return found

    def _bands(self, box: Box) -> tuple[Band, ...]:
        bands = tuple(self._band(*one) for one in box.entries("bands", required=False))
        starts = [one.start for one in bands]
        if starts != sorted(set(starts)):
            box.complain("bands", "낮은 것부터 차례로 적어 주세요", "ascending bands were expected")
        return bands

    def _band(self, name: str, box: Box) -> Band:
        with box:
            return Band(
                id=name,
                start=box.number("from"),
                label=box.text("label"),
                look=box.one_of("look", LOOKS, "look") or "warn",  # type: ignore[arg-type]
                follows=self._follows(box),
            )

    def _trigger(self, name: str, box: Box, bands: Sequence[str]) -> Trigger:
        with box:
            return Trigger(
                id=name,
                label=box.text("label"),
                when=self.asked.truth(box, "when"),
                text=box.string("when"),
                raises=box.one_of("raises", bands, "band", default=""),
                follows=self._follows(box),
            )

    @staticmethod
    def _follows(box: Box) -> Follows:
        return Follows(
            tell=box.texts("tell") if box.has("tell") else (),
            duties=tuple(_duty(one) for one in box.boxes("duties")) if box.has("duties") else (),
            report=box.string("report", default=""),
        )


def _duty(box: Box) -> Duty:
    with box:
        return Duty(
            to=box.one_of("to", ERRANDS, "who") or "safety",  # type: ignore[arg-type]
            within=box.length("within"),
            label=box.text("label"),
        )


def summed(items: Sequence[Item]) -> Tree:
    """The sum of what the answers count, as a tree."""
    found: Tree = ZERO
    for item in items:
        found = Count(number(), "+", found, _counts(item))
    return found


def _counts(item: Item) -> Tree:
    if item.type == "yesno":
        return Choose(number(), Name(BOOL, item.id, "fact"), Const(number(), item.points), ZERO)
    return Name(number(), item.id, "fact")
