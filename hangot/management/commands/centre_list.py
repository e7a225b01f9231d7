"""`hangot centre list`: the centres of this installation and the packs they run with."""

from typing import Any

from django.core.management.base import BaseCommand

from hangot.directory.models import Centre


class Command(BaseCommand):
    help = "이 설치의 센터를 보인다 / list the centres of this installation"
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for one in Centre.objects.order_by("pk"):
            self.stdout.write(f"{one.slug:<22} {one.profile:<20} {one.label.ko} / {one.label.en}")
