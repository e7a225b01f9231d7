"""Everything that changes a visit, and going along, for those who call from above."""

from hangot.visits.arriving import Walk, arrive, give_up, plan_visit, walk_in
from hangot.visits.booked import book, cancel_person, cancel_service, come_sooner, match, mend
from hangot.visits.closing import close_day
from hangot.visits.going_along import NO_MINUTES, Trip, plan_trip, trip_done, trips
from hangot.visits.late import Late, replan_rest, run_late
from hangot.visits.leaving import leave
from hangot.visits.serving import call, finish, queue, receive
from hangot.visits.turning import Turn, move, skip

__all__ = [
    "NO_MINUTES", "Late", "Trip", "Turn", "Walk", "arrive", "book", "call", "cancel_person",
    "cancel_service", "close_day", "come_sooner", "finish", "give_up", "leave", "match", "mend", "move", "plan_trip",
    "plan_visit", "queue", "receive", "replan_rest", "run_late", "skip", "trip_done", "trips", "walk_in",
]  # fmt: skip
