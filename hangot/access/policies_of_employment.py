"""Who may read and write what somebody looks for, and what the house has to offer."""

from collections.abc import Mapping

from hangot.access.policy_words import AUTHOR, CLOCKWORK, HERE, Rule, duty, own_desk, section

# What employers and schools offer is about nobody: for every post of the house that helps.
OFFERED = f"{HERE} and {duty('C', 'M', 'A')}"
KEPT = Rule(OFFERED, insert=f"{AUTHOR} and {duty('A')}", update=f"{HERE} and {duty('A')}")

EMPLOYMENT: Mapping[str, Rule] = {
    # Whoever sees the section of employment in full; what is counted is counted from the moves.
    **dict.fromkeys(("jobsearch", "introduction", "enrolment", "recognitionday"), section()),
    # How many are still at work is counted: after how many months, and nothing else of it.
    "jobcheck": section(also=CLOCKWORK),
    # What somebody told one desk alone: it leaves that desk in no way.
    "joblimits": own_desk(),
    **dict.fromkeys(("vacancy", "course"), KEPT),
}
