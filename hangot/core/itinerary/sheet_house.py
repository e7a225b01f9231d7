"""The centre of a document: its people and rooms, childcare, who is kept apart, what is booked."""

from hangot.core.itinerary.entries import Entry
from hangot.core.itinerary.model import (
    Apart,
    Appointment,
    Booking,
    Centre,
    Grid,
    Kind,
    Pool,
    Resource,
    Slot,
)
from hangot.core.itinerary.presence import takes
from hangot.core.itinerary.sheet_times import calendar, lengths, moment, read_grid
from hangot.core.itinerary.slots import span

LISTS: tuple[tuple[str, Kind, str], ...] = (
    ("staff", "staff", "services"),
    ("rooms", "room", "kinds"),
    ("interpreters", "interpreter", "languages"),
    ("advocates", "advocate", ""),
)


def read_centre(entry: Entry) -> Centre:
    """The centre with nothing taken out of it."""
    grid = read_grid(entry.get("grid"))
    resources = tuple(
        _resource(one, grid, kind, skills)
        for key, kind, skills in LISTS
        for one in entry.get(key, []).items()
    )
    return Centre(
        grid=grid,
        resources=resources,
        childcare=_childcare(entry.get("childcare")) if entry.has("childcare") else None,
        apart=tuple(_apart(one, grid) for one in entry.get("apart", []).items()),
    )


def _resource(entry: Entry, grid: Grid, kind: Kind, skills: str) -> Resource:
    spoken = ("speaks",) if kind == "staff" else ()
    entry.keys(("id", "free", *([skills] if skills else [])), ("agency", *spoken))
    return Resource(
        id=entry.get("id").text(),
        kind=kind,
        skills=frozenset(entry.get(skills).texts()) if skills else frozenset(),
        free=calendar(entry.get("free"), grid),
        agency=entry.get("agency").text() if entry.has("agency") else "",
        tongues=frozenset(entry.get("speaks", []).texts()) if spoken else frozenset(),
    )


def _childcare(entry: Entry) -> Pool:
    return Pool("childcare", entry.keys(("places",)).get("places").whole())


def _apart(entry: Entry, grid: Grid) -> Apart:
    entry.keys(("one", "other"), ("minutes",))
    buffer = lengths(entry.get("minutes", 0), grid, 0)
    return Apart(entry.get("one").text(), entry.get("other").text(), buffer)


def read_bookings(entry: Entry, centre: Centre) -> tuple[Booking, ...]:
    """What stands already; nobody and nothing twice at a time."""
    taken: dict[tuple[str, Slot], str] = {}
    found: list[Booking] = []
    for one in entry.items():
        booking = _booking(one, centre)
        _free(one, centre, booking.appointment)
        for who in (*takes(booking.appointment), f"client {booking.appointment.client}"):
            for slot in range(booking.appointment.start, booking.appointment.stop):
                other = taken.setdefault((who, slot), one.place)
                if other != one.place:
                    one.refuse(
                        "{who}이(가) {other}과(와) 같은 시간에 잡혀 있습니다. 하나를 옮겨 주세요.",
                        "takes {who} at the same time as {other}. Move one of them.",
                        who=who,
                        other=other,
                    )
        found.append(booking)
    return tuple(found)


def _free(entry: Entry, centre: Centre, booked: Appointment) -> None:
    """Whoever and whatever is taken must be there at that time."""
    time = span(booked.start, booked.stop)
    for who in takes(booked):
        if not any(one.id == who and not time & ~one.free for one in centre.resources):
            entry.get("start").refuse(
                "그 시간에 {who}은(는) 없습니다. 예약이나 free를 고쳐 주세요.",
                "{who} is not there at that time. Change the booking or “free”.",
                who=who,
            )


def _booking(entry: Entry, centre: Centre) -> Booking:
    helpers = ("room", "interpreter", "advocate")
    entry.keys(("client", "service", "start", "minutes", "staff"), (*helpers, "childcare"))
    start = moment(entry.get("start"), centre.grid)
    slots = lengths(entry.get("minutes"), centre.grid)
    if start % centre.grid.stride + slots > centre.grid.slots:
        entry.get("minutes").refuse(
            "문을 닫은 뒤에 끝납니다. 시각이나 길이를 고쳐 주세요.",
            "it would end after closing. Change the time or the length.",
        )
    names = {key: _named(entry.get(key), centre, key) for key in helpers if entry.has(key)}
    return Booking(
        Appointment(
            client=entry.get("client").text(),
            service=entry.get("service").text(),
            start=start,
            slots=slots,
            staff=_named(entry.get("staff"), centre, "staff"),
            **names,
        ),
        childcare=entry.get("childcare", default=False).truth(),
    )


def _named(entry: Entry, centre: Centre, kind: str) -> str:
    return entry.among({one.id for one in centre.resources if one.kind == kind})
