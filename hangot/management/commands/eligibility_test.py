"""`hangot eligibility test`: the table tests of a pack of rules, row by row, without a database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.core.eligibility.engine import Engine
from hangot.packs.errors import PackError
from hangot.packs.rules.complete import complete
from hangot.packs.rules.loader import RULES, load, texts
from hangot.packs.rules.trials import run, trials, untried


class Command(BaseCommand):
    help = "자격 규칙의 표 시험을 돌린다 / run the table tests of the rules"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", type=Path, default=RULES / "kr", metavar="DIR")

    def handle(self, *args: Any, pack: Path, **options: Any) -> None:
        try:
            rules = load(pack)
            rows = trials(pack, rules)
            complete(texts(pack))
        except PackError as error:
            raise CommandError(str(error)) from None
        engine = Engine(rules)
        results = tuple(run(engine, row) for row in rows)
        wrong = [result for result in results if result.differences]
        for result in wrong:
            for difference in result.differences:
                self.stdout.write(f"{result.trial.place}: {result.trial.case}: {difference}")
        for clause in untried(rules, results):
            self.stdout.write(f"{clause}: 이 경우의 행이 없습니다 / no row shows this")
        if wrong:
            raise CommandError(f"다른 행 {len(wrong)}개 / {len(wrong)} of {len(rows)} rows differ")
        self.stdout.write(f"행 {len(rows)}개 모두 맞습니다 / all {len(rows)} rows agree")
