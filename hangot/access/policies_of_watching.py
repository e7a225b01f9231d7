"""Who may read and write the reviews of the log, and the files that leave the house."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    CLOCK,
    CLOCKWORK,
    HERE,
    MINE,
    POST,
    PURPOSE,
    WORKER,
    Rule,
    duty,
    either,
)

REVIEWS = f"{HERE} and {duty('U', 'V')}"
# Who had to do with an opaque number is learnt for a review and for nothing else.
OVERSEES = f"{REVIEWS} and {PURPOSE} = 'oversight'"

# A request is known to the post that asked and to who may allow it; its file to the asker alone.
KNOWN = f"{HERE} and (post_id = {POST} or {duty('V', 'D')} or {CLOCK})"
MADE_BY_ME = (
    f"{HERE} and exists (select 1 from hangot_export e where e.id = @.export_id"
    f" and e.post_id = {POST} and e.worker_id = {WORKER})"
)
# The end of a record is the privacy officer's, and the team lead's of the agency that keeps it.
ENDS = f"{HERE} and ({duty('V')} or {MINE} and {duty('L')})"
HOLDS = f"{HERE} and {duty('V')}"
GOES = f"{MADE_BY_ME} or {HERE} and {CLOCK}"

WATCHING: Mapping[str, Rule] = {
    # Once closed a month stays: a trigger of its own.
    "monthreview": Rule(REVIEWS, insert=f"{REVIEWS} and opened_by = {WORKER}", update=REVIEWS),
    # Row security applies inside: nothing is added to a month that is closed.
    "monthfinding": Rule(
        REVIEWS,
        insert=f"{REVIEWS} and exists (select 1 from hangot_monthreview r where r.id = @.review_id"
        " and r.centre_id = @.centre_id and r.closed_at is null)",
    ),
    "export": Rule(KNOWN, insert=f"{AUTHOR} and worker_id = {WORKER}", update=KNOWN),
    # The clock takes away what is over; what it sees is encrypted, and it knows no code.
    "retained": Rule(
        either(CLOCKWORK, f"({ENDS})"),
        insert=CLOCKWORK,
        delete=f"{HERE} and {CLOCK}",
        denied_by="subject_id",
    ),
    "legalhold": Rule(
        f"{HERE} and {duty('V', 'L')}",
        insert=f"{HOLDS} and worker_id = {WORKER}",
        update=HOLDS,
        denied_by="subject_id",
    ),
    "destruction": Rule(
        f"{HERE} and {duty('V', 'L')}",
        insert=f"{AUTHOR} and worker_id = {WORKER} and {duty('V', 'L')}",
        update=f"{HERE} and {duty('V', 'L')}",
        denied_by="subject_id",
    ),
    "exportpart": Rule(GOES, insert=MADE_BY_ME, delete=GOES),
}
