"""Who may read and write hours, places, helpers, and what is booked."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    ARRANGES,
    AUTHOR,
    HELPERS,
    HERE,
    KEEPS,
    LEADS,
    ME,
    MINE,
    POST,
    ROTA,
    RUNS,
    SCOPE,
    SCOPED,
    TRAINS,
    WORKER,
    Rule,
    of_appointment,
    parties,
    touches,
)

TIMES: Mapping[str, Rule] = {
    "room": Rule(HERE, RUNS, RUNS),
    "opening": Rule(HERE, KEEPS, KEEPS, KEEPS),
    "closedperiod": Rule(HERE, KEEPS, KEEPS, KEEPS),
    "dayoff": Rule(HERE, RUNS, RUNS, RUNS),
    "servicerule": Rule(HERE, RUNS, RUNS),
    "aide": Rule(HERE, RUNS, RUNS),
    "availability": Rule(HERE, ROTA, ROTA, ROTA),
    "skill": Rule(HERE, TRAINS, None, TRAINS),
    "tongue": Rule(HERE, TRAINS, None, TRAINS),
    "arranged": Rule(HERE, f"{ARRANGES} and post_id = {POST}", ARRANGES),
    "absence": Rule(HERE, ROTA, ROTA, ROTA),
    "childcareplace": Rule(HERE, RUNS, RUNS),
    "calendarfeed": Rule(
        "true", f"{HERE} and post_id = {POST} and worker_id = {WORKER}", f"{HERE} and post_id = {POST}",
        exempt="read by a calendar program before any context; holds a hash and no person",
    ),
    "bookable": Rule(
        f"{HERE} and (kind <> 'person' or target = {SCOPE} or {touches('@.target')})",
        insert=f"{HERE} and (kind <> 'person' or target = {SCOPE} or {touches('@.target')})",
    ),
    "itinerary": Rule(
        f"{MINE} and {HELPERS} and {touches('@.subject_id')}"
        f" or {LEADS} and {touches('@.subject_id')} or {SCOPED}",
        insert=f"{AUTHOR} and {touches('@.subject_id')}",
        update=f"{MINE} and {HELPERS} or {LEADS} and {touches('@.subject_id')}",
        denied_by="subject_id",
    ),
    "appointment": Rule(
        f"{parties('made_agency', 'agency_id')} or {LEADS} and {touches('@.subject_id')}"
        f" or subject_id = {SCOPE}",
        insert=f"made_agency = {ME} and made_post = {POST} and {HERE} and {touches('@.subject_id')}",
        update=f"{parties('made_agency', 'agency_id')} or {LEADS} and {touches('@.subject_id')}"
        f" or subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "hold": of_appointment(insert="true"),
    "waitoffer": of_appointment(insert=MINE, denied_by="subject_id"),
}  # fmt: skip
