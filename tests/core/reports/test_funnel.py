"""Every report is in exactly one place, whatever happens to it and in whichever order."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.reports.funnel import (
    AGAIN,
    COUNTS,
    REPORTED,
    Event,
    Place,
    Step,
    funnel,
    place,
    steps,
)

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
ONE = UUID(int=1)


def lived(*whats: str) -> list[Event]:
    all_of_it = (REPORTED, *whats)
    return [Event(ONE, what, BEGAN + timedelta(hours=n)) for n, what in enumerate(all_of_it)]


def test_story_d_ends_as_recurred_and_passed_every_step() -> None:
    events = lived(
        "tried", "tried", "reached", "opened", "visited", "yes", "served", "closed", AGAIN
    )
    assert place(events) is Place.RECURRED
    assert steps(events) == set(Step)


def test_each_way_to_end_has_its_place() -> None:
    assert place(lived()) is Place.WAITING
    assert place(lived("tried")) is Place.NOT_REACHED
    assert place(lived("tried", "lost")) is Place.LOST
    assert place(lived("reached", "declined")) is Place.DECLINED
    assert place(lived("reached", "helped")) is Place.HELPED
    assert place(lived("reached", "visited", "no")) is Place.NO_CRISIS
    assert place(lived("reached", "visited", "watch")) is Place.WATCH
    assert place(lived("joined")) is Place.JOINED


def test_what_is_late_in_the_log_does_not_take_a_report_back() -> None:
    assert place(lived("reached", "served", "tried")) is Place.SERVED
    assert place(lived("reached", "served", "visited")) is Place.SERVED
    assert place(lived("reached", "yes", "tried", "reached")) is Place.CRISIS


def test_who_comes_back_after_an_end_is_reached_again() -> None:
    assert place(lived("tried", "lost", "reached")) is Place.REACHED
    assert place(lived("reached", "closed", "reopened")) is Place.REACHED


def test_a_home_reported_again_while_we_are_there_is_not_lost_from_its_place() -> None:
    assert place(lived("reached", "visited", AGAIN)) is Place.VISITED


WORDS = sorted({*COUNTS.values(), AGAIN})
LIVES = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=30)


@given(LIVES, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_places_add_up_to_the_reports_in_whatever_order_the_log_is_read(
    lives: list[list[str]], chance: object
) -> None:
    events = [
        Event(report, what, BEGAN + timedelta(hours=n))
        for life in lives for report in (uuid4(),)
        for n, what in enumerate((REPORTED, *life))
    ]  # fmt: skip
    chance.shuffle(events)  # type: ignore[attr-defined]
    found = funnel(events)
    assert found.total == len(lives) == sum(found.places.values()) == found.passed[Step.REPORTED]
    assert all(0 <= many <= found.total for many in found.passed.values())
    assert found.passed[Step.RECURRED] >= found.places[Place.RECURRED]


DISTRICTS = ("jongno", "seongbuk", "gwanak")
# After which word which may follow, as the lives of notices, cases and judgements allow.
NEXT = {
    REPORTED: ("tried", "reached", "redirected", "joined"), "tried": ("tried", "reached", "lost"),
    "reached": ("opened", "declined", "helped", "tried"), "opened": ("visited", "yes", "watch", "served"),
    "visited": ("yes", "watch", "no"), "yes": ("served",), "watch": ("served", "yes", "closed"),
    "served": ("closed",), "no": (AGAIN, ""), "closed": (AGAIN, ""), "lost": ("reached", AGAIN, ""),
    "declined": (AGAIN, "", "reached"), "helped": ("", AGAIN), "redirected": ("",), "joined": ("",),
}  # fmt: skip


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_of_a_year_of_reports_in_three_districts_none_is_lost(seed: int) -> None:
    """A report may stop anywhere; each is found once in its month, its district and its place."""
    import random

    chance = random.Random(seed)
    log: dict[tuple[str, int], list[Event]] = {}
    ends: Counter[tuple[str, int]] = Counter()
    for district in DISTRICTS:
        for _ in range(chance.randrange(120, 200)):
            at, report, what = BEGAN + timedelta(hours=chance.randrange(8760)), uuid4(), REPORTED
            month = at.month
            ends[district, month] += 1
            for _ in range(chance.randrange(1, 14)):
                log.setdefault((district, month), []).append(Event(report, what, at))
                what = chance.choice(NEXT.get(what, ("",)))
                at += timedelta(hours=chance.randrange(1, 400))
                if not what:
                    break
    whole = funnel(event for events in log.values() for event in events)
    parts = {key: funnel(events) for key, events in log.items()}
    assert {key: part.total for key, part in parts.items()} == dict(ends)
    for where in Place:
        assert whole.places[where] == sum(part.places[where] for part in parts.values())
    assert whole.total == sum(whole.places.values()) == sum(ends.values())


def test_where_nothing_was_reported_nothing_is_divided_by_nothing() -> None:
    assert funnel([]).share(Step.SERVED) == 0.0


def test_what_happens_in_one_moment_is_read_in_the_order_of_the_steps() -> None:
    events = [Event(ONE, what, BEGAN) for what in ("helped", "reached", REPORTED)]
    assert place(events) is Place.HELPED
