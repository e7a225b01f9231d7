"""Who may read and write what somebody looks for, and what the house has to offer."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    CLOCKWORK,
    HERE,
    MINE,
    Rule,
    content,
    duty,
    either,
    own_desk,
    section,
)

# What employers and schools offer is about nobody: for every post of the house that helps.
OFFERED = f"{HERE} and {duty('C', 'M', 'A')}"

EMPLOYMENT: Mapping[str, Rule] = {
    # Whoever sees the section of employment in full; the clock counts by track and day.
    "jobsearch": Rule(
        either(CLOCKWORK, f"({content()})"),
        insert=f"{AUTHOR} and {content()}",
        update=f"({content()}) and {MINE}",
        denied_by="subject_id",
    ),
    # What somebody told one desk alone: it leaves that desk in no way.
    "joblimits": own_desk(),
    **dict.fromkeys(("introduction", "enrolment", "recognitionday"), section()),
    "jobcheck": Rule(
        either(CLOCKWORK, f"({content()})"),
        insert=f"{AUTHOR} and {content()}",
        update=f"({content()}) and {MINE}",
        denied_by="subject_id",
    ),
    "vacancy": Rule(OFFERED, insert=f"{AUTHOR} and {duty('A')}", update=f"{HERE} and {duty('A')}"),
    "course": Rule(OFFERED, insert=f"{AUTHOR} and {duty('A')}", update=f"{HERE} and {duty('A')}"),
}
