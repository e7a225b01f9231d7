"""`hangot docs holidays --write`: public holidays of Korea from the `holidays` library, as a table.

Workers read the table: the library brings the calendars of the world with it, 12 MB in each of
them. A test compares table and library, so a new decree arrives with a newer library.
"""

import json
from datetime import date
from importlib.metadata import version
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hangot.packs.calendar import TABLE, from_library

YEARS = range(2015, 2041)


def text() -> str:
    """The whole file: source, then the days of each year with their names."""
    days = {year: _year(from_library(year)) for year in YEARS}
    source = f"PyPI holidays {version('holidays')}, KR"
    return json.dumps({"source": source, "years": days}, ensure_ascii=False, indent=1) + "\n"


def _year(found: dict[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(found.items())}


class Command(BaseCommand):
    help = "공휴일 표를 새로 쓴다 / write the table of public holidays anew"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            TABLE.write_text(text(), encoding="utf-8")
        else:
            self.stdout.write(text())
