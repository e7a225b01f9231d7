"""A filling as it is read: its form, answers and result, opened once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hangot.core.access import Actor, Section, by_number
from hangot.core.instruments.form import Band, Instrument
from hangot.core.instruments.kept import thawed
from hangot.core.instruments.results import Result
from hangot.core.instruments.words import Answer
from hangot.instruments import forms
from hangot.instruments.models import Alarm, Response


@dataclass(frozen=True, slots=True)
class Judgement:
    """A level that a professional set otherwise than the form: which, why, who, when."""

    band: Band
    reason: str
    post: UUID
    agency: UUID
    at: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One filling with its form."""

    row: Response
    form: Instrument
    answers: Mapping[str, Answer]
    result: Result | None
    judged: tuple[Judgement, ...]

    @property
    def section(self) -> Section:
        return by_number(self.row.section)

    @property
    def level(self) -> Band | None:
        """The level that counts: as a professional judged it last, else as the form gives it."""
        if self.judged:
            return self.judged[-1].band
        return self.result.level if self.result else None


def named(form: Instrument) -> str:
    """Code, version and digest, as they are kept with a filling."""
    return f"{form.code} {form.version} {form.digest}"


def code_of(row: Response) -> str:
    return str(row.form).split()[0]


def opened(row: Response, by: Actor) -> Filled:
    """A filling with the very version of the form that it was made with."""
    form = forms.of_digest(str(row.form).split()[2], by)
    kept = json.loads(str(row.result)) if row.result else None
    bands = {one.id: one for one in form.risk.bands} if form.risk else {}
    said = json.loads(str(row.judged)) if row.judged else []
    return Filled(
        row, form, json.loads(str(row.answers)), thawed(form, kept) if kept else None,
        tuple(_judged(one, bands) for one in said),
    )  # fmt: skip


def _judged(one: Mapping[str, Any], bands: Mapping[str, Band]) -> Judgement:
    post, agency = UUID(one["post"]), UUID(one["agency"])
    return Judgement(bands[one["band"]], one["reason"], post, agency, one["at"])


def dumped(value: object) -> str:
    """Plain data as text to be sealed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def said(alarm: Alarm) -> dict[str, Any]:
    """What an alarm says: form, causes, and the words of the duty."""
    found: dict[str, Any] = json.loads(str(alarm.what))
    return found
