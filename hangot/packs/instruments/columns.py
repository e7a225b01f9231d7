"""The columns of an XLSForm sheet: their languages, and those that cannot be understood."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from hangot.packs.instruments.workbook import CellFault, Line

LANGUAGE = re.compile(r"(?P<name>[a-z_ ]+?)\s*::\s*(?P<language>.+)")
KOREAN, ENGLISH = ("ko", "korean", "한국어"), ("en", "english", "영어")
# Columns of layout and of data collection that change nothing about what is asked.
IGNORED = ("appearance", "read_only", "readonly", "image", "audio", "video", "bind", "body", "note")
KNOWN = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "required_message", "calculation",
)  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
Plain = dict[str, Any]
OTHER = "?"
"""A language that a form here does not have."""


def language_of(key: str) -> tuple[str, str]:
    """The column and its language: ko, en, OTHER, or empty for none."""
    match = LANGUAGE.fullmatch(key)
    if match is None:
        return key.strip(), ""
    said = match["language"].lower()
    for code, names in (("ko", KOREAN), ("en", ENGLISH)):
        if any(name in said for name in names):
            return match["name"].strip(), code
    return match["name"].strip(), OTHER


def pair(line: Line, column: str, fallback: str) -> dict[str, str]:
    """A pair of sentences; what stands in one language says the same in both."""
    found: dict[str, str] = {}
    for key, value in line.cells.items():
        name, language = language_of(key)
        if name == column:
            found.setdefault(language or "both", value)
    both = found.get("both") or found.get("ko") or found.get("en") or fallback
    return {"ko": found.get("ko") or both, "en": found.get("en") or both}


def strangers(line: Line) -> Iterator[CellFault]:
    """Filled cells of columns that would change what is asked, and that are not understood."""
    for key in line.cells:
        name, language = language_of(key)
        if name in IGNORED or name.split("::")[0] in IGNORED or name.startswith("media"):
            continue
        if name not in KNOWN or language == OTHER:
            yield line.fault(
                key, f"‘{key}’ 열은 쓸 수 없습니다", f'the column "{key}" is not supported'
            )


def settings(rows: Sequence[Line], faults: list[CellFault]) -> Plain:
    """Code, version and title, from the sheet settings."""
    line = rows[0] if rows else Line("settings", 2, {}, {})
    code = re.sub(r"[^a-z0-9]+", "_", line.cells.get("form_id", "").lower()).strip("_")
    if not NAME.fullmatch(code):
        said = "form_id에 영문 이름이 있어야 합니다", "form_id was expected, in ASCII letters"
        faults.append(line.fault("form_id", *said))
    version = line.cells.get("version", "")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", version):
        said = (
            "version에 1 이상의 정수가 있어야 합니다",
            "version was expected, a whole number from 1 on",
        )
        faults.append(line.fault("version", *said))
        version = "1"
    title = line.cells.get("form_title", code)
    both = {"ko": title, "en": title}
    return {"code": code or "form", "version": int(version), "title": both, "about": both}
