"""`hangot indicators audit`: try to undo what is hidden in the figures that were told.

And list those that would be counted otherwise today: what was told stays as it was.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hangot.directory.models import Centre
from hangot.indicators.differences import differences
from hangot.indicators.releasing import audit


class Command(BaseCommand):
    help = "가린 수를 되찾을 수 있는지 본다 / try to work out the hidden figures"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        lost = 0
        for centre in Centre.objects.all():
            hidden, found = audit(centre)
            lost += found
            mark = "!!" if found else "ok"
            self.stdout.write(
                f"{mark} {centre.label_ko}: 가린 수 {hidden}, 되찾을 수 있는 수 {found}"
                f" / {hidden} hidden, {found} can be worked out"
            )
            for one in differences(centre):
                self.stdout.write(
                    f"   {one.indicator.name.ko} {one.year}: 알린 수 {one.told:,}, 지금 세면 {one.now:,}"
                    f" ({one.reason.ko}) / told {one.told:,}, counted today {one.now:,} ({one.reason.en})"
                )
        if lost:
            raise CommandError("가린 수가 드러납니다 / hidden figures show", returncode=1)
