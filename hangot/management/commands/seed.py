"""`hangot seed`: invented people and cases into empty houses. Never for a real centre."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.access.founding import centre_of
from hangot.demo import seed
from hangot.demo.towns import TOWNS, Town


class Command(BaseCommand):
    help = "지어낸 사람과 사례를 넣는다 / fill in invented people and cases"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="this database is not a real centre's"
        )

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        if not (yes or settings.DEMO):
            raise CommandError(
                "지어낸 사람을 넣는 명령입니다. 시연용이 맞으면 --yes 를 붙이세요. /"
                " This fills in invented people. Add --yes if this is no real centre."
            )
        began = time.monotonic()
        done = sum(self.fill(town) for town in TOWNS)
        if not done:
            self.stdout.write(
                "이미 누군가 있어서 아무것도 넣지 않았습니다. / Not empty: nothing done."
            )
            return
        spent = time.monotonic() - began
        self.stdout.write(
            f"\n지어낸 사람 {done}명을 넣었습니다 / {done} invented people ({spent:.0f} s)"
        )

    def fill(self, town: Town) -> int:
        """The people of one town, if its centre was founded and nobody has come there yet."""
        try:
            centre = centre_of(town.slug)
        except LookupError:
            return 0
        if not seed.is_empty(centre):
            return 0
        self.stdout.write(f"  {centre.label.ko} / {centre.label.en}")
        return seed.fill(centre, town, now=clock.now(), say=self.say)

    def say(self, done: int, of: int) -> None:
        """Progress in place on a terminal, a line now and then in a file."""
        line = f"  {done}/{of} 명 / people"
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == of else "")
        elif done % 50 == 0:
            self.stdout.write(line)
        self.stdout.flush()
