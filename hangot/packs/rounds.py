"""What a pack says about home visits: hours, ways between neighbourhoods, when it is too late."""

from collections.abc import Iterator

from hangot.core.times import RoundRule
from hangot.packs.box import Box

USUAL = RoundRule()
TWO = 2
CLOCKS = (("from", "starts"), ("to", "ends"), ("unsafe_over", "unsafe_over"))


def rounds(whole: Box) -> RoundRule:
    """A pack that says nothing goes by the usual rule."""
    if not whole.has("rounds"):
        return USUAL
    with whole.box("rounds") as box:
        times = {name: box.clock_time(key) for key, name in CLOCKS if box.has(key)}
        found = RoundRule(
            **times,
            usual=box.number("usual", USUAL.usual),
            within=box.number("within", USUAL.within),
            spare=box.number("spare", USUAL.spare),
            between=dict(_between(box)),
        )
        if not found.starts < found.unsafe_over <= found.ends:
            box.complain(
                "unsafe_over",
                "‘unsafe_over’는 ‘from’과 ‘to’ 사이의 시각이어야 합니다",
                'a time between "from" and "to" was expected for "unsafe_over"',
            )
        return found


def _between(box: Box) -> Iterator[tuple[tuple[str, str], int]]:
    """`{ways: {a: {places: [정릉동, 길음동], minutes: 12}}}`."""
    for _, way in box.entries("ways", required=False):
        with way:
            places = way.names("places")
            if len(places) != TWO:
                way.complain(
                    "places", "동네 두 곳이 있어야 합니다", "two neighbourhoods were expected"
                )
                continue
            yield (places[0], places[1]), way.number("minutes")
