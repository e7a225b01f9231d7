"""`hangot retention replay`: whoever was destroyed and came back with a backup is destroyed again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hangot import clock
from hangot.audit.anchors import BrokenAnchors
from hangot.retention import ledger, shredding


class Command(BaseCommand):
    help = "파기한 기록이 사본과 함께 돌아왔으면 다시 파기한다 / destroy again what a backup brought back"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = shredding.replay(at=clock.now())
        except BrokenAnchors as error:
            raise CommandError(
                f"밖에 적어 둔 파기 목록이 바뀌었습니다 / the list of the destroyed was changed: {error}"
            ) from None
        self.stdout.write(f"다시 파기함 / destroyed again: {done} ({ledger.place() / ledger.FILE})")
