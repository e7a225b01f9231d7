"""`hangot keys rotate`: a new centre key, every data key wrapped anew under it, with progress.

May be interrupted and begun again with --continue; nothing is unreadable in between.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.directory.models import Centre
from hangot.vault import centre_keys, rotation
from hangot.vault.models import DataKey


class Command(BaseCommand):
    help = "열쇠를 새것으로 바꾼다 / change the keys"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--continue",
            dest="go_on",
            action="store_true",
            help="no new key: finish the last change",
        )

    def handle(self, *args: Any, go_on: bool, **options: Any) -> None:
        for centre in Centre.objects.all():
            by = clockwork(centre)
            if not go_on:
                begin(by)
            self.wrap(by)

    def wrap(self, by: Actor) -> None:
        """Batch by batch, each its own transaction, until none is left."""
        with acting(by):
            total = DataKey.objects.filter(centre_id=by.centre).count()
            left = rotation.waiting(by.centre).count()
        done = total - left
        while moved := step(by):
            done += moved
            self.stdout.write(f"  {done}/{total}")
        with acting(by):
            remember("keys.rotate", by=by, at=clock.now())
            number = centre_keys.newest(by.centre)
        self.stdout.write(f"열쇠 {number}번 / key {number}: {total}")


def begin(by: Actor) -> None:
    with acting(by):
        rotation.begin(by.centre, at=clock.now())


def step(by: Actor) -> int:
    """One batch in the clock's name."""
    with acting(by):
        return rotation.batch(by.centre)
