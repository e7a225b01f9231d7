"""`hangot instrument check DIR|FILE`: every mistake of a form, with file, line and what was expected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.packs.errors import PackError
from hangot.packs.instruments.loader import load_path


class Command(BaseCommand):
    help = "양식을 검사한다 / check forms"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", type=Path, metavar="DIR|FILE")

    def handle(self, *args: Any, place: Path, **options: Any) -> None:
        files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
        if not files or not all(one.is_file() for one in files):
            raise CommandError(
                "양식 파일(.yaml)이 없습니다 / a form (.yaml) was expected, not found"
            )
        found = [line for one in files for line in _mistakes(one)]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"고칠 곳 {len(found)}개 / {len(found)} mistakes")
        self.stdout.write(
            f"양식 {len(files)}개에 틀린 곳이 없습니다 / no mistakes in {len(files)} forms"
        )


def _mistakes(path: Path) -> Iterator[str]:
    try:
        load_path(path)
    except PackError as error:
        yield from map(str, error.faults)
