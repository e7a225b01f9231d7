"""`hangot training`: the same system on invented cases, in a database and a home of its own.

`hangot.config.cli` has taken every address, key and way out of the real house from the
environment before; this command refuses to work on anything else.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from hangot.demo.towns import TOWNS
from hangot.management.commands import demo

PORT = 8100
NOT_APART = (
    "교육용은 ‘hangot training’ 명령으로만, 따로 둔 데이터베이스에서 시작합니다. 실제 데이터베이스에는 손대지 않았습니다. /"
    " Training mode starts by “hangot training” alone, in a database of its own. Nothing was touched."
)
AGAIN = "교육용을 처음으로 되돌렸습니다. 열기: hangot training / Training mode begins again. To open it: hangot training"


class Command(demo.Command):
    help = "교육용을 연다, 또는 되돌린다 / open training mode, or begin it again"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=("reset",), help="begin again")
        parser.add_argument("--port", type=int, help=f"default: {PORT} or the next free one")
        parser.add_argument("--no-serve", action="store_true", help="make it, but do not open it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.TRAINING and settings.PRIVATE):
            raise CommandError(NOT_APART)
        port = options["port"] or demo.free_port(PORT)
        if not demo.is_free(port):
            raise CommandError(demo.BUSY.format(port=port))
        reset = options["what"] == "reset"
        # The centres with people whose stories are told: enough to learn with, and quick to begin again.
        towns = [town for town in TOWNS if town.told]
        self.make(reset=reset, forced=False, towns=towns)
        if reset:
            self.stdout.write(AGAIN)
        elif not options["no_serve"]:
            self.welcome(port)
            demo.run(port)
