"""`hangot pack check DIR`: every mistake of a pack, with file, line and what was expected."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.packs.loader import problems


class Command(BaseCommand):
    help = "꾸러미를 검사한다 / check a pack"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        found = problems(directory)
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"고칠 곳 {len(found)}개 / {len(found)} mistakes")
        self.stdout.write(f"틀린 곳이 없습니다 / no mistakes: {directory.resolve().name}")
