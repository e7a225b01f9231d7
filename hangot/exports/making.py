"""The clock makes an allowed file as the post that asked, piece by piece, and asks each time again.

Every piece is a transaction of its own in the name of who asked: a right that ends meanwhile ends
the file. What is written down is already encrypted; the rows are never anywhere in the clear.
"""

import io
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, Any, cast
from uuid import UUID

from hangot.access.context import acting, system
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.exports import xlsx
from hangot.core.exports.cells import csv_lines
from hangot.core.exports.marks import Mark, marked
from hangot.core.rights import allows
from hangot.directory.models import Centre
from hangot.directory.queries import house
from hangot.exports.actions import scene
from hangot.exports.locking import locked_zip
from hangot.exports.models import Export, ExportPart
from hangot.exports.sheets import LIMIT, SHEETS, Sheet
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked

GROUPS, DIGITS = 5, 4
"""Twenty digits: said over the telephone in one breath a group, and beyond any guessing."""


class Ended(Exception):
    """It cannot go on, with a code that says why."""


def waiting(centre: Centre) -> list[UUID]:
    """Files that were allowed and are not made yet."""
    with acting(_clock(centre)):
        rows = Export.objects.filter(centre_id=centre.pk, state="allowed")
        return list(rows.order_by("decided_at").values_list("pk", flat=True))


def make(export_id: UUID, centre: Centre, *, at: datetime) -> bool:
    """Make one file; False when it could not be, which is then its state."""
    job = _Job(export_id, centre, at)
    try:
        job.run()
    except Ended as why:
        job.fail(str(why))
        return False
    return True


class _Job:
    """One file on its way: what of it is written down already, and what waits for the next piece."""

    def __init__(self, export_id: UUID, centre: Centre, at: datetime) -> None:
        self.pk, self.centre, self.at = export_id, centre, at
        self.out = _Sink()
        self.parts, self.size, self.done = 0, 0, 0

    def run(self) -> None:
        with acting(self.asker()):
            row = self.row()
            ExportPart.objects.filter(export=row).delete()
            sheet, mark = SHEETS[row.sheet], _mark(row, self.at)
            name, form = f"{row.sheet}.{row.form}", row.form
        code = _code()
        with locked_zip(cast("IO[bytes]", self.out), name, code) as target:
            rows = marked(self.lines(sheet), sheet.heads, mark)
            if form == "xlsx":
                xlsx.write(rows, target, footer=mark.sentence.ko)
            else:
                for line in csv_lines(rows):
                    target.write(line)
        self.finish(code)

    def lines(self, sheet: Sheet) -> Iterator[Sequence[Any]]:
        """The rows, a piece at a time; what was written since goes into the database with it."""
        after: UUID | None = None
        while True:
            by = self.asker()
            with acting(by):
                row = self.row()
                self.keep(row)
                found = sheet.piece(by, row.month, after)
                rooms, pack = house(by.centre), profile(by.profile)
                told = [sheet.line(one, rooms, pack) for one in found]
            yield from told
            self.done += len(told)
            if self.done > LIMIT:
                raise Ended("limit")
            if not found:
                return
            after = found[-1].pk

    def asker(self) -> Actor:
        """Who asked, as they sit now; Ended when the post changed hands or lost the right."""
        with acting(_clock(self.centre)):
            row = Export.objects.get(pk=self.pk)
            seat = Sitting.objects.select_related("post").filter(
                post_id=row.post_id, worker_id=row.worker_id, until=None
            ).first()  # fmt: skip
        if seat is None:
            raise Ended("rights")
        by = actor(seat, profile_id=self.centre.profile)
        may_take = (
            allows("export.make", by, scene(row, self.at)) and SHEETS[row.sheet].duties & by.duties
        )
        if not may_take:
            raise Ended("rights")
        return by

    def row(self) -> Export:
        found: Export = locked(Export, self.pk, expected=None)
        if found.state != "allowed" or found.ends <= self.at:
            raise Ended("time")
        return found

    def keep(self, row: Export) -> None:
        """Write down what is encrypted so far, and how far it is."""
        content = self.out.taken()
        if content:
            ExportPart(
                centre_id=row.centre_id, export=row, number=self.parts, content=content
            ).save(force_insert=True)  # fmt: skip
            self.parts += 1
            self.size += len(content)
        row.done = self.done
        row.save(update_fields=["done"])

    def finish(self, code: str) -> None:
        by = self.asker()
        with acting(by):
            row = self.row()
            self.keep(row)
            row.code, row.size, row.total = code, self.size, self.done
            fire(row, "make", by=by, at=self.at, scene=scene(row, self.at), subject=None,
                 reason=row.purpose)  # fmt: skip

    def fail(self, why: str) -> None:
        by = _clock(self.centre)
        with acting(by):
            row: Export = locked(Export, self.pk, expected=None)
            if row.state != "allowed":
                return
            ExportPart.objects.filter(export=row).delete()
            row.because = why
            fire(row, "fail", by=by, at=self.at, scene=scene(row, self.at), subject=None)


class _Sink(io.RawIOBase):
    """Takes what is written and gives it away again; it cannot go back."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.held += content
        return len(content)

    def taken(self) -> bytes:
        """What came since the last time."""
        found = bytes(self.held)
        self.held.clear()
        return found


def _mark(row: Export, at: datetime) -> Mark:
    rooms = house(row.centre_id)
    pack = profile(rooms.centre.profile)
    return Mark(
        number=str(row.pk)[-12:].upper(), centre=rooms.centre.label.ko, post=rooms.post(row.post_id).ko,
        made=f"{at.astimezone(SEOUL):%Y-%m-%d %H:%M}",
        purpose=pack.lists["export_reasons"][row.purpose].label.ko, recipient=row.recipient,
    )  # fmt: skip


def _code() -> str:
    """Digits, because they are told over the telephone."""
    groups = (f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(GROUPS))
    return "-".join(groups)


def _clock(centre: Centre) -> Actor:
    return system(centre.pk, centre.lead_agency_id, frozenset({"N"}), profile=centre.profile)
