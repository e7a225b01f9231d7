"""What a pack says about urgency: until when somebody is seen, and what is kept for the pressing."""

from collections.abc import Mapping

from hangot.core.times import UrgencyRule
from hangot.packs.box import Box

URGENCIES = ("now", "soon", "normal")
WHOLE = 100


def urgencies(whole: Box) -> Mapping[str, UrgencyRule]:
    """By urgency; a pack that says nothing keeps nothing and knows no days."""
    found = {}
    for name, box in whole.entries("urgent", required=False):
        if name not in URGENCIES:
            whole.faults.append(
                box.node.fault(
                    f"‘{name}’은(는) 급한 정도가 아닙니다. 쓸 수 있는 것: {', '.join(URGENCIES)}",
                    f'"{name}" is not an urgency; expected one of: {", ".join(URGENCIES)}',
                )
            )
        with box:
            found[name] = UrgencyRule(
                due=box.number("due", 0), keep=_share(box), ahead=box.number("ahead", 0)
            )
    return found


def _share(box: Box) -> int:
    share = box.number("keep", 0)
    if not 0 <= share <= WHOLE:
        box.complain(
            "keep",
            "‘keep’은(는) 0에서 100까지의 백분율이어야 합니다",
            '"keep" was expected to be a percentage from 0 to 100',
        )
    return share
