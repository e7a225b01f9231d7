"""`hangot install`: keys, tables, policies and a first centre. Repeatable."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from hangot import clock
from hangot.access.founding import centre_of
from hangot.access.install import write_context_key
from hangot.appointments.opening import open_house
from hangot.vault import keys


class Command(BaseCommand):
    help = "표와 열쇠와 센터를 만든다 / make tables, keys and a centre"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", default="crime_victim", help="the pack of the first centre")

    def handle(self, *args: Any, pack: str, **options: Any) -> None:
        path = Path(settings.HANGOT_KEYS)
        if not path.exists():
            keys.create(path)
            self.say(
                f"열쇠를 만들었습니다. 사본을 다른 곳에 따로 보관하세요: {path}",
                f"keys made; keep a copy elsewhere: {path}",
            )
        call_command("migrate", database="owner", verbosity=0)
        write_context_key()
        try:
            centre = centre_of()
        except LookupError:
            centre = open_house(pack, at=clock.now())
        self.say(f"준비된 센터: {centre.label.ko}", f"centre ready: {centre.label.en}")

    def say(self, korean: str, english: str) -> None:
        self.stdout.write(f"{korean} / {english}")
