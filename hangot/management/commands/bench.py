"""`hangot bench`: measure the speed with a large invented house in a database of its own."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "빠르기를 잰다 / measure the speed"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=100_000)
        parser.add_argument("--million", action="store_true", help="1,000,000 people")
        parser.add_argument("--quick", action="store_true", help="few requests: a first look")
        parser.add_argument("--only", default="", help="names of jobs, separated by commas")
        parser.add_argument("--out", default="bench.json")
        parser.add_argument("--cluster", default="", help="directory of another private cluster")
        parser.add_argument("--fill-only", action="store_true", help="make the house only")

    def handle(self, *args: Any, **options: Any) -> None:
        """The measuring process is one of its own: it chooses its database before Django wakes."""
        root = Path(settings.ROOT)
        if not (root / "bench" / "__main__.py").exists():
            raise CommandError(
                "측정은 소스를 받은 곳에서만 합니다. / Measuring works in a checkout only."
            )
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "bench", *_words(options)], cwd=root, check=False
        )
        if done.returncode:
            raise CommandError(
                "재지 못한 것이 있습니다. 위 표를 보세요. / Not everything could be measured; see above."
            )


def _words(options: dict[str, Any]) -> list[str]:
    words = ["--people", str(options["people"]), "--out", str(Path(options["out"]).resolve())]
    words += [f"--{name}" for name in ("million", "quick") if options[name]]
    words += ["--fill-only"] if options["fill_only"] else []
    for name in ("only", "cluster"):
        words += [f"--{name}", options[name]] if options[name] else []
    return words
