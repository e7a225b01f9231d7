"""`hangot docs holidays --write`: public holidays of Korea from the `holidays` library, as tables.

Workers read the table: the library brings the calendars of the world with it, 12 MB in each of
them. A test compares table and library, so a new decree arrives with a newer library. The rules
have the same days without names: a kept answer is repeated with the holidays of its own version.
"""

import json
import textwrap
from datetime import date
from importlib.metadata import version
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hangot.packs.calendar import TABLE, from_library
from hangot.packs.rules.loader import RULES

OFF = RULES / "kr" / "holidays.yaml"
HEAD = """\
# Public holidays of Korea from {first} to {last}; `hangot docs holidays --write` writes this file.
# A period that would end on one of them or at a weekend ends on the next working day
# (민법 161조, 행정기본법 6조 1항).
weekend: [sat, sun]
days: [
"""
WIDE = 98
YEARS = range(2015, 2041)


def text() -> str:
    """The whole file: source, then the days of each year with their names."""
    days = {year: _year(from_library(year)) for year in YEARS}
    source = f"PyPI holidays {version('holidays')}, KR"
    return json.dumps({"source": source, "years": days}, ensure_ascii=False, indent=1) + "\n"


def off() -> str:
    """The days without names, as the rules read them."""
    days = [day for year in YEARS for day in sorted(from_library(year))]
    listed = ", ".join(f'"{day}"' for day in days)
    lines = textwrap.fill(
        listed, WIDE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return f"{HEAD.format(first=YEARS[0], last=YEARS[-1])}{lines},\n]\n"


def _year(found: dict[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(found.items())}


class Command(BaseCommand):
    help = "공휴일 표를 새로 쓴다 / write the table of public holidays anew"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            TABLE.write_text(text(), encoding="utf-8")
            OFF.write_text(off(), encoding="utf-8")
        else:
            self.stdout.write(text())
