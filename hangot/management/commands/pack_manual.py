"""`hangot pack manual DIR`: the standard manual of a pack, as text or as a PDF."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.core.manual.whole import manual
from hangot.core.text import current
from hangot.desk.house.manual_showing import drawn
from hangot.desk.house.manual_showing import pdf as printed
from hangot.desk.typeset import NO_FONT, NoFont
from hangot.packs.errors import PackError
from hangot.packs.loader import load_folder


class Command(BaseCommand):
    help = "표준 운영매뉴얼을 만든다 / make the standard manual of a pack"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--pdf", type=Path, help="파일 / file; without it, text is printed")
        parser.add_argument("--lang", choices=("ko", "en"), default="ko")

    def handle(
        self, *args: Any, directory: Path, pdf: Path | None, lang: str, **options: Any
    ) -> None:
        try:
            pack = load_folder(directory)
        except PackError as wrong:
            raise CommandError(str(wrong)) from None
        at = clock.now()
        mark = current.set(lang)
        try:
            made = manual(pack, on=at.astimezone(clock.SEOUL).date())
            if pdf is None:
                self.stdout.write("\n".join(written(drawn(made))))
                return
            pdf.write_bytes(printed(made, at=at))
            self.stdout.write(f"{pdf}  {made.title}")
        except NoFont:
            raise CommandError(f"{NO_FONT.ko} / {NO_FONT.en}") from None
        finally:
            current.reset(mark)


def written(made: Mapping[str, Any]) -> Iterator[str]:
    """The manual as text with headings, lists and tables of bars; pictures stay out."""
    yield f"# {made['title']}\n\n{made['under']}\n"
    for chapter in made["chapters"]:
        yield f"## {chapter['title']}\n"
        for block in chapter["blocks"]:
            yield from _written(block)


def _written(block: Mapping[str, Any]) -> Iterator[str]:
    if block["kind"] == "words":
        yield "  \n".join(block["lines"]) + "\n"
    elif block["kind"] == "items":
        marks = (f"{n}." if block["numbered"] else "-" for n, _ in enumerate(block["items"], 1))
        yield "\n".join(f"{mark} {one}" for mark, one in zip(marks, block["items"], strict=True))
        yield ""
    elif block["kind"] == "table":
        yield f"**{block['caption']}**\n"
        yield _row(block["heads"])
        yield _row(["---"] * len(block["heads"]))
        yield from (_row(["<br>".join(cell) for cell in row]) for row in block["rows"])
        yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
