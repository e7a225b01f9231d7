"""The minutes of one reader as a PDF: the same words as on the page, set by typst as plain text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hangot.core.text import Text
from hangot.desk.typeset import typeset
from hangot.templatetags import moments
from hangot.templatetags.words import english, in_language

SHEET = "minutes.typ"
TITLE = Text("회의록", "Minutes")
FOR = Text("{reader}에게 보이는 내용입니다", "As shown to {reader}")
AWAY = Text("이 안건에서는 자리를 비우셨습니다.", "You left the room for this item.")
HEADS = {
    "here": Text("참석", "Present"), "absent": Text("오지 않음", "Absent"), "item": Text("안건", "Item"),
    "words": Text("의견", "Contributions"), "decisions": Text("결정", "Decisions"),
    "actions": Text("이행과제", "Actions"), "until": Text("기한", "Until"),
}  # fmt: skip


def pdf(page: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF in the language of the reader. NoFont when there is no font for it."""
    return typeset(SHEET, content(page), at=at)


def content(page: Mapping[str, Any]) -> Mapping[str, Any]:
    """Everything on the sheet, as plain words."""
    it = page["it"]
    return {
        "lang": "en" if english() else "ko", "title": in_language(TITLE),
        "kind": in_language(page["label"]), "when": in_language(moments.day_words(it.starts)),
        "hours": f"{moments.hour_of(it.starts)}–{moments.hour_of(it.ends)}",
        "reader": in_language(FOR.format(reader=in_language(page["reader"]))),
        "heads": {name: in_language(word) for name, word in HEADS.items()},
        "here": [in_language(row["who"]) for row in page["attendance"] if row["here"]],
        "absent": [in_language(row["who"]) for row in page["attendance"] if not row["here"]],
        "items": [_item(row) for row in page["items"]],
    }  # fmt: skip


def _item(row: Mapping[str, Any]) -> Mapping[str, Any]:
    if row["row"] is None:
        return {
            "number": row["number"],
            "who": "",
            "away": in_language(AWAY),
            "state": "",
            "parts": [],
        }
    parts = [(name, row[name]) for name in ("words", "decisions", "actions") if row[name]]
    state = [row["state"], row["outcome"] or row["off"]]
    return {
        "number": row["number"], "who": f"{in_language(row['who'])} {row['case_number']}".strip(),
        "away": "", "state": " · ".join(in_language(one) for one in state if one),
        "parts": [[in_language(HEADS[name]), [_line(one) for one in lines]] for name, lines in parts],
    }  # fmt: skip


def _line(entry: Mapping[str, Any]) -> list[str]:
    head = [in_language(entry["section"]), in_language(entry["who"])]
    if entry["due"]:
        head.append(f"{in_language(HEADS['until'])} {entry['due'].isoformat()}")
    head += [in_language(one) for one in (entry["state"], entry["why"]) if one]
    return [" · ".join(head), entry["text"]]
