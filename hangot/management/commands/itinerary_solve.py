"""`hangot itinerary solve FILE`: plan the appointments of a file, without a database."""

import json
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.core.itinerary import sheet
from hangot.core.itinerary.model import Audience
from hangot.core.refusal import NotAllowed


class Command(BaseCommand):
    help = "파일에 적힌 사람들의 방문 일정을 짠다 / plan the visits of the people in a file"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--menu", action="store_true", help="up to three plans for each person")
        parser.add_argument("--rounds", type=int, default=0, help="rounds of improvement for many")
        parser.add_argument("--seed", type=int, default=0, help="the same seed, the same plans")
        parser.add_argument("--audience", choices=get_args(Audience), default="staff")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = sheet.read(file.read_text(encoding="utf-8"))
        except NotAllowed as refusal:
            raise CommandError(f"{refusal.sentence.ko} / {refusal.sentence.en}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"파일을 읽을 수 없습니다 / cannot read the file: {error}") from None
        answer = (
            sheet.offer(found)
            if options["menu"]
            else sheet.solve(
                found,
                seed=options["seed"],
                rounds=options["rounds"],
                audience=options["audience"],
            )
        )
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
