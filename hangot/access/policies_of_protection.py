"""Who may read and write what is lent to a person, and what there is to lend."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    CLOCK,
    CLOCKWORK,
    HELPERS,
    HERE,
    MINE,
    RUNS,
    SCOPE,
    Rule,
    content,
    duty,
    either,
)

KEEPERS = duty("C", "M", "A", "P", "L", "D")
STOCK = f"{HERE} and {MINE} and {KEEPERS}"
WORKS_HERE = f"{HERE} and ({HELPERS} or {duty('D', 'N')})"
OWN_CONTENT = f"{MINE} and {content()}"
MY_CLOCK = f"{MINE} and {CLOCK}"
# Row security applies inside: an item is taken for a lending that one sees oneself.
FOR_ONE_I_SEE = "exists (select 1 from hangot_lending l where l.id = @.lending_id and l.agency_id = @.agency_id)"

PROTECTION: Mapping[str, Rule] = {
    "item": Rule(STOCK, insert=STOCK, update=STOCK),
    # In the scope of one person a case learns whether anything is still out, and nothing more.
    "lending": Rule(
        either(CLOCKWORK, either(f"subject_id = {SCOPE}", f"({MY_CLOCK} or {content()})")),
        insert=f"{AUTHOR} and {content()}",
        update=f"{MINE} and ({CLOCK} or {content()})",
        denied_by="subject_id",
    ),
    # Which item it is: for the agency that has it, never for another one that sees the section.
    # The house itself: known to all who work in it, mended by who runs it.
    "roomfault": Rule(WORKS_HERE, insert=f"{AUTHOR} and {WORKS_HERE}", update=WORKS_HERE),
    "securitycheck": Rule(WORKS_HERE, insert=f"{AUTHOR} and ({RUNS} or {duty('S')})"),
    # Its own agency's alone, in the section: nobody else learns that anything is being removed.
    "removal": Rule(
        OWN_CONTENT, insert=f"{AUTHOR} and {content()}", update=OWN_CONTENT, denied_by="subject_id"
    ),
    "taken": Rule(STOCK, insert=f"{STOCK} and {FOR_ONE_I_SEE}", update=f"{STOCK} and {FOR_ONE_I_SEE}"),
}  # fmt: skip
