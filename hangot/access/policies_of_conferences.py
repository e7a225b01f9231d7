"""Who may read and write conferences: the agency that calls one, who is invited, within each section."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    HERE,
    LEADS,
    ME,
    MINE,
    POST,
    SCOPE,
    SCOPED,
    Rule,
    content,
    duty,
    section,
    touches,
)

CONVENES = duty("C", "M", "A", "P", "L", "D")
KNOWN = f"{HERE} and ({MINE} and {CONVENES} or called_at is not null and {POST} = any(posts))"
# Row security applies inside: whoever sees the conference.
SEEN = "exists (select 1 from hangot_conference c where c.id = @.conference_id)"
RUN = f"exists (select 1 from hangot_conference c where c.id = @.conference_id and c.agency_id = {ME})"
# That a guarded desk takes part tells the kind of harm: whoever runs the conference knows, and itself.
TOLD = "not exists (select 1 from hangot_agency g where g.id = @.agency_id and g.guarded)"
# What waits for a conference is known to who asked for it and to the agency that leads the house.
LISTED = (
    f"(subject_id = {SCOPE} or {touches('@.subject_id')}"
    f" and case when @.conference_id is null then @.agency_id = {ME} or {LEADS} else {SEEN} end)"
)
GIVEN = f"({content()} or subject_id = {SCOPE})"

CONFERENCES: Mapping[str, Rule] = {
    "conference": Rule(
        KNOWN, insert=f"{AUTHOR} and {duty('M', 'L', 'A', 'D')}", update=KNOWN,
        denied_by="subjects",
    ),
    "attendance": Rule(
        f"{HERE} and {SEEN} and (post_id = {POST} or {RUN} or {TOLD})",
        insert=f"{HERE} and {RUN}", update=f"{HERE} and {SEEN} and (post_id = {POST} or {RUN})",
        delete=f"{HERE} and {RUN}",
    ),
    "agendaitem": Rule(
        LISTED, insert=f"{AUTHOR} and {touches('@.subject_id')} or {SCOPED}", update=LISTED,
        denied_by="subject_id",
    ),
    "itemsight": Rule(
        f"(subject_id = {SCOPE} or {touches('@.subject_id')} and (post_id = {POST} or {RUN}))",
        insert=SCOPED, update=SCOPED, denied_by="subject_id",
    ),
    "contribution": section(),
    "decision": section(changes=False),
    "actionitem": Rule(
        GIVEN, insert=SCOPED, update=f"({content()} and {MINE} or subject_id = {SCOPE})",
        denied_by="subject_id",
    ),
}  # fmt: skip
