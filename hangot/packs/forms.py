"""The forms of a pack, and the duties to report that they lead to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hangot.core.instruments.form import Instrument
from hangot.core.packs import ReportDuty
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.instruments.loader import read, reports_unknown
from hangot.packs.tree import LARGEST, Node


@dataclass(frozen=True, slots=True)
class File:
    """The text of one form, and the name under which its mistakes are told."""

    shown: str
    text: str


def gathered(folder: Path, shown: Callable[[Path], str]) -> dict[str, File]:
    """The forms in a folder by name; a pack replaces a form of a lower one by the same name."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        with path.open("rb") as file:
            text = file.read(LARGEST + 1).decode(errors="replace")
        found[path.stem] = File(shown(path), text)
    return found


def instruments(
    files: Mapping[str, File], reporting: Mapping[str, ReportDuty], faults: list[Fault]
) -> dict[str, Instrument]:
    """Every form by its code; each stands in the file of its name."""
    found = {}
    for name, file in sorted(files.items()):
        form = found[name] = read(file.text.encode(), file.shown, faults)
        if form.code and form.code != name:
            faults.append(
                Fault(
                    file.shown, 1, f"파일 이름과 code가 같아야 합니다: {form.code}",
                    f'code and name of the file were expected to agree, found "{form.code}"',
                )
            )  # fmt: skip
        faults.extend(reports_unknown(form, reporting, file.shown))
    return found


def reporting(node: Node, faults: list[Fault]) -> dict[str, ReportDuty]:
    """Duties of law to report, by name."""
    whole = Box(node, faults)
    return {name: _duty(name, box) for name, box in whole.entries_here()}


def _duty(name: str, box: Box) -> ReportDuty:
    with box:
        return ReportDuty(
            id=name,
            label=box.text("label"),
            who=box.text("who"),
            to=box.text("to"),
            when=box.text("when"),
            sanction=box.text("sanction"),
            law=box.string("law"),
            since=box.day("since"),
            verified=box.flag("verified"),
        )
