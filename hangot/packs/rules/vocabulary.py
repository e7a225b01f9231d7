"""What names in rules stand for, while a pack is being read: values may be declared in any order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hangot.core.eligibility.kinds import BOOL, DATE
from hangot.core.eligibility.parameters import Parameter
from hangot.core.eligibility.reading import Word, read
from hangot.core.eligibility.rules import Fact, Named
from hangot.core.eligibility.scene import ON
from hangot.core.eligibility.signs import BadRule, no
from hangot.core.eligibility.tree import Const, Tree
from hangot.packs.box import Box
from hangot.packs.errors import Fault

NOTHING = Const(BOOL, value=False)


@dataclass(slots=True)
class Vocabulary(Mapping[str, Word]):
    """Facts, parameters and named values; a value is read when it is first named.

    `inner()` gives one that also knows the values of a service.
    """

    facts: Mapping[str, Fact]
    faults: list[Fault]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)
    waiting: dict[str, tuple[Box, str | None]] = field(default_factory=dict)
    reading: list[str] = field(default_factory=list)

    def inner(self) -> "Vocabulary":
        """The words of one service, to which its own values are added."""
        return Vocabulary(self.facts, self.faults, self.parameters, dict(self.named))

    def declare(self, entries: Iterable[tuple[str, Box]], as_of: str | None) -> None:
        """Values to be read; `as_of` is that of the service, None where each must say it."""
        for name, box in entries:
            if name in self.facts or name in self.parameters or name in self.named:
                box.complain(name, "이미 쓰인 이름입니다", "this name is already used")
            self.waiting[name] = (box, as_of)

    def finish(self) -> None:
        """Reads every declared value that nothing has named yet."""
        for name in list(self.waiting):
            self.get(name)

    def get(self, name: str, default: Word | None = None) -> Word | None:  # type: ignore[override]
        """What a name stands for, or the default."""
        if name == ON:
            return Word("fact", DATE)
        if name in self.facts:
            return Word("fact", self.facts[name].kind)
        if name in self.parameters:
            return Word("parameter", self.parameters[name].kind)
        if name not in self.named and name in self.waiting:
            self._read(name)
        return Word("value", self.named[name].tree.kind) if name in self.named else default

    def __getitem__(self, name: str) -> Word:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter({**self.facts, **self.parameters, **self.named, **self.waiting})

    def __len__(self) -> int:
        return len(list(iter(self)))

    def tree(self, box: Box, key: str, base: str | None = None) -> Tree:
        """The rule under a key; a mistake is noted with its line."""
        text = box.string(key)
        try:
            found = read(text, self)
            if base is not None and found.kind.base != base:
                box.complain(key, f"{base} 값이 와야 합니다", f"a {base} was expected")
        except BadRule as fault:
            box.complain(key, fault.sentence.ko, fault.sentence.en)
            return NOTHING
        return found

    def as_of(self, box: Box, default: str | None) -> str:
        """The fact whose day chooses parameters: a date fact, or `on`."""
        days = [name for name, one in self.facts.items() if one.type == "date"]
        return box.one_of("as_of", [ON, *days], "date fact", default)

    def _read(self, name: str) -> None:
        box, as_of = self.waiting[name]
        if name in self.reading:
            ring = " → ".join([*self.reading[self.reading.index(name) :], name])
            raise no(f"값이 돌고 돕니다: {ring}", f"values that end were expected, found: {ring}")
        self.reading.append(name)
        with box:
            tree = self.tree(box, "value")
            self.named[name] = Named(
                id=name,
                label=box.text("label"),
                tree=tree,
                as_of=self.as_of(box, as_of),
                source=box.string("source"),
                place=f"{box.node.file}:{box.node.line}",
            )
        self.reading.pop()
        del self.waiting[name]
