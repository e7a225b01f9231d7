"""What every service of a pack must say, and what every centre that uses the pack must find in it.

Looked at when rules are written, never when they are read: an old version stays readable.
"""

from collections.abc import Mapping

from hangot.core.eligibility.rules import Rules
from hangot.core.text import Text
from hangot.packs.errors import Fault, PackError
from hangot.packs.rules.gathering import Topic

SAID: Mapping[str, Text] = {
    "decides": Text("결정하는 곳", "who decides"),
    "offers": Text("센터에서 맡는 곳 ([]: 센터 밖)", "where in the house ([]: outside)"),
    "deadlines": Text("기한 ({}: 없음)", "last days ({}: none)"),
    "documents": Text("가져올 것 ([]: 없음)", "what to bring ([]: nothing)"),
    "excludes": Text("함께 받을 수 없는 것 ([]: 없음)", "what it excludes ([]: nothing)"),
}
"""What a person wants to know of a service; nothing is said by an empty value, never by silence."""


def complete(files: Mapping[str, bytes]) -> None:
    """PackError with file and line of every service that leaves one of these out."""
    faults: list[Fault] = []
    found = [
        box.node.fault(f"‘{name}’에 {said.ko}이(가) 없습니다", f'"{name}" does not say {said.en}')
        for name, box in Topic.of("services", files, faults).entries()
        for key, said in SAID.items()
        if not box.has(key)
    ]
    if faults or found:
        raise PackError([*faults, *found])


def forgotten(rules: Rules, directory: Mapping[str, object]) -> list[str]:
    """Services of a centre that no rule offers and that have no reason to need none."""
    offered = {name for service in rules.services.values() for name in service.offers}
    return [name for name in directory if name not in offered and name not in rules.unruled]
