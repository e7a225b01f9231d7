"""The kinds of conferences a centre holds and from where on a case belongs on an agenda: pack data."""

from dataclasses import dataclass

from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of conference.

    `cases`: it speaks about cases at all. `quorum`: people who must be there; `agencies`: how many
    different agencies among them. `calls`: duty letters that may call it; `agency`: who must call
    it, empty for the agency that leads the house.
    """

    id: str
    label: Text
    cases: bool
    quorum: int
    agencies: int
    calls: frozenset[str]
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a case belongs on an agenda; 0 switches a threshold off.

    `still`: days without progress. `danger`: marked as dangerous. `overdue`, `agencies`, `undone`:
    how many late clocks, agencies at work, actions of earlier conferences not done. `closing`: the
    conferences of this centre decide on the end of a case.
    """

    still: int
    danger: bool
    overdue: int
    agencies: int
    undone: int
    closing: bool = False
