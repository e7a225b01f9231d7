"""The accepted fields of a report, read one way for the feed, a spreadsheet and the form.

Only what a first call needs: who, a safe number and its hours, who lives there, what is wished,
the district, and an address that is turned into a token and then forgotten. Anything else is
refused, above all the content of an investigation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar

from hangot.core.clocks import SEOUL
from hangot.core.reports import reading
from hangot.core.reports import words as say
from hangot.core.reports.words import Fault

FIELDS = (
    "number", "reported_at", "agreed", "risk", "name", "birth", "phone", "call_from", "call_to",
    "members", "wish", "district", "address", "agreed_at", "script",
)  # fmt: skip
REQUIRED = ("number", "reported_at", "agreed")
LONGEST_WISH, LONGEST_ADDRESS = 500, 200
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who lives there; a name and a birth date where they are known."""

    role: str
    name: str = ""
    birth: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a report told, checked. `address` is only for recognising the home; it is not kept.

    `agreed_at`, `script`: when the person agreed to be called, and the version of what was read out.
    """

    number: str
    reported_at: datetime
    risk: str = "normal"
    name: str = ""
    birth: date | None = None
    phone: str | None = None
    call_from: time | None = None
    call_to: time | None = None
    members: tuple[Member, ...] = ()
    wish: str = ""
    district: str = ""
    address: str = ""
    agreed_at: datetime | None = None
    script: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The closed lists a report is checked against: codes, each with the words that mean it."""

    risks: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    districts: Mapping[str, tuple[str, ...]]
    investigation: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """A report, or every fault of it. `agreed` False: nothing of it may be kept."""

    report: Report | None = None
    faults: list[Fault] = field(default_factory=list)
    agreed: bool | None = None


def read(raw: Mapping[str, object], words: Words, *, now: datetime) -> Reading:
    """Check one report. Where the home did not agree, nothing else of it is even looked at."""
    found = Reading()
    found.agreed = _take(found, raw, "agreed", reading.yes_or_no)
    if found.agreed is False:
        found.faults = [Fault("agreed", say.NOT_AGREED)]
        return found
    found.faults += [Fault(name, say.NOT_TAKEN) for name in raw if name not in FIELDS]
    found.faults += [Fault(name, say.NEEDED) for name in REQUIRED if raw.get(name) in (None, "")]
    report = _fields(found, raw, words, now)
    _together(found, report)
    if not found.faults:
        found.report = report
    return found


def _fields(found: Reading, raw: Mapping[str, object], words: Words, now: datetime) -> Report:
    today = now.astimezone(SEOUL).date()

    def text(name: str, most: int) -> str:
        check = reading.plain(most, words.investigation)
        return _take(found, raw, name, check) or ""

    def one_of(name: str, known: Mapping[str, tuple[str, ...]], default: str = "") -> str:
        return _take(found, raw, name, reading.one_of(known)) or default

    return Report(
        number=_take(found, raw, "number", reading.own_number) or "",
        reported_at=_take(found, raw, "reported_at", reading.moment(now)) or now,
        risk=one_of("risk", words.risks, "normal"),
        name=_take(found, raw, "name", reading.name) or "",
        birth=_take(found, raw, "birth", reading.birth(today)),
        phone=_take(found, raw, "phone", reading.phone),
        call_from=_take(found, raw, "call_from", reading.hour),
        call_to=_take(found, raw, "call_to", reading.hour),
        members=_members(found, raw.get("members"), words, today),
        wish=text("wish", LONGEST_WISH),
        district=one_of("district", words.districts),
        address=text("address", LONGEST_ADDRESS),
        agreed_at=_take(found, raw, "agreed_at", reading.moment(now)),
        script=_take(found, raw, "script", reading.version) or "",
    )


def _take(
    found: Reading, raw: Mapping[str, object], name: str, check: Callable[[object], Value],
    place: str = "",
) -> Value | None:  # fmt: skip
    """The checked value of a field; None, with its fault noted, when there is none."""
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        return check(value)
    except reading.Unfit as no:
        found.faults.append(Fault(place + name, no.sentence))
        return None


MOST_MEMBERS = 20


def _members(found: Reading, raw: object, words: Words, today: date) -> tuple[Member, ...]:
    if raw in (None, "", []):
        return ()
    if not isinstance(raw, list) or len(raw) > MOST_MEMBERS:
        found.faults.append(Fault("members", say.NOT_MEMBERS))
        return ()
    return tuple(_member(found, one, f"members/{at}/", words, today) for at, one in enumerate(raw))


def _member(found: Reading, raw: object, place: str, words: Words, today: date) -> Member:
    if not isinstance(raw, Mapping):
        found.faults.append(Fault(place.rstrip("/"), say.NOT_MEMBERS))
        return Member("")
    known = ("role", "name", "birth")
    found.faults += [Fault(f"{place}{name}", say.NOT_TAKEN) for name in raw if name not in known]
    role = _take(found, raw, "role", reading.one_of(words.roles), place)
    if raw.get("role") in (None, ""):
        found.faults.append(Fault(f"{place}role", say.NEEDED))
    return Member(
        role or "",
        _take(found, raw, "name", reading.name, place) or "",
        _take(found, raw, "birth", reading.birth(today), place),
    )


def _together(found: Reading, report: Report) -> None:
    """What no single field shows: half a span of hours, and no way to call."""
    bad = {fault.field for fault in found.faults}
    if {"call_from", "call_to"} & bad:
        return
    start, end = report.call_from, report.call_to
    if (start is None) != (end is None) or (start is not None and start == end):
        found.faults.append(Fault("call_to", say.BOTH_HOURS))
    if report.phone is None and not report.wish and "phone" not in bad and "wish" not in bad:
        found.faults.append(Fault("phone", say.NO_WAY_TO_CALL))
