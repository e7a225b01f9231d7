"""Values that a centre adds to a pack: `changes.yaml`, read after the parameters and part of its version.

Each entry names a parameter and lists values as its own file would; a value of the same day replaces.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from hangot.packs.box import Box
from hangot.packs.complaints import unknown
from hangot.packs.errors import Fault, PackError
from hangot.packs.rules.gathering import Topic
from hangot.packs.rules.parameters import values
from hangot.packs.rules.vocabulary import Vocabulary
from hangot.packs.tree import read_bytes

FILE = "changes.yaml"
WIDE = 10_000
Plain = Mapping[str, Any]


def change(topic: Topic, boxes: Mapping[str, Box], vocabulary: Vocabulary) -> None:
    """Add the values of the topic to those of the parameters in the vocabulary."""
    for name, box in topic.entries():
        if name not in boxes:
            topic.faults.append(unknown(box.node, name, boxes, "parameter"))
            continue
        head = vocabulary.parameters[name]
        with box:
            found = values(head, box, vocabulary, boxes[name].string("by", ""))
        merged = {value.since: value for value in (*head.values, *found)}
        ordered = tuple(merged[day] for day in sorted(merged))
        vocabulary.parameters[name] = replace(head, values=ordered)


def amended(files: Mapping[str, bytes], parameter: str, value: Plain) -> dict[str, bytes]:
    """The files with one more value, in the place of an earlier change of the same day.

    What was typed stays text: nothing in it can become structure. `build` says whether it is right.
    """
    faults: list[Fault] = []
    known: dict[str, Any] = read_bytes(files.get(FILE, b""), FILE, faults).plain()
    if faults:
        raise PackError(faults)
    before = known.get(parameter, {"values": []})["values"]
    rest = [one for one in before if one["since"] != value["since"]]
    known[parameter] = {"values": sorted([*rest, dict(value)], key=lambda one: str(one["since"]))}
    text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=WIDE)
    return {**files, FILE: text.encode()}
