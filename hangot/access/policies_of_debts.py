"""Who may read and write what a household earns and owes, and the way out of it."""

from collections.abc import Mapping

from hangot.access.policy_words import CLOCKWORK, Rule, section

DEBTS: Mapping[str, Rule] = {
    # Whoever sees the section of finance in full.
    **dict.fromkeys(("budget", "debtitem", "debtdate"), section()),
    # The clock counts what was released, by route and day; it opens no sealed word.
    "debtprocedure": section(also=CLOCKWORK),
    "debtrelease": section(changes=False),
}
