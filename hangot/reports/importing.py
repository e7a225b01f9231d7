"""A file of reports: checked row by row, shown, then taken in parts that can be gone on with.

What is confirmed is taken once however often it is tried: each report by its own number.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from hangot.access.context import acting, system
from hangot.access.trail import remember
from hangot.core.access import Actor, Purpose
from hangot.core.refusal import Missing
from hangot.core.reports.columns import HEADS, Row
from hangot.core.reports.fields import Words, read
from hangot.core.reports.words import Fault
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.reports.actions import take, turn_away
from hangot.reports.lists import words_of
from hangot.reports.models import ImportBatch, ImportPart
from hangot.tasks.fire import locked
from hangot.vault import keyring

PART = 50
KEPT = timedelta(days=1)
SOURCE, NOT_AGREED = "file", "not_agreed"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell to correct: row and column as the spreadsheet shows them."""

    row: int
    column: str
    sentence: Text


def check(rows: Iterable[Row], *, by: Actor, at: datetime) -> ImportBatch:
    """Read a whole file and keep it for the confirmation; of homes that did not agree, nothing."""
    may("report.write", by, Scene(at))
    batch = ImportBatch(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, worker_id=by.worker, at=at
    )
    keyring.create(batch.pk, by.centre)
    batch.save(force_insert=True)
    kept = _checked(rows, batch, words_of(profile(by.profile)), at=at)
    number = 0
    while part := list(islice(kept, PART)):
        number += 1
        row = ImportPart(centre_id=by.centre, batch=batch, number=number, rows=_text(part))
        row.save(force_insert=True)
    batch.save()
    remember("report.write", by=by, at=at, thing=batch.pk, reason="checked")
    return batch


Line = dict[str, Any]
"""One kept row: its number, what it says, and its faults as field and sentences."""


def _checked(
    rows: Iterable[Row], batch: ImportBatch, words: Words, *, at: datetime
) -> Iterator[Line]:
    for row in rows:
        reading = read(row.raw, words, now=at)
        if reading.agreed is False:
            batch.refused += 1
            continue
        faults = [*row.faults, *reading.faults]
        batch.rows += 1
        batch.faulty += bool(faults)
        yield {
            "row": row.number,
            "raw": dict(row.raw),
            "faults": [_plain(one, row.heads.place(one.field)) for one in faults],
        }


def _plain(fault: Fault, column: str) -> list[str]:
    return [column, fault.sentence.ko, fault.sentence.en]


def _text(lines: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(lines), ensure_ascii=False)


def wrong(batch: ImportBatch, *, most: int) -> list[Wrong]:
    """The first faults of a file, in the order of its rows."""
    found: list[Wrong] = []
    for part in ImportPart.objects.filter(batch=batch).order_by("number"):
        found.extend(
            Wrong(line["row"], column, Text(ko, en))
            for line in json.loads(part.rows) for column, ko, en in line["faults"]
        )  # fmt: skip
        if len(found) >= most:
            break
    return found[:most]


def go_on(*, batch_id: UUID, enough: Callable[[], bool], by: Actor, at: datetime) -> ImportBatch:
    """Take the next parts of a confirmed file until it is enough; done rows are never taken twice."""
    may("report.write", by, Scene(at))
    batch: ImportBatch = locked(ImportBatch, batch_id, expected=None)
    if batch.state == "checked":
        _begin(batch, by=by, at=at)
    if batch.state == "running":
        _parts(batch, enough, by=by, at=at)
    batch.version += 1
    batch.save()
    return batch


def _begin(batch: ImportBatch, *, by: Actor, at: datetime) -> None:
    batch.state = "running"
    for _ in range(batch.refused):
        turn_away(source=SOURCE, why=NOT_AGREED, by=by, at=at)
    remember("report.write", by=by, at=at, thing=batch.pk, reason="confirmed")


def _parts(batch: ImportBatch, enough: Callable[[], bool], *, by: Actor, at: datetime) -> None:
    words = words_of(profile(by.profile))
    waiting = ImportPart.objects.filter(batch=batch, done=False).order_by("number")
    for part in waiting.iterator(chunk_size=1):
        _part(batch, part, words, by=by, at=at)
        if enough():
            break
    if not waiting.exists():
        batch.state, batch.ended_at = "done", at
        ImportPart.objects.filter(batch=batch).exclude(number__in=_faulty(batch)).delete()


def _part(batch: ImportBatch, part: ImportPart, words: Words, *, by: Actor, at: datetime) -> None:
    """Take the rows of one part; of those that are in, nothing stays here."""
    left = [line for line in json.loads(part.rows) if not _line(batch, line, words, by=by, at=at)]
    part.rows, part.done = _text(left), True
    part.save()


def _line(batch: ImportBatch, line: Line, words: Words, *, by: Actor, at: datetime) -> bool:
    """Was this row taken? Where not, it keeps its place and its faults."""
    if line["faults"]:
        return False
    told = read(line["raw"], words, now=at).report
    if told is None:
        return False
    try:
        taken = take(told=told, source=SOURCE, by=by, at=at)
    except Missing as no:
        batch.faulty += 1
        line["faults"] = [_plain(Fault("number", no.sentence), HEADS["number"][0])]
        return False
    batch.made += taken.new
    batch.known += not taken.new
    return True


def _faulty(batch: ImportBatch) -> list[int]:
    """Parts with rows that could not be taken: they are still shown, without what they said."""
    found = []
    for part in ImportPart.objects.filter(batch=batch):
        lines = [{**line, "raw": {}} for line in json.loads(part.rows)]
        if lines:
            part.rows = _text(lines)
            part.save()
            found.append(part.number)
    return found


def drop(*, batch_id: UUID, by: Actor, at: datetime) -> None:
    """Not confirmed: the rows go, and nothing was taken."""
    may("report.write", by, Scene(at))
    batch: ImportBatch = locked(ImportBatch, batch_id, expected=None)
    if batch.state == "checked":
        batch.state, batch.ended_at, batch.version = "dropped", at, batch.version + 1
        batch.save()
        ImportPart.objects.filter(batch=batch).delete()
    remember("report.write", by=by, at=at, thing=batch.pk, reason="dropped")


def resume(centre: Centre, *, at: datetime, enough: Callable[[], bool]) -> int:
    """The clock goes on with confirmed files, in the name of who confirmed them.

    A file that nobody confirmed in a day is dropped: its rows hold people.
    """
    clock = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
    with acting(clock, Purpose.STATISTICS, "tick"):
        waiting = list(ImportBatch.objects.filter(state="running").order_by("at"))
        left = ImportBatch.objects.filter(state="checked", at__lt=at - KEPT)
        forgotten = list(left.order_by("at"))
    for batch in forgotten:
        by = _bringer(batch, centre)
        with acting(by, door="tick"):
            drop(batch_id=batch.pk, by=by, at=at)
    for batch in waiting:
        _to_the_end(batch, enough, by=_bringer(batch, centre), at=at)
    return len(waiting)


def _bringer(batch: ImportBatch, centre: Centre) -> Actor:
    """Whoever brought the file."""
    return Actor(
        worker=batch.worker_id, post=batch.post_id, agency=batch.agency_id, centre=centre.pk,
        duties=frozenset("P"), profile=centre.profile,
    )  # fmt: skip


def _to_the_end(batch: ImportBatch, enough: Callable[[], bool], *, by: Actor, at: datetime) -> None:
    """Part by part, each in a transaction of its own: what is in stays in."""
    state = batch.state
    while state == "running" and not enough():
        with acting(by, Purpose.SUPPORT, "tick"):
            state = go_on(batch_id=batch.pk, enough=lambda: True, by=by, at=at).state
