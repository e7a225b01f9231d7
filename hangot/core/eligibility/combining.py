"""Small functions of a scene put together from smaller ones; None stands for unknown."""

from collections.abc import Callable, Mapping
from typing import Any

from hangot.core.eligibility.scene import Scene

Run = Callable[[Scene], Any]
PAIR = 2


def fact_with(name: str, work: Callable[[Any], Any]) -> Run:
    """Unknown where the fact is."""

    def run(scene: Scene) -> Any:
        found = scene.facts.get(name)
        return None if found is None else work(found)

    return run


def both(work: Callable[[Any, Any], Any], left: Run, right: Run) -> Run:
    """Unknown where either is."""

    def run(scene: Scene) -> Any:
        one = left(scene)
        if one is None:
            return None
        two = right(scene)
        return None if two is None else work(one, two)

    return run


def calling(work: Callable[..., Any], runs: list[Run]) -> Run:
    """A function of known values; all are read, so that what they met does not hang on their order."""
    if len(runs) == PAIR:
        return _pair(work, *runs)

    def run(scene: Scene) -> Any:
        values = [part(scene) for part in runs]
        return None if None in values else work(*values)

    return run


def _pair(work: Callable[..., Any], left: Run, right: Run) -> Run:
    def run(scene: Scene) -> Any:
        one, two = left(scene), right(scene)
        return None if one is None or two is None else work(one, two)

    return run


def among(value: Run, choices: frozenset[Any]) -> Run:
    """One of several."""

    def run(scene: Scene) -> bool | None:
        found = value(scene)
        return None if found is None else found in choices

    return run


def every(runs: list[Run]) -> Run:
    """And: false as soon as one is false, else unknown as soon as one is."""

    def run(scene: Scene) -> bool | None:
        result: bool | None = True
        for part in runs:
            found = part(scene)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return run


def some(runs: list[Run]) -> Run:
    """Or: true as soon as one is true, else unknown as soon as one is."""

    def run(scene: Scene) -> bool | None:
        result: bool | None = False
        for part in runs:
            found = part(scene)
            if found is True:
                return True
            if found is None:
                result = None
        return result

    return run


def opposite(part: Run) -> Run:
    """Not."""

    def run(scene: Scene) -> bool | None:
        found = part(scene)
        return None if found is None else not found

    return run


def choosing(test: Run, then: Run, other: Run) -> Run:
    """If; with an unknown test the value is known only where both ways agree."""

    def run(scene: Scene) -> Any:
        found = test(scene)
        if found is not None:
            return then(scene) if found else other(scene)
        one = then(scene)
        return one if one is not None and one == other(scene) else None

    return run


def gathering(function: str, people: str, part: Run) -> Run:
    """Something about a list: the rule is read once for each entry."""
    gather = GATHERING[function]

    def run(scene: Scene) -> Any:
        entries: Any = scene.facts.get(people)
        if entries is None:
            return None
        before = scene.item
        found = []
        for entry in entries:
            scene.item = entry
            found.append(part(scene))
        scene.item = before
        return gather(found)

    return run


def _any(found: list[Any]) -> bool | None:
    return True if True in found else (None if None in found else False)


def _all(found: list[Any]) -> bool | None:
    return False if False in found else (None if None in found else True)


GATHERING: Mapping[str, Callable[[list[Any]], Any]] = {
    "any_of": _any,
    "all_of": _all,
    "count_of": lambda found: None if None in found else found.count(True),
    "sum_of": lambda found: None if None in found else sum(found),
    "max_of": lambda found: None if None in found else max(found, default=0),
    "min_of": lambda found: None if None in found else min(found, default=0),
}
