"""The conditions of steps that a pack adds and relaxes: none that is hard, none that nothing answers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hangot.core.lives import ANSWERED, Guard, Step
from hangot.packs.box import Box


def change(box: Box, steps: dict[str, Step], known: Mapping[str, Guard]) -> None:
    """Add and relax the conditions of steps as a pack says; mistakes are noted with their line."""
    for key, add in (("guards", True), ("relax", False)):
        if not box.has(key):
            continue
        with box.box(key) as changes:
            for event in changes.names_inside():
                names = changes.some_of(event, known, "guard")
                if event not in steps:
                    changes.complain(event, f"‘{event}’을(를) 모릅니다", f'"{event}" is no event')
                elif add:
                    answered(changes, event, steps[event], names, known)
                    kept = steps[event].guards
                    extra = tuple(n for n in names if n not in kept)
                    steps[event] = replace(steps[event], guards=kept + extra)
                else:
                    _relax(changes, event, names, steps, known)


def answered(
    box: Box, key: str, step: Step, names: Iterable[str], known: Mapping[str, Guard]
) -> None:
    """A condition that nothing answers at a step would close that step for ever."""
    own = () if step.local else step.guards
    fit = ANSWERED.get(step.life, frozenset())
    for name in names:
        if name in known and name not in own and name not in fit:
            may = ", ".join(sorted(fit)) or "-"
            box.complain(
                key,
                f"조건 ‘{name}’은(는) 이 단계에서 아무도 확인하지 않아 단계가 영영 막힙니다. 더할 수 있는 것: {may}",
                f'nothing answers the guard "{name}" at "{step.event}", so it could never be taken;'
                f" expected: {may}",
            )


def _relax(
    box: Box, event: str, names: Iterable[str], steps: dict[str, Step], known: Mapping[str, Guard]
) -> None:
    hard = [n for n in names if n in known and known[n].hard]
    for name in hard:
        box.complain(
            event,
            f"조건 ‘{name}’은(는) 어느 구성에서도 뺄 수 없습니다",
            f'a soft guard was expected: no pack can relax "{name}"',
        )
    left = tuple(n for n in steps[event].guards if n in hard or n not in names)
    steps[event] = replace(steps[event], guards=left)
