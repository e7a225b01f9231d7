"""`hangot pack draw DIR`: every workflow of a pack as a picture that any browser shows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.core.drawing import picture
from hangot.core.drawing.layers import Words
from hangot.packs.errors import PackError
from hangot.packs.loader import load_folder

LANGUAGES: Mapping[str, Words] = {
    "both": picture.both, "ko": picture.korean, "en": picture.english,
}  # fmt: skip


class Command(BaseCommand):
    help = "업무 흐름을 그린다 / draw the workflows of a pack"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--out", type=Path, help="폴더 / folder; default: NAME-workflows")
        parser.add_argument("--lang", choices=tuple(LANGUAGES), default="both")

    def handle(
        self, *args: Any, directory: Path, out: Path | None, lang: str, **options: Any
    ) -> None:
        try:
            pack = load_folder(directory)
        except PackError as wrong:
            raise CommandError(str(wrong)) from None
        folder = out or Path(f"{pack.id}-workflows")
        folder.mkdir(parents=True, exist_ok=True)
        for name, life in pack.lives.items():
            path = folder / f"{name}.svg"
            path.write_text(picture.picture(life, LANGUAGES[lang]), encoding="utf-8")
            self.stdout.write(f"{path}  {life.title.ko} / {life.title.en}")
