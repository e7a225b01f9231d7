"""The life of a thing is one table: which event leads from which state to which, and by whom.

Pure. The tables come from packs; nothing else in the product compares states by hand.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hangot.core.refusal import Missing, NotAllowed
from hangot.core.text import Text

LINK = "X"
"""The holder of an answer link: no post and no account, and no duty but this letter."""
OUTSIDERS = ("Y", LINK, "J")
"""Letters without a post: the person, the holder of an answer link, the clock."""
NEVER_THEMSELVES = ("Y", "J")
"""What the person decides a worker writes down; the clock follows the table by a way of its own."""

ANSWERED: Mapping[str, frozenset[str]] = {
    "case": frozenset({
        "agreed_or_basis_named", "approved_by_another", "kind_integrated", "kind_service_link",
        "needs_are_lawful", "survey_complete_or_waived",
    }),
}  # fmt: skip
"""Guards of a life that its rows answer at every step, so that a centre may add them to any."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a step. `hard`: no pack can relax it. `sentence`: said when it fails."""

    id: str
    hard: bool
    sentence: Text


@dataclass(frozen=True, slots=True)
class State:
    """One state. `core` is the base state it stands for; `export` its word for other systems.

    `turn` says who acts next. `open`: work goes on. `final`: nothing leads out of it any more,
    except a step that `reopens`.
    """

    id: str
    label: Text
    turn: str
    final: bool
    open: bool
    core: str
    export: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. A source of None means that the thing begins here.

    `local`: a centre's own step inside one core state; all of a life's own steps share a right.
    """

    life: str
    event: str
    label: Text
    sources: tuple[str | None, ...]
    target: str
    who: tuple[str, ...]
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    reopens: bool = False
    local: bool = False

    @property
    def actors(self) -> tuple[str, ...]:
        """Who takes the step themselves: duties of posts, and the holder of an answer link."""
        return tuple(one for one in self.who if one not in NEVER_THEMSELVES)

    @property
    def right(self) -> str:
        """The name of this step in the permission map."""
        return f"{self.life}.{'within' if self.local else self.event}"


@dataclass(frozen=True)
class Life:
    """A table of states and steps with the sentences of its guards and needed values."""

    name: str
    title: Text
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    guards: Mapping[str, Guard] = field(hash=False)
    needs: Mapping[str, Text] = field(hash=False)

    @cached_property
    def by_id(self) -> Mapping[str, State]:
        """The states by name."""
        return {state.id: state for state in self.states}

    @cached_property
    def moves(self) -> Mapping[tuple[str | None, str], Step]:
        """Every pair of state and event that leads somewhere; sub-states do as their core does."""
        own = {(source, step.event): step for step in self.steps for source in step.sources}
        inherited = {
            (state.id, event): step
            for state in self.states
            for (source, event), step in own.items()
            if source == state.core and self.is_core(step.target)
        }
        return inherited | own

    def is_core(self, state: str) -> bool:
        """Is this a state of the base table, not a local sub-state?"""
        return state not in self.by_id or self.by_id[state].core == state

    def step(self, state: str | None, event: str) -> Step:
        """The step of `event` from `state` (None: not begun). Raises NotAllowed("wrong_state")."""
        found = self.moves.get((state, event))
        if found is None:
            raise NotAllowed("wrong_state", self._wrong(state, event))
        return found

    def demand(self, step: Step, *, holds: Collection[str], given: Collection[str] = ()) -> None:
        """Raise Missing for the first guard that does not hold or value that is not given."""
        for name in step.guards:
            if name not in holds:
                raise Missing(name, self.guards[name].sentence)
        for name in step.needs:
            if name not in given:
                raise Missing(name, _please(self.needs[name]))

    def events(self, state: str | None) -> tuple[str, ...]:
        """What can happen in this state, in the order of the table."""
        return tuple(s.event for s in self.steps if self.moves.get((state, s.event)) is s)

    def is_open(self, state: str) -> bool:
        """Does work go on in this state?"""
        return self.by_id[state].open

    def turn(self, state: str) -> str:
        """Whose turn it is."""
        return self.by_id[state].turn

    def label(self, state: str) -> Text:
        """The word of the screens for this state."""
        return self.by_id[state].label

    def core(self, state: str) -> str:
        """The base state for the database; a local sub-state is kept beside it."""
        return self.by_id[state].core

    def event_label(self, event: str) -> Text:
        """The words of the button."""
        return next(step.label for step in self.steps if step.event == event)

    def _wrong(self, state: str | None, event: str) -> Text:
        known = self.by_id.get(state or "")
        now = known.label if known else Text("시작 전", "not begun")
        step = next((s for s in self.steps if s.event == event), None)
        act = step.label if step else Text(event, event)
        return Text(
            f"지금 상태({now.ko})에서는 ‘{act.ko}’을(를) 할 수 없습니다. 화면을 새로 열어 주세요.",
            f"“{act.en}” is not possible in the present state ({now.en}). Open the page again.",
        )


def _please(name: Text) -> Text:
    return Text(
        f"{name.ko}: 빠져 있습니다. 적어 주세요.", f"{name.en}: missing. Please fill it in."
    )
