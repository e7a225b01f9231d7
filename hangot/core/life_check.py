"""What is wrong with a table of states and steps, before anybody works with it."""

from collections.abc import Collection, Iterator

from hangot.core.lives import OUTSIDERS, Life, Step
from hangot.core.text import Text

Problem = tuple[str, Text]
"""The state or event the complaint is about, and the sentence."""

SENTENCES = {
    "export": ("상태 ‘{it}’에 내보낼 말이 없습니다", 'state "{it}" has no export word'),
    "twice": ("‘{it}’이(가) ‘{of}’에서 두 번 나갑니다", 'event "{it}" leaves "{of}" twice'),
    "state": ("‘{it}’의 상태 ‘{of}’을(를) 모릅니다", 'event "{it}" names an unknown state "{of}"'),
    "nobody": ("‘{it}’을(를) 할 수 있는 사람이 없습니다", 'nobody may take the step "{it}"'),
    "who": ("‘{it}’의 ‘{of}’은(는) 직무가 아닙니다", 'who "{of}" of "{it}" is not a duty'),
    "guard": ("‘{it}’의 조건 ‘{of}’을(를) 모릅니다", 'guard "{of}" of "{it}" is not known'),
    "need": ("‘{it}’의 값 ‘{of}’을(를) 모릅니다", 'needed value "{of}" of "{it}" is not known'),
    "reach": ("상태 ‘{it}’에 이를 수 없습니다", 'state "{it}" cannot be reached'),
    "end": ("끝이 아닌 ‘{it}’에서 나갈 길이 없습니다", 'state "{it}" is a dead end and not final'),
    "final": (
        "끝난 상태 ‘{it}’에서 다시 여는 일이 아닌 것이 나갑니다",
        'state "{it}" is final, yet a step leaves it without reopening',
    ),
    "open": ("끝난 ‘{it}’은(는) 열릴 수 없습니다", 'state "{it}" is final and cannot be open'),
    "core": (
        "‘{it}’의 핵심 상태 ‘{of}’을(를) 모릅니다",
        'core state "{of}" of "{it}" is not known',
    ),
    "cycle": (
        "‘{it}’의 핵심 상태가 돌고 돕니다",
        'a cyclic workflow: the core states of "{it}" form a cycle',
    ),
    "chain": (
        "‘{it}’의 핵심 상태 ‘{of}’도 하위 상태입니다",
        'core state "{of}" of "{it}" is a sub-state itself',
    ),
    "spin": (
        "업무 흐름이 ‘{it}’에서 저절로 돌고 돕니다",
        'a cyclic workflow turns in a circle by itself at "{it}"',
    ),
}


def problems(life: Life, *, letters: Collection[str]) -> list[Problem]:
    """Every fault of the table; `letters` are the duties that exist."""
    actors = {*letters, *OUTSIDERS}
    return [
        *_names(life),
        *(problem for step in life.steps for problem in _step(life, step, actors)),
        *_unreachable(life),
        *_ends(life),
        *_cores(life),
        *_turns_by_itself(life),
    ]


def _said(code: str, it: str, of: str | None = None) -> Problem:
    return it, Text(*SENTENCES[code]).format(it=it, of=of)


def _names(life: Life) -> Iterator[Problem]:
    for state in life.states:
        if not state.export:
            yield _said("export", state.id)
    seen: set[tuple[str | None, str]] = set()
    for step in life.steps:
        for source in step.sources:
            if (source, step.event) in seen:
                yield _said("twice", step.event, source)
            seen.add((source, step.event))


def _step(life: Life, step: Step, actors: Collection[str]) -> Iterator[Problem]:
    if not step.who:
        yield _said("nobody", step.event)
    used = (
        ("state", (*step.sources, step.target), {None, *life.by_id}),
        ("who", step.who, actors),
        ("guard", step.guards, life.guards),
        ("need", step.needs, life.needs),
    )
    for code, names, known in used:
        for name in names:
            if name not in known:
                yield _said(code, step.event, name)


def _unreachable(life: Life) -> Iterator[Problem]:
    reached: set[str | None] = {None}
    while True:
        more = {step.target for (source, _), step in life.moves.items() if source in reached}
        if more <= reached:
            break
        reached |= more
    for state in life.states:
        if state.id not in reached:
            yield _said("reach", state.id)


def _ends(life: Life) -> Iterator[Problem]:
    for state in life.states:
        leaving = [life.moves[state.id, event] for event in life.events(state.id)]
        if not leaving and not state.final:
            yield _said("end", state.id)
        if state.final and any(not step.reopens for step in leaving):
            yield _said("final", state.id)
        if state.final and state.open:
            yield _said("open", state.id)


def _cores(life: Life) -> Iterator[Problem]:
    circles = _circling({(s.id, s.core) for s in life.states if s.id != s.core})
    for state in life.states:
        core = life.by_id.get(state.core)
        if core is None:
            yield _said("core", state.id, state.core)
        elif state.id in circles:
            yield _said("cycle", state.id)
        elif core.core != core.id:
            yield _said("chain", state.id, core.id)


def _turns_by_itself(life: Life) -> Iterator[Problem]:
    """A circle of steps that only the clock takes and nothing guards would never stop."""
    free = {
        (source, step.target)
        for (source, _), step in life.moves.items()
        if source and step.who == ("J",) and not step.guards and not step.needs
    }
    for state in _circling(free):
        yield _said("spin", state)


def _circling(arrows: Collection[tuple[str, str]]) -> list[str]:
    """The names that lie on a circle of arrows or lead only into one, in order of name."""
    left = set(arrows)
    while True:
        starts = {start for start, _ in left}
        keep = {(start, end) for start, end in left if end in starts}
        if keep == left:
            return sorted(starts)
        left = keep
