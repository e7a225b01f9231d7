"""One form out of the text of its file."""

import hashlib
from collections.abc import Collection
from datetime import date
from pathlib import Path

from hangot.core.access import Section
from hangot.core.instruments.form import Instrument, Licence
from hangot.core.text import Text
from hangot.packs.box import NOTHING, Box
from hangot.packs.errors import Fault, PackError
from hangot.packs.instruments.outcomes import Outcomes
from hangot.packs.instruments.questions import Questions
from hangot.packs.tree import LARGEST, read_bytes

SECTIONS = tuple(one.value for one in Section if not one.closed or one is Section.REPORT_DUTY)
SETTINGS = ("face", "phone", "self")
LANGUAGES = ("ko", "en")
STAGES = ("intake", "needs", "risk", "report", "health", "closing", "aftercare", "satisfaction")
"""Where in the work a form is used, in the order of the work."""


def load(data: bytes, shown: str) -> Instrument:
    """The form in the text of a file; PackError names every mistake in it."""
    faults: list[Fault] = []
    found = read(data, shown, faults)
    if faults:
        raise PackError(faults)
    return found


def load_path(path: Path) -> Instrument:
    """The form in a file; PackError where the file is too large or wrong."""
    with path.open("rb") as file:
        return load(file.read(LARGEST + 1), path.name)


def read(data: bytes, shown: str, faults: list[Fault]) -> Instrument:
    """The form; mistakes are added to `faults`, and then it must not be used."""
    with Box(read_bytes(data, shown, faults), faults) as box:
        return _form(box, data.decode(errors="replace"))


def reports_unknown(form: Instrument, known: Collection[str], shown: str) -> list[Fault]:
    """Duties to report that the form names and nobody has described."""
    bands = [band.follows for score in form.scores for band in score.bands]
    named = {one.report for one in [*bands, *(each.follows for each in form.triggers)]} - {""}
    return [
        Fault(
            shown, 1, f"신고의무 ‘{name}’이(가) reporting.yaml에 없습니다",
            f'the duty to report "{name}" was expected in reporting.yaml, not found',
        )
        for name in sorted(named - set(known))
    ]  # fmt: skip


def _form(box: Box, text: str) -> Instrument:
    asked = Questions(box)
    groups = asked.groups()
    outcomes = Outcomes(asked)
    scores = outcomes.scores(box)
    return Instrument(
        code=_code(box),
        version=_version(box),
        title=box.text("title"),
        about=box.text("about"),
        section=_section(box),
        stage=box.one_of("stage", STAGES, "stage"),
        languages=box.some_of("languages", LANGUAGES, "language") or LANGUAGES,
        licence=_licence(box),
        faithful=box.flag("faithful", default=False),
        proven=box.text("proven") if box.has("proven") else None,
        settings=box.some_of("settings", SETTINGS, "setting") or SETTINGS,  # type: ignore[arg-type]
        groups=groups,
        scores=scores,
        triggers=outcomes.triggers(box, scores),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def _section(box: Box) -> Section:
    found = box.one_of("section", SECTIONS, "section")
    return Section(found) if found in SECTIONS else Section.OVERVIEW


def _code(box: Box) -> str:
    found = box.string("code")
    if not found.isidentifier() or not found.isascii():
        box.complain(
            "code",
            "영문 소문자·숫자·_로 된 이름이어야 합니다",
            "letters, digits and _ were expected",
        )
    return found


def _version(box: Box) -> int:
    found = box.number("version")
    if found < 1:
        box.complain("version", "1 이상의 정수여야 합니다", "a whole number from 1 on was expected")
    return found


def _licence(whole: Box) -> Licence:
    if not whole.has("licence"):
        whole.box("licence")
        return Licence(Text("", ""), "", "", may_ship=False, checked_on=None, sure=False)
    with whole.box("licence") as box:
        return Licence(
            text=box.text("text", default=NOTHING) if not box.has("text") else box.text("text"),
            holder=box.string("holder"),
            source=box.string("source"),
            may_ship=box.flag("may_ship"),
            checked_on=_day(box),
            sure=box.flag("verified", default=False),
        )


def _day(box: Box) -> date | None:
    return box.day("checked_on") if box.has("checked_on") else None
