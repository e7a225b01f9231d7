"""`hangot tick`: do what the passing of time causes; once, or again and again with --every."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from hangot import clock
from hangot.jobs import log as kept
from hangot.jobs.tick import round_of

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "시간이 되어 생기는 일을 처리한다 / do what the passing of time causes"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, help="again after so many seconds, until stopped")

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        if every is None:
            self.once(quiet=False)
            return
        while True:
            try:
                self.once(quiet=True)
            except DatabaseError:
                log.exception("the clock missed a round")
            time.sleep(every)

    def once(self, *, quiet: bool) -> None:
        at = clock.now()
        counts = round_of(at) | {"anchors": kept.anchor_hourly(at=at)}
        if not quiet:
            done = ", ".join(f"{name} {number}" for name, number in counts.items() if number)
            self.stdout.write(done or "할 일이 없었습니다 / nothing was due")
