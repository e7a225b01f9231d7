"""`hangot audit anchor`: keep the heads of the log outside the database."""

from typing import Any

from django.core.management.base import BaseCommand

from hangot import clock
from hangot.jobs import log


class Command(BaseCommand):
    help = "기록의 머리를 밖에 적어 둔다 / keep the heads of the log outside"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        count = log.anchor(at=clock.now())
        self.stdout.write(
            f"{count}줄을 더했습니다. 사본을 다른 곳에 두세요 / {count} lines added; keep a copy elsewhere:"
            f" {log.place()}"
        )
