"""`hangot access matrix`: who may open what, in which relation, in which state of consent."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hangot import clock
from hangot.desk.matrix import HIDDEN, NO_DUTY, NOT_NOW, YES, Line, lines
from hangot.desk.matrix_paper import document, summary
from hangot.desk.operations import BY_NAME
from hangot.packs.active import profile

MARKS = {YES: "●", NO_DUTY: "-", HIDDEN: "·", NOT_NOW: "x"}
PLACE = Path(settings.ROOT) / "docs" / "access-matrix.md"
LEGEND = "● 됨 yes   x 이 직위는 안 됨 not by this post   · 없는 것처럼 hidden   - 직무 없음 no such duty\n"


class Command(BaseCommand):
    """Print the access matrix of a pack, whole or filtered."""

    help = "누가 무엇을 할 수 있는지 보입니다 / print who may do what"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pack", default="crime_victim")
        parser.add_argument("--operation", help="one address, by its name", choices=sorted(BY_NAME))
        parser.add_argument("--role", help="letters of the duties, such as C or AP")
        parser.add_argument(
            "--relation", help="lead, seat, no seat, none, sent, accepted, ended, declined"
        )
        parser.add_argument(
            "--consent", help="none, given, partial, expired, withdrawn, law, denied"
        )
        parser.add_argument("--json", action="store_true", help="one object per cell")
        parser.add_argument("--summary", action="store_true", help="one line per operation")
        parser.add_argument("--write", action="store_true", help="write docs/access-matrix.md")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [
            one for one in lines(profile(options["pack"]), clock.now()) if _wanted(one, options)
        ]
        if options["write"]:
            PLACE.write_text(document(found), encoding="utf-8")
        elif options["json"]:
            for one in found:
                self.stdout.write(json.dumps(asdict(one), ensure_ascii=False))
        elif options["summary"]:
            self.stdout.write(summary(found))
        else:
            self.stdout.write(table(found))


def _wanted(line: Line, options: dict[str, Any]) -> bool:
    names = ("operation", "role", "relation", "consent")
    return all(options[name] in (None, getattr(line, name)) for name in names)


def table(found: Iterable[Line]) -> str:
    """One line per operation, role and relation; one mark per state of consent."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for one in found:
        name = f"{one.operation} {one.section}" if one.section else one.operation
        place = "" if one.at_home else "*"
        mark = f"{MARKS[one.verdict]} {one.consent}"
        rows.setdefault((name, one.role + place, one.relation), []).append(mark)
    lines_ = (
        f"{name:<20} {role:<4} {relation:<9} {'  '.join(marks)}"
        for (name, role, relation), marks in rows.items()
    )
    return "\n".join(lines_) + f"\n\n{LEGEND}* 다른 기관 another agency\n"
