"""Who may read and write what a household earns and owes, and the way out of it."""

from collections.abc import Mapping

from hangot.access.policy_words import AUTHOR, CLOCKWORK, MINE, Rule, content, either, section

DEBTS: Mapping[str, Rule] = {
    # Whoever sees the section of finance in full.
    **dict.fromkeys(("budget", "debtitem", "debtdate"), section()),
    # The clock counts what was released, by route and day; it opens no sealed word.
    "debtprocedure": Rule(
        either(CLOCKWORK, f"({content()})"),
        insert=f"{AUTHOR} and {content()}",
        update=f"({content()}) and {MINE}",
        denied_by="subject_id",
    ),
    "debtrelease": section(changes=False),
}
