"""Reads a form against answers: what is asked, what is missing, scores, alarms, the level of risk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from hangot.core.eligibility.compiling import Code, Compiler
from hangot.core.eligibility.numbers import Number, round_to
from hangot.core.eligibility.scene import ON, Scene
from hangot.core.eligibility.tree import Tree, names
from hangot.core.instruments.form import (
    Band,
    Check,
    Follows,
    Instrument,
    Item,
    Score,
    Trigger,
)
from hangot.core.instruments.reach import Reach, Span, span_of
from hangot.core.instruments.results import Look, Result, Scored, Truth
from hangot.core.instruments.words import GIVEN, Answers, Facts, facts_of, nothing


@dataclass(slots=True)
class Scorer:
    """One form, ready to be read; compiled once."""

    form: Instrument
    compiler: Compiler = field(default_factory=lambda: Compiler({}, {}))
    known: dict[int, Code] = field(default_factory=dict)

    def look(self, answers: Answers, on: date) -> Look:
        """Walk through the form in order; what does not apply is not looked at, whatever was said."""
        facts: Facts = {ON: on}
        asked: dict[str, Truth] = {}
        wrong: dict[str, Check] = {}
        for group in self.form.groups:
            whole = self._truth(group.when, facts)
            for item in group.items:
                asked[item.id] = both(whole, self._truth(item.when, facts))
                applies = asked[item.id] is True
                facts |= facts_of(item, answers.get(item.id) if applies else None)
                if applies and (failed := self._failed(item, facts)):
                    wrong[item.id] = failed
        missing = [
            one.id
            for one in self.form.items
            if one.required and asked[one.id] and not facts[one.id + GIVEN]
        ]
        return Look(asked, wrong, tuple(missing), facts)

    def result(self, answers: Answers, on: date) -> Result:
        """Scores, alarms and level."""
        seen = self.look(answers, on)
        facts = self._counted(seen)
        scores = []
        for score in self.form.scores:
            found = self._score(score, facts)
            facts[score.id] = found.value
            scores.append(found)
        truths = [(one, self._truth(one.when, facts)) for one in self.form.triggers]
        raised = tuple(one for one, truth in truths if truth)
        unclear = tuple(one for one, truth in truths if truth is None)
        level, sure = self._level(scores, raised, unclear)
        return Result(tuple(scores), raised, unclear, level, sure, follows_of(scores, raised))

    def _counted(self, seen: Look) -> Facts:
        """The facts for counting: what was not asked because it does not apply is no, or nought."""
        facts = dict(seen.facts)
        for item in self.form.items:
            if seen.asked[item.id] is False:
                facts |= nothing(item)
        return facts

    def _score(self, score: Score, facts: Facts) -> Scored:
        scene = Scene(facts, date.min)
        value = self._run(score.tree, scene)
        used = [name for _, name in names(score.tree)]
        missing = tuple(
            one.id for one in self.form.items if _unknown(one, facts) and _uses(one, used)
        )
        span = self._reach(scene).of(score.tree)
        prorated = value is None and 0 < len(missing) <= score.prorate
        if prorated:
            value = self._prorated(score, facts, missing)
        low, high = (span.low, span.high) if span else (value, value)
        band = _band(score, value, span)
        return Scored(score, value, low, high, missing, prorated, band)

    def _prorated(self, score: Score, facts: Facts, missing: tuple[str, ...]) -> Number | None:
        """The sum of what was answered, raised to the whole form; halves are rounded up."""
        left = len(score.parts) - len(missing)
        if left < 1:
            return None
        nought = {k: v for one in missing for k, v in nothing(self.form.by_id[one]).items()}
        part = self._run(score.tree, Scene({**facts, **nought}, date.min))
        return None if part is None else round_to(part * len(score.parts) / left, 1)

    def _reach(self, scene: Scene) -> Reach:
        return Reach(self._run, scene, {one.id: span_of(one) for one in self.form.items})

    def _level(
        self, scores: Iterable[Scored], raised: Iterable[Trigger], unclear: Iterable[Trigger]
    ) -> tuple[Band | None, bool]:
        main = next((one for one in scores if one.score.bands), None)
        if main is None:
            return None, True
        bands = main.score.bands
        order = [one.id for one in bands]
        reached = [order.index(one.raises) for one in raised if one.raises]
        known = main.band or _lowest(main)
        if known is not None:
            reached.append(order.index(known.id))
        if not reached:
            return None, False
        level = max(reached)
        open_ones = any(order.index(one.raises) > level for one in unclear if one.raises)
        return bands[level], level == len(bands) - 1 or (main.band is not None and not open_ones)

    def _truth(self, tree: Tree | None, facts: Facts) -> Truth:
        if tree is None:
            return True
        found: Truth = self._run(tree, Scene(facts, date.min))
        return found

    def _run(self, tree: Tree, scene: Scene) -> Any:
        """A rule of this form, which holds its trees as long as it lives; compiled once."""
        code = self.known.get(id(tree))
        if code is None:
            self.known[id(tree)] = code = self.compiler.code(tree)
        return code.run(scene)

    def _failed(self, item: Item, facts: Facts) -> Check | None:
        """The first check that an answer fails; nothing to check where there is no answer."""
        if not facts[item.id + GIVEN]:
            return None
        return next((one for one in item.checks if self._truth(one.tree, facts) is False), None)


@lru_cache(maxsize=64)
def scorer(form: Instrument) -> Scorer:
    """A form ready to be read, once for each version of it."""
    return Scorer(form)


def both(one: Truth, two: Truth) -> Truth:
    """And, with unknown (Kleene)."""
    if one is False or two is False:
        return False
    return None if None in (one, two) else True


def band_of(score: Score, value: Number) -> Band | None:
    """The last band that begins at or below the value."""
    return next((one for one in reversed(score.bands) if one.start <= value), None)


def _band(score: Score, value: Number | None, span: Span | None) -> Band | None:
    if value is not None:
        return band_of(score, value)
    if span is None:
        return None
    low, high = band_of(score, span.low), band_of(score, span.high)
    return low if low is high else None


def _lowest(found: Scored) -> Band | None:
    """The band below which an incomplete score cannot come out, where that says anything."""
    band = None if found.low is None else band_of(found.score, found.low)
    return None if band is found.score.bands[0] else band


def _unknown(item: Item, facts: Facts) -> bool:
    return any(value is None for name, value in facts.items() if _of(item, name))


def _uses(item: Item, used: Iterable[str]) -> bool:
    return any(_of(item, name) for name in used)


def _of(item: Item, name: str) -> bool:
    return name == item.id or name.startswith(f"{item.id}__")


def follows_of(
    scores: Iterable[Scored], raised: Iterable[Trigger]
) -> tuple[tuple[str, Follows], ...]:
    """What follows, by the name of the band or alarm it follows from."""
    bands = [(f"{one.score.id}.{one.band.id}", one.band.follows) for one in scores if one.band]
    alarms = [(one.id, one.follows) for one in raised]
    return tuple((name, one) for name, one in [*bands, *alarms] if one != Follows())
