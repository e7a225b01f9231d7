"""Services: conditions, amounts, last days, papers to bring."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hangot.core.eligibility.rules import (
    LIMITS,
    Amount,
    Clause,
    Condition,
    Deadline,
    Document,
    Group,
    Limit,
    Service,
)
from hangot.core.eligibility.scene import ON
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.rules.vocabulary import Vocabulary

PER = ("once", "month", "day", "term", "year", "visit")
DEEPEST = 6


def document(name: str, box: Box) -> Document:
    """A paper to bring."""
    with box:
        return Document(
            name, box.text("label"), box.text("where"), plain=box.flag("plain", default=False)
        )


@dataclass(slots=True)
class Reading:
    """Reads services against the words of the pack."""

    words: Vocabulary
    documents: Mapping[str, Document]
    needs: Mapping[str, Text]
    boxes: dict[str, Box] = field(default_factory=dict)

    def service(self, name: str, box: Box) -> Service:
        """One service; every mistake is noted."""
        self.boxes[name] = box
        with box:
            as_of = self.words.as_of(box, ON)
            words = self.words.inner()
            words.declare(box.entries("values", required=False), as_of)
            words.finish()
            own = {key: one for key, one in words.named.items() if key not in self.words.named}
            one = One(words, as_of)
            return Service(
                id=name,
                label=box.text("label"),
                summary=box.text("summary"),
                need=box.one_of("need", self.needs, "need"),
                offers=box.names("offers"),
                decides=box.text("decides"),
                as_of=as_of,
                since=box.day("since"),
                until=box.day("until") if box.has("until") else None,
                values=tuple(own.values()),
                require=one.require(box),
                amounts=tuple(one.amount(*pair) for pair in box.entries("amounts", required=False)),
                deadlines=tuple(
                    one.deadline(*pair) for pair in box.entries("deadlines", required=False)
                ),
                limits=tuple(one.limit(*pair) for pair in box.entries("limits", required=False)),
                documents=box.some_of("documents", self.documents, "document"),
                excludes=box.names("excludes"),
                sources=box.names("sources"),
                place=f"{box.node.file}:{box.node.line}",
            )

    def exclusions(self, services: Mapping[str, Service]) -> None:
        """Services name only services that are there."""
        for name, service in services.items():
            for other in service.excludes:
                if other not in services:
                    self.boxes[name].complain(
                        "excludes", f"서비스 ‘{other}’을(를) 모릅니다", f'"{other}" is not known'
                    )


@dataclass(slots=True)
class One:
    """Reads the rules of one service."""

    words: Vocabulary
    as_of: str
    seen: set[str] = field(default_factory=set)

    def require(self, box: Box) -> Group:
        """The conditions: all of a list, or one of a list."""
        with box.box("require") as inside:
            return self._group(inside, 0)

    def amount(self, name: str, box: Box) -> Amount:
        """An amount in whole money."""
        with box:
            tree = self.words.tree(box, "value", "number")
            if not (tree.kind.money and tree.kind.whole):
                box.complain(
                    "value",
                    "round_to·down_to로 맞춘 금액이어야 합니다",
                    "an amount of money was expected, rounded with round_to or down_to",
                )
            return Amount(
                name,
                box.text("label"),
                tree,
                box.one_of("per", PER, "period", default="once"),
                box.string("source"),
                self.words.as_of(box, self.as_of),
            )

    def deadline(self, name: str, box: Box) -> Deadline:
        """A last day."""
        with box:
            return Deadline(
                name,
                box.text("label"),
                self.words.tree(box, "value", "date"),
                box.string("source"),
                self.words.as_of(box, self.as_of),
            )

    def limit(self, name: str, box: Box) -> Limit:
        """A bound of law, in the unit of what it bounds."""
        with box:
            tree = self.words.tree(box, "value", "number")
            unit = LIMITS.get(name, "")
            fits = tree.kind.money if unit == "money" else tree.kind.unit == unit
            if not (unit and fits and tree.kind.whole):
                known = ", ".join(LIMITS)
                box.complain(
                    "value",
                    f"한도는 {known} 가운데 하나이고 그 단위의 정수여야 합니다",
                    f"one of {known} was expected, a whole number of its unit",
                )
            return Limit(
                name, box.text("label"), tree, box.string("source"),
                self.words.as_of(box, self.as_of),
            )  # fmt: skip

    def _group(self, box: Box, depth: int) -> Group:
        key = "any" if box.has("any") else "all"
        if depth > DEEPEST:
            box.complain(key, "조건이 너무 깊습니다", "conditions are nested too deeply")
            return Group(all=True, parts=())
        parts = tuple(self._condition(inner, depth + 1) for inner in box.boxes(key))
        if not parts:
            box.complain(key, "조건이 하나 이상 있어야 합니다", "at least one clause was expected")
        return Group(all=key == "all", parts=parts)

    def _condition(self, box: Box, depth: int) -> Condition:
        with box:
            if box.has("all") or box.has("any"):
                return self._group(box, depth)
            return self._clause(box)

    def _clause(self, box: Box) -> Clause:
        name = box.string("id")
        if name in self.seen:
            box.complain("id", f"‘{name}’이(가) 두 번 나옵니다", f'"{name}" appears twice')
        self.seen.add(name)
        return Clause(
            id=name,
            label=box.text("label"),
            otherwise=box.text("otherwise") if box.has("otherwise") else None,
            tree=self.words.tree(box, "when", "bool"),
            text=box.string("when"),
            source=box.string("source"),
            as_of=self.words.as_of(box, self.as_of),
            discretionary=box.flag("discretionary", default=False),
            place=f"{box.node.file}:{box.node.line}",
        )
