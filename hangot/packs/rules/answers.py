"""A file of facts about one person, as JSON or YAML; every mistake with its line."""

from collections.abc import Mapping

from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.scene import Facts, Known
from hangot.core.eligibility.signs import BadRule
from hangot.packs.complaints import unknown
from hangot.packs.errors import Fault, PackError
from hangot.packs.tree import read_bytes


def read_facts(data: bytes, shown: str, facts: Mapping[str, Fact]) -> Facts:
    """The facts in a file; PackError names every unknown fact and every wrong value."""
    faults: list[Fault] = []
    found: dict[str, Known | None] = {}
    for name, node in read_bytes(data, shown, faults).value.items():
        if name not in facts:
            faults.append(unknown(node, name, facts, "fact"))
            continue
        try:
            found[name] = read_answer(facts[name], node.plain())
        except BadRule as fault:
            faults.append(node.fault(fault.sentence.ko, fault.sentence.en))
    if faults:
        raise PackError(faults)
    return found
