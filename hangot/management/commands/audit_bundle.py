"""`hangot audit bundle --month 2026-10 FILE`: the evidence of a month for an inspection."""

import os
import time
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.access.context import acting, system
from hangot.access.founding import centre_of
from hangot.access.trail import remember
from hangot.audit import anchors
from hangot.audit.actions import EXPORT
from hangot.core.access import Purpose
from hangot.desk.trust import bundle
from hangot.directory.models import Centre
from hangot.jobs import log
from hangot.vault.keys import keys
from hangot.watching import months
from hangot.watching.whole import reading


def month(text: str) -> date:
    """`2026-10`."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError("2026-10") from None


class Command(BaseCommand):
    help = "심사 증적 묶음을 만든다 / make the evidence of a month for an inspection"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", type=month, required=True, help="2026-10")
        parser.add_argument("--centre", help="which one, where there are several")
        parser.add_argument("file", type=Path, help="where to write; must not exist yet")

    def handle(
        self, *args: Any, month: date, centre: str | None, file: Path, **options: Any
    ) -> None:
        began = time.monotonic()
        house = centre_of(centre) if centre else centre_of()
        if not months.is_over(month, clock.now()):
            raise CommandError("아직 끝나지 않은 달입니다 / this month is not over")
        found = self.written(house, month, file)
        total = sum(one.count for one in found.chains)
        self.stdout.write(
            f"{'ok' if found.holds else '!!'} {total}건 / entries, {found.anchors} anchors,"
            f" {file.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.1f} s: {file}"
        )
        if not found.holds:
            raise CommandError("기록이 바뀌었습니다 / the log was changed", returncode=1)

    def written(self, house: Centre, month: date, file: Path) -> bundle.Checked:
        """In the name of the auditor's own machine; it stands in the log like any export."""
        by = system(house.pk, house.lead_agency_id, frozenset({"U"}), profile=house.profile)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        known = anchors.known(log.place(), keys().anchor)
        with acting(by, Purpose.OVERSIGHT):
            remember("audit.bundle", by=by, at=clock.now(), kind=EXPORT)
        with os.fdopen(handle, "wb") as out, reading(house.pk, pack=house.profile):
            return bundle.write(house.pk, house.profile, month, known, out)
