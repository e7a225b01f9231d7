"""`hangot audit verify`: prove that no entry of the log was changed, or name the first that was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hangot.audit import anchors
from hangot.audit.verify import Anchors, verify
from hangot.core.chain import Break
from hangot.jobs import log
from hangot.vault.keys import keys


def checked(known: Anchors) -> tuple[dict[str, int], list[Break]]:
    """The whole log, part by part, each against the anchors of its own chains."""
    counts: dict[str, int] = {}
    broken: list[Break] = []
    for alias, agencies in log.parts():
        mine = {one: of for one, of in known.items() if agencies is None or one in agencies}
        found, wrong = verify(alias, mine)
        counts |= found
        broken += wrong
    return counts, broken


class Command(BaseCommand):
    help = "기록이 바뀌지 않았는지 본다 / prove that no entry was changed"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            known = anchors.known(log.place(), keys().anchor)
        except anchors.BrokenAnchors as error:
            raise CommandError(
                f"바깥에 적어 둔 머리가 바뀌었습니다 / the anchors were changed: {error}"
            ) from None
        counts, broken = checked(known)
        labels = log.names()
        wrong = {one.agency for one in broken}
        for agency, count in counts.items():
            mark = "!!" if agency in wrong else "ok"
            self.stdout.write(f"{mark} {count:>8}  {labels.get(agency, agency)}")
        for one in broken:
            name = labels.get(one.agency, one.agency)
            self.stdout.write(f"!! {name}: {one.seq}번째 기록 / entry {one.seq}: {one.what}")
        signed = list(log.months())
        for found in signed:
            if found.broken:
                self.stdout.write(
                    f"!! {found.centre.label_ko}: {found.broken[:7]} 월 점검이 서명한 것과 다릅니다"
                    f" / the review of {found.broken[:7]} is not as it was signed"
                )
        if broken or any(found.broken for found in signed):
            raise CommandError("기록이 바뀌었습니다 / the log was changed", returncode=1)
        lines = sum(len(of) for of in known.values())
        self.stdout.write(
            f"모두 그대로입니다 / all as written: {sum(counts.values())} entries, {lines} anchors,"
            f" {sum(found.many for found in signed)} signed months"
        )
