"""The access matrix as a page: of the documents, and of the bundle for an inspection."""

from collections import Counter
from collections.abc import Iterable

from hangot.desk.matrix import NO_DUTY, YES, Line

HEAD = """# Who may open what

Written by `hangot access matrix --write`; a test fails when it is out of date. One column per
kind of post, by its duties: R reception, C counsellor, M case manager, L team lead, D centre
manager, S safety officer, V privacy officer, U auditor, T statistics, N administrator; with a
star at another agency: A agency worker, P police liaison.

`●` in every relation and state of consent, `n/m` in n of m of them, `-` the duty lacks the right.
`hangot access matrix --operation case_section --role A` prints the cells behind a number. The
tests compare every cell that is about a person with the page itself and with the act, and the rows
of every table about a person with the policy.

"""


def document(found: Iterable[Line]) -> str:
    """The summary as the page of the documentation."""
    return HEAD + summary(found)


def summary(found: Iterable[Line]) -> str:
    """How many relations and states of consent open each operation to each role, as Markdown."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    columns: dict[str, None] = {}
    for one in found:
        role = one.role if one.at_home else f"{one.role}*"
        columns.setdefault(role)
        counts.setdefault(one.operation, {}).setdefault(role, Counter())[one.verdict] += 1
    head = ["operation", *columns]
    lines_ = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, by_role in counts.items():
        lines_.append(
            "| " + " | ".join([name, *(_short(by_role[role]) for role in columns)]) + " |"
        )
    return "\n".join(lines_) + "\n"


def _short(counted: Counter[str]) -> str:
    total = sum(counted.values())
    if counted[NO_DUTY] == total:
        return "-"
    return "●" if counted[YES] == total else f"{counted[YES]}/{total}"
