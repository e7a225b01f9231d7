"""Who may read and write the reviews of the log and their results."""

from collections.abc import Mapping

from hangot.access.policy_words import HERE, PURPOSE, WORKER, Rule, duty

REVIEWS = f"{HERE} and {duty('U', 'V')}"
# Who had to do with an opaque number is learnt for a review and for nothing else.
OVERSEES = f"{REVIEWS} and {PURPOSE} = 'oversight'"

WATCHING: Mapping[str, Rule] = {
    # Once closed a month stays: a trigger of its own.
    "monthreview": Rule(REVIEWS, insert=f"{REVIEWS} and opened_by = {WORKER}", update=REVIEWS),
    # Row security applies inside: nothing is added to a month that is closed.
    "monthfinding": Rule(
        REVIEWS,
        insert=f"{REVIEWS} and exists (select 1 from hangot_monthreview r where r.id = @.review_id"
        " and r.centre_id = @.centre_id and r.closed_at is null)",
    ),
}
