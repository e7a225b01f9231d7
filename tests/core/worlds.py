"""Random facts for the access policy: few people, few moments, so that things collide."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from hangot.core.access import (
    SECTIONS,
    Actor,
    Ask,
    Barrier,
    Claim,
    Emergency,
    Facts,
    Gate,
    Level,
    Period,
    Purpose,
)

NOON = datetime(2026, 9, 2, 12, tzinfo=UTC)
SUBJECT = UUID(int=1)
CENTRE = UUID(int=2)
AGENCIES = tuple(UUID(int=n) for n in (11, 12))
POSTS = {AGENCIES[0]: (UUID(int=21), UUID(int=22)), AGENCIES[1]: (UUID(int=23),)}
WORKERS = (UUID(int=31), UUID(int=32))
DUTIES = ("C", "S", "A")

moments = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))
levels = st.dictionaries(st.sampled_from(SECTIONS), st.sampled_from(Level), max_size=6)
full = st.just(dict.fromkeys(SECTIONS, Level.FULL))
some_levels = st.one_of(levels, full)
purposes = st.sampled_from((Purpose.SUPPORT, Purpose.SAFETY, Purpose.OVERSIGHT))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    return Period(draw(moments), draw(st.none() | moments))


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    agency = draw(st.sampled_from(AGENCIES))
    return Actor(
        worker=draw(st.sampled_from(WORKERS)), post=draw(st.sampled_from(POSTS[agency])),
        agency=agency, centre=CENTRE, duties=draw(st.frozensets(st.sampled_from(DUTIES))),
        caps=draw(some_levels),
    )  # fmt: skip


gates = st.builds(
    Gate, st.sampled_from(AGENCIES), some_levels, periods(), st.frozensets(purposes, min_size=1),
    st.sampled_from(("consent", "basis", "collection")),
)  # fmt: skip


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    agency = draw(st.sampled_from(AGENCIES))
    return Claim(
        agency, draw(some_levels), draw(periods()), draw(st.none() | st.sampled_from(POSTS[agency])),
        draw(st.none() | st.sampled_from(DUTIES)), draw(st.none() | moments),
        draw(st.sampled_from(("seat", "referral", "standing"))),
    )  # fmt: skip


@st.composite
def barriers(draw: st.DrawFn) -> Barrier:
    whom = draw(st.sampled_from(("worker", "post", "agency")))
    agency = draw(st.sampled_from(AGENCIES))
    named = {"worker": WORKERS, "post": POSTS[agency], "agency": (agency,)}[whom]
    return Barrier(
        **{whom: draw(st.sampled_from(named))}, period=draw(st.none() | periods()),
        code=draw(st.sampled_from(("separation", "conflict"))),
    )  # fmt: skip


@st.composite
def emergencies(draw: st.DrawFn) -> Emergency:
    agency = draw(st.sampled_from(AGENCIES))
    return Emergency(
        agency, draw(st.sampled_from(POSTS[agency])), draw(some_levels), draw(periods())
    )


facts = st.builds(
    Facts, st.lists(gates, max_size=3), st.lists(claims(), max_size=3), st.just(()),
    st.lists(emergencies(), max_size=1),
)  # fmt: skip
barred_facts = st.builds(
    Facts, st.lists(gates, max_size=3), st.lists(claims(), max_size=3),
    st.lists(barriers(), max_size=2), st.lists(emergencies(), max_size=1),
)  # fmt: skip
asks = st.builds(
    Ask, st.just(SUBJECT), st.sampled_from(SECTIONS), purposes,
    st.none() | st.sampled_from(AGENCIES),
    st.none() | st.sampled_from([post for posts in POSTS.values() for post in posts]),
)  # fmt: skip
