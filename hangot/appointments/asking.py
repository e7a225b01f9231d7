"""What somebody asks for in one go, as it is kept with the plans that answer it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

STAY = 8 * 60
"""The longest stay in the house, in minutes, of whoever says nothing about it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Services and when the person can come.

    `referrals` names for a service the referral it answers. `first` and `last` are days, `starts`
    and `ends` hours of each, `never` weekdays (0 is Monday) on which they cannot come. `tongue` is
    a language or "statement". `stay` is the longest time in the house, in minutes. `instead` is the
    appointment that ends when the new one stands.
    """

    services: tuple[UUID, ...]
    first: date
    last: date
    starts: time | None = None
    ends: time | None = None
    never: tuple[int, ...] = ()
    tongue: str = ""
    escorted: bool = False
    childcare: bool = False
    stay: int = STAY
    urgency: str = "normal"
    earlier: bool = False
    referrals: dict[str, str] = field(default_factory=dict)
    instead: UUID | None = None

    def text(self) -> str:
        """As JSON, to be sealed."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def read(cls, text: str) -> "Ask":
        """Back from its JSON."""
        kept: dict[str, Any] = json.loads(text)
        kept |= {
            "services": tuple(UUID(one) for one in kept["services"]),
            "first": date.fromisoformat(kept["first"]),
            "last": date.fromisoformat(kept["last"]),
            "never": tuple(kept["never"]),
            "starts": _time(kept["starts"]),
            "ends": _time(kept["ends"]),
            "instead": UUID(kept["instead"]) if kept["instead"] else None,
        }
        return cls(**kept)


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Stop:
    """One appointment of a plan that is offered; ids of the directory, moments with their zone."""

    service: UUID
    agency: UUID
    post: UUID
    room: UUID | None
    aide: UUID | None
    advocate: UUID | None
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """One plan of the menu: its stops in order of time, what found no time, minutes of waiting."""

    stops: tuple[Stop, ...]
    unserved: tuple[UUID, ...]
    waiting: int
    proof: str

    @property
    def days(self) -> tuple[tuple[date, tuple[Stop, ...]], ...]:
        """The stops by day."""
        found: dict[date, list[Stop]] = {}
        for stop in self.stops:
            found.setdefault(stop.starts.date(), []).append(stop)
        return tuple((day, tuple(stops)) for day, stops in found.items())


def waiting(stops: Iterable[Stop]) -> int:
    """Minutes between the appointments of each day."""
    days: defaultdict[Any, list[Stop]] = defaultdict(list)
    for stop in stops:
        days[stop.starts.date()].append(stop)
    return sum(
        int((max(s.ends for s in of_day) - min(s.starts for s in of_day)).seconds / 60)
        - sum((s.ends - s.starts).seconds // 60 for s in of_day)
        for of_day in days.values()
    )


def offers_text(offers: tuple[Offer, ...]) -> str:
    """A menu as JSON, to be sealed."""
    return json.dumps([asdict(one) for one in offers], default=str)


def read_offers(text: str) -> tuple[Offer, ...]:
    """A menu back from its JSON."""
    return tuple(
        Offer(
            stops=tuple(_stop(stop) for stop in one["stops"]),
            unserved=tuple(UUID(pk) for pk in one["unserved"]),
            waiting=one["waiting"],
            proof=one["proof"],
        )
        for one in json.loads(text)
    )


def _stop(kept: dict[str, Any]) -> Stop:
    moments = {name: datetime.fromisoformat(kept.pop(name)) for name in ("starts", "ends")}
    return Stop(**{key: UUID(one) if one else None for key, one in kept.items()}, **moments)  # type: ignore[arg-type]
