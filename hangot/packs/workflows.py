"""Lives of a pack: the table of the base pack, and what a centre adds to it.

A centre may rename, add sub-states, steps inside one core state and guards, and relax soft guards.
It can never open a way that the base table does not have, nor drop a hard guard.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hangot.core.life_check import problems
from hangot.core.lives import Guard, Life, State, Step
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.conditions import answered, change
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

STAGED = ("case",)
"""Lives whose rows keep a local sub-state beside the core state."""
TOLD = ("reason", "changed")
"""Values that the page of a centre's own step asks for: words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a table may use."""

    guards: Mapping[str, Guard]
    needs: Mapping[str, Text]
    turns: Collection[str]
    effects: Collection[str]
    letters: Collection[str]


def life(name: str, files: Sequence[Node], words: Vocabulary, faults: list[Fault]) -> Life:
    """One table from the base file and the files of the packs above it."""
    base, *additions = files
    with Box(base, faults) as box:
        title = box.text("label")
        states = {key: _state(key, entry, words) for key, entry in box.entries("states")}
        steps = {key: _step(name, key, entry, states, words) for key, entry in box.entries("steps")}
    for node in additions:
        with Box(node, faults) as box:
            title = box.text("label", default=title)
            _extend(name, box, states, steps, words)
    table = Life(
        name, title, tuple(states.values()), tuple(steps.values()), words.guards, words.needs
    )
    faults.extend(_placed(table, files, words))
    return table


def _state(name: str, box: Box, words: Vocabulary) -> State:
    with box:
        final = box.flag("final", default=False)
        return State(
            id=name,
            label=box.text("label"),
            turn=box.one_of("turn", words.turns, "turn"),
            final=final,
            open=box.flag("open", default=not final),
            core=name,
            export=box.string("export"),
        )


def _step(life: str, event: str, box: Box, states: Mapping[str, State], words: Vocabulary) -> Step:
    with box:
        return Step(
            life=life,
            event=event,
            label=box.text("label"),
            sources=box.some_of("from", states, "state") or (None,),
            target=box.one_of("to", states, "state"),
            who=box.names("who"),
            guards=box.some_of("guards", words.guards, "guard"),
            needs=box.some_of("needs", words.needs, "needed value"),
            effects=box.some_of("effects", words.effects, "effect"),
            reopens=box.flag("reopens", default=False),
        )


def _extend(
    life: str, box: Box, states: dict[str, State], steps: dict[str, Step], words: Vocabulary
) -> None:
    for key, entry in box.entries("states", required=False):
        states[key] = _sub_state(key, entry, states, words)
        _kept(life, key, entry)
    for key, entry in box.entries("steps", required=False):
        step = replace(_step(life, key, entry, states, words), local=True)
        _kept(life, key, entry)
        answered(entry, "guards", step, step.guards, words.guards)
        _add_step(key, entry, step, states, steps)
    _rename(box, states, steps)
    change(box, steps, words.guards)


def _kept(life: str, key: str, box: Box) -> None:
    """What a centre adds must be kept somewhere: today only a case has a place for it."""
    if life not in STAGED:
        known = ", ".join(STAGED)
        box.faults.append(
            box.node.fault(
                f"센터의 상태와 단계는 {known}에만 더할 수 있습니다. 쓰인 것: {key}",
                f'own states and steps were expected in {known} only, found "{key}"',
            )
        )


def _sub_state(key: str, box: Box, states: Mapping[str, State], words: Vocabulary) -> State:
    with box:
        core = box.string("core")
        like = states.get(core)
        return State(
            id=key,
            label=box.text("label"),
            turn=box.one_of("turn", words.turns, "turn", default=like.turn if like else "nobody"),
            final=like.final if like else False,
            open=like.open if like else True,
            core=core,
            export=box.string("export", default=f"{like.export}/{key}" if like else key),
        )


def _add_step(
    key: str, box: Box, step: Step, states: Mapping[str, State], steps: dict[str, Step]
) -> None:
    if key in steps:
        box.complain(
            key,
            f"‘{key}’은(는) 이미 있습니다. 조건만 더하거나 이름만 바꿀 수 있습니다",
            f'a new event was expected, "{key}" exists: only its words and guards may change',
        )
        return
    steps[key] = step
    core = {name: state.core for name, state in states.items()}
    ways = {(core.get(source or ""), core.get(step.target)) for source in step.sources}
    for name in step.needs:
        if name not in TOLD:
            box.complain(
                "needs",
                f"덧붙인 단계가 물을 수 있는 것: {', '.join(TOLD)}. 쓰인 것: {name}",
                f'an added step expected to ask for {", ".join(TOLD)}, found "{name}"',
            )
    if any(start != end for start, end in ways):
        box.complain(
            "to",
            "덧붙인 단계는 같은 핵심 상태 안에서만 움직일 수 있습니다",
            "an added step was expected to stay inside one core state",
        )


def _rename(box: Box, states: dict[str, State], steps: dict[str, Step]) -> None:
    if not box.has("labels"):
        return
    with box.box("labels") as labels:
        for key in labels.names_inside():
            label = labels.text(key)
            if key in states:
                states[key] = replace(states[key], label=label)
            elif key in steps:
                steps[key] = replace(steps[key], label=label)
            else:
                labels.complain(
                    key, f"‘{key}’은(는) 상태도 일도 아닙니다", f'"{key}" is no state or event'
                )


def _placed(table: Life, files: Sequence[Node], words: Vocabulary) -> Iterable[Fault]:
    for about, sentence in problems(table, letters=words.letters):
        yield _place(about, files).fault(sentence.ko, sentence.en)


def _place(name: str, files: Sequence[Node]) -> Node:
    for node in reversed(files):
        for group in ("states", "steps"):
            entries: Node | None = node.value.get(group)
            found: Node | None = entries and entries.value.get(name)
            if found:
                return found
    return files[0]
