"""Whether what was told once still holds: two traces of one service laid side by side."""

from collections.abc import Iterator
from typing import Any, Literal

from hangot.core.eligibility.trace import Plain

Why = Literal["", "answers", "figures", "day"]


def changed(then: Plain, now: Plain) -> Why:
    """Why it no longer holds: other answers, other figures or rules, a later day; empty if it does."""
    moved = _figures_moved(then, now)
    if _result(then) == _result(now) and not moved:
        return ""
    if _facts(then) != _facts(now):
        return "answers"
    return "figures" if moved or then["rules"] != now["rules"] else "day"


def _result(trace: Plain) -> tuple[Any, ...]:
    return trace["verdict"], [(one["id"], one["value"]) for one in trace["amounts"]]


def _facts(trace: Plain) -> dict[str, Any]:
    return {name: value for part in _parts(trace) for name, value in part["facts"].items()}


def _figures_moved(then: Plain, now: Plain) -> bool:
    """A figure that both were worked out with holds since another day."""
    before, after = _figures(then), _figures(now)
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _figures(trace: Plain) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for part in _parts(trace):
        for one in part["parameters"]:
            found.setdefault(one["id"], set()).add(one["since"])
    return found


def _parts(trace: Plain) -> Iterator[Plain]:
    yield from trace["clauses"]
    yield from trace["amounts"]
