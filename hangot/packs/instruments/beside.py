"""The sheet `hangot` of an exported form: what a spreadsheet of this kind has no columns for.

Each row is a key and a value in YAML, such as `scores.total` and its bands. Other programs pass over
the sheet; ours puts it back where it belongs, and the form is the same as before.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from hangot.packs.instruments.workbook import CellFault, Line

HEADS = (
    "title", "about", "section", "stage", "languages", "licence", "faithful", "proven", "settings",
)  # fmt: skip
FOLLOW = ("scores", "triggers")
EXTRAS = ("points", "low", "high", "code")
ITEM, GROUP, ANSWERS = "items", "groups", "choices"
Plain = dict[str, Any]
Row = tuple[str, Any]


def told(plain: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    """The rows of the sheet. `names`: of each list, how the spreadsheet calls our answers."""
    yield from ((head, plain[head]) for head in HEADS if head in plain)
    for name, group in plain["groups"].items():
        yield f"{GROUP}.{name}", {"hint": group["hint"]} if "hint" in group else {}
        for item, one in group["items"].items():
            yield f"{ITEM}.{item}", {key: one[key] for key in EXTRAS if key in one}
    for name, answers in names.items():
        yield f"{ANSWERS}.{name}", {its: our for our, its in answers.items() if our != its}
    for part in FOLLOW:
        yield from ((f"{part}.{name}", one) for name, one in plain.get(part, {}).items())


def rows(plain: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """The same as cells, without what says nothing."""
    return [{"key": key, "value": _text(value)} for key, value in told(plain, names) if value != {}]


def _text(value: Any) -> str:
    return (
        yaml.safe_dump(
            value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000
        )
        .removesuffix("...\n")
        .strip()
    )


def put_back(plain: Plain, lines: Sequence[Line], faults: list[CellFault]) -> Plain:
    """The form with what stood beside it; a row that cannot be read is named by its cell."""
    for line in lines:
        try:
            value = yaml.safe_load(line.cells.get("value", ""))
        except yaml.YAMLError:
            faults.append(
                line.fault("value", "YAML로 읽을 수 없습니다", "this was expected in YAML")
            )
            continue
        if not _put(plain, line.cells.get("key", ""), value):
            said = "양식에 없는 것을 가리킵니다", "this names nothing of the form"
            faults.append(line.fault("key", *said))
    return plain


def _put(plain: Plain, key: str, value: Any) -> bool:
    part, _, name = key.partition(".")
    if key in HEADS:
        plain[key] = value
    elif part in FOLLOW and name and isinstance(value, dict):
        plain.setdefault(part, {})[name] = value
    elif part == GROUP and name in plain["groups"] and isinstance(value, dict):
        plain["groups"][name] |= {"hint": value.get("hint")}
    elif part == ANSWERS and name in plain["choices"] and isinstance(value, dict):
        plain["choices"][name] = {
            value.get(answer, answer): one for answer, one in plain["choices"][name].items()
        }
    elif part == ITEM and isinstance(value, dict):
        return _question(plain, name, value)
    else:
        return False
    return True


def _question(plain: Plain, name: str, value: Mapping[str, Any]) -> bool:
    for group in plain["groups"].values():
        if name in group["items"]:
            group["items"][name] |= {key: one for key, one in value.items() if key in EXTRAS}
            return True
    return False
