"""Who may read and write reports from elsewhere, what follows from them, and the keys of senders."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    CENTRE,
    CLOCKWORK,
    HERE,
    HOUSEWIDE,
    LEADS,
    ME,
    MINE,
    POST,
    SCOPE,
    Rule,
    duty,
    either,
    section,
    touches,
)

# A report is known to whoever knows its contact.
OF_NOTICE = "exists (select 1 from hangot_notice n where n.id = @.notice_id)"
# Rows of a file are its post's, until they are in.
OF_BATCH = (
    f"exists (select 1 from hangot_importbatch b where b.id = @.batch_id and b.post_id = {POST})"
)

REPORTS: Mapping[str, Rule] = {
    "judgement": section(changes=False),
    "report": Rule(
        either(
            CLOCKWORK,
            f"({OF_NOTICE} or @.from_agency = {ME} and {duty('P')} and {touches('@.notice_id')})",
        ),
        insert=f"{HERE} and from_agency = {ME} and from_post = {POST} and {touches('@.notice_id')}",
        update=either(CLOCKWORK, OF_NOTICE),
        denied_by="notice_id person_id",
    ),
    # The desk that calls reads it with its contact; whoever answered keeps what they wrote.
    "policeanswer": Rule(
        f"({OF_NOTICE} or @.agency_id = {ME} and {duty('P')} and {touches('@.notice_id')})",
        insert=f"{AUTHOR} and {duty('P')} and {touches('@.notice_id')}", denied_by="notice_id",
    ),
    "measure": Rule(
        f"({OF_NOTICE} or @.agency_id = {ME} and ({duty('P')} and {touches('@.notice_id')} or {duty('N')}))",
        insert=f"{AUTHOR} and {duty('P')} and {touches('@.notice_id')}",
        update=f"{MINE} and {duty('P', 'N')}", denied_by="notice_id",
    ),
    "arrived": Rule(f"{MINE} and {HERE}", insert=f"{MINE} and {HERE}"),
    "hometoken": Rule(HOUSEWIDE, HOUSEWIDE, HOUSEWIDE),
    "reporter": section(changes=False),
    # One by one for whoever may see the reports themselves; all others count them in the house's scope.
    "followed": Rule(
        f"{HERE} and ({duty('L')} and {LEADS} or {SCOPE} = {CENTRE})",
        HOUSEWIDE, None, HOUSEWIDE,
    ),
    # A centre tells the city; the city's statistics and its manager read what was told to them.
    **dict.fromkeys(
        ("citysum", "cityfigures"),
        Rule(
            either(CLOCKWORK, f"(@.to_centre = {CENTRE} and {duty('T', 'D')})"),
            CLOCKWORK, CLOCKWORK, CLOCKWORK,
        ),
    ),
    # Exact figures of what was told are the clock's alone; what was told, of whoever counts.
    "released": Rule(
        either(CLOCKWORK, f"({HERE} and not exact and ({duty('T', 'D')} or {duty('L')} and {LEADS}))"),
        CLOCKWORK,
    ),
    "turned": Rule(
        f"{HERE} and ({duty('T', 'D')} or {duty('L')} and {LEADS} or {SCOPE} = {CENTRE})",
        HOUSEWIDE, HOUSEWIDE,
    ),
    "importbatch": Rule(
        either(CLOCKWORK, f"({MINE} and post_id = {POST})"), AUTHOR, f"{MINE} and post_id = {POST}"
    ),
    "importpart": Rule(OF_BATCH, OF_BATCH, OF_BATCH, OF_BATCH),
    "feedkey": Rule(
        "true", insert=f"{HERE} and {duty('N')}", update=f"{HERE} and {duty('N')}",
        exempt="read before any context; holds a hash and no person",
    ),
}  # fmt: skip
