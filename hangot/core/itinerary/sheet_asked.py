"""The requests and the policy of a document."""

from collections.abc import Collection
from dataclasses import dataclass

from hangot.core.itinerary.entries import Entry
from hangot.core.itinerary.model import (
    LEVELS,
    Centre,
    Grid,
    Need,
    Policy,
    Request,
    Urgency,
)
from hangot.core.itinerary.sheet_times import ALWAYS, calendar, lengths, moment
from hangot.core.itinerary.tasks import closure

DAYS = "min_days", "max_days"
MOST_NEEDS = 20
"""Beyond these a plan is far from proven and takes long to explain."""
NEED = ("agency", "after", "room", "interpreter", "escorted", "due", "earliest", *DAYS, "staff")
ASKED = ("childcare", "max_stay", "urgency", "asked_at", "known")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the centre can do at all."""

    grid: Grid
    services: frozenset[str]
    agencies: dict[str, set[str]]
    rooms: frozenset[str]
    languages: frozenset[str]
    staff: frozenset[str]
    advocates: bool


def read_requests(entry: Entry, centre: Centre) -> tuple[Request, ...]:
    """Everybody's request, each client once."""
    known, found = _known(centre), dict[str, Request]()
    for place, one in enumerate(entry.items()):
        request = _request(one, known, place)
        if request.client in found:
            one.get("client").refuse(
                "같은 사람이 두 번 있습니다. 하나로 모아 주세요.",
                "is there twice. Make it one request.",
            )
        found[request.client] = request
    return tuple(found.values())


def _known(centre: Centre) -> _Known:
    def skills(kind: str) -> frozenset[str]:
        found = (one.skills for one in centre.resources if one.kind == kind)
        return frozenset[str]().union(*found)

    staff = [one for one in centre.resources if one.kind == "staff"]
    return _Known(
        grid=centre.grid,
        services=skills("staff"),
        agencies={
            service: {one.agency for one in staff if service in one.skills}
            for service in skills("staff")
        },
        rooms=skills("room"),
        languages=skills("interpreter"),
        staff=frozenset(one.id for one in staff),
        advocates=any(one.kind == "advocate" for one in centre.resources),
    )


def _request(entry: Entry, known: _Known, place: int) -> Request:
    entry.keys(("client", "needs"), ("window", *ASKED))
    grid, needs = known.grid, entry.get("needs")
    services = [one.keys(("service", "minutes"), NEED).get("service") for one in needs.items()]
    if not 1 <= len(services) <= MOST_NEEDS:
        needs.refuse(
            "필요한 것을 1개에서 {most}개까지 적어 주세요.",
            "write from 1 to {most} needs.",
            most=MOST_NEEDS,
        )
    for i, one in enumerate(services):
        one.among(known.services)
        if one.value in [other.value for other in services[:i]]:
            one.refuse("같은 서비스가 두 번 있습니다.", "is there twice. Name a service once.")
    asked = {one.value for one in services}
    found = tuple(_need(one, known, asked) for one in needs.items())
    _no_circle(needs, found)
    return Request(
        client=entry.get("client").text(),
        needs=found,
        window=calendar(entry.get("window", ALWAYS), grid),
        childcare=entry.get("childcare", default=False).truth(),
        max_stay=lengths(entry.get("max_stay", grid.slots * grid.slot_min), grid),
        urgency=Urgency(entry.get("urgency", "normal").among([one.value for one in Urgency])),
        asked_at=entry.get("asked_at", place).whole(),
        known=frozenset(entry.get("known", []).texts()),
    )


def _need(entry: Entry, known: _Known, asked: Collection[str]) -> Need:
    grid = known.grid
    escorted = entry.get("escorted", default=False)
    if escorted.truth() and not known.advocates:
        escorted.refuse(
            "동행할 사람이 없습니다. advocates에 적어 주세요.", "needs somebody in “advocates”."
        )
    days = [
        {
            Entry(key, one.place).among(asked): one.whole()
            for key, one in entry.get(name, {}).pairs()
        }
        for name in DAYS
    ]
    return Need(
        service=entry.get("service").text(),
        slots=lengths(entry.get("minutes"), grid),
        agency=_agency(entry, known),
        after=tuple(one.among(asked) for one in entry.get("after", []).items()),
        room=entry.get("room").among(known.rooms) if entry.has("room") else None,
        interpreter=_language(entry, known),
        escorted=escorted.truth(),
        due=moment(entry.get("due"), grid) if entry.has("due") else None,
        earliest=moment(entry.get("earliest"), grid) if entry.has("earliest") else 0,
        min_days=days[0],
        max_days=days[1],
        staff=frozenset(one.among(known.staff) for one in entry.get("staff", []).items()),
    )


def _agency(entry: Entry, known: _Known) -> str:
    if not entry.has("agency"):
        return ""
    return entry.get("agency").among(known.agencies[entry.get("service").value])


def _language(entry: Entry, known: _Known) -> str | None:
    if not entry.has("interpreter"):
        return None
    return entry.get("interpreter").among(known.languages)


def _no_circle(entry: Entry, needs: tuple[Need, ...]) -> None:
    for service, earlier in closure(needs).items():
        if service in earlier:
            entry.refuse(
                "{service}이(가) 자기 자신을 기다립니다. after를 고쳐 주세요.",
                "{service} waits for itself. Change “after”.",
                service=service,
            )


def read_policy(entry: Entry, grid: Grid) -> Policy:
    """What is left out keeps its usual value."""
    entry.keys((), ("order", "transfer", "reserve", "weights"))
    usual = Policy()
    words = [one.value for one in Urgency]
    order = tuple(one.among(LEVELS) for one in entry.get("order", list(LEVELS)).items())
    reserve, weights = entry.get("reserve", {}), entry.get("weights", {})
    return Policy(
        order=order,
        transfer=lengths(entry.get("transfer", 0), grid, 0),
        reserve={
            Urgency(_word(one, key, words)): tuple(share.share() for share in one.items())
            for key, one in reserve.pairs()
        },
        weights={**usual.weights}
        | {Urgency(_word(one, key, words)): one.whole() for key, one in weights.pairs()},
    )


def _word(entry: Entry, key: str, words: Collection[str]) -> str:
    return Entry(key, entry.place).among(words)
