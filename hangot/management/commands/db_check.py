"""`hangot db check`: look for holes in the database; exit status 1 when there is one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hangot.access.catalogue import CHECKS, findings
from hangot.access.policies import SIGN_IN, TABLES
from hangot.packs.active import profile

PACK = "crime_victim"


class Command(BaseCommand):
    help = "데이터베이스의 빈틈을 찾는다 / look for holes in the database"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings(profile(PACK).lives.values())
        for one in found:
            self.stdout.write(f"!! {one}")
        if found:
            raise CommandError(f"빈틈 {len(found)}개 / {len(found)} holes")
        exempt = [name for name, rule in TABLES.items() if rule.exempt]
        self.stdout.write(
            f"빈틈이 없습니다 / no holes: {len(TABLES) + len(SIGN_IN)} tables,"
            f" {len(CHECKS) + 1} questions"
        )
        self.stdout.write(
            f"모두에게 열린 까닭이 적힌 표 / open for a stated reason: {len(exempt) + len(SIGN_IN)}"
        )
        for name in exempt:
            self.stdout.write(f"   {name}: {TABLES[name].exempt}")
        for name, reason in SIGN_IN.items():
            self.stdout.write(f"   {name}: {reason}")
