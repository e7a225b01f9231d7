"""`hangot centre answer`: which centre of the city is told how many reports of another came how far."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.directory.models import Centre


class Command(BaseCommand):
    help = "어느 센터가 건수를 알릴 곳을 정한다 / say whom a centre tells its counts"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="알리는 센터 / the centre that tells")
        parser.add_argument(
            "--to", default="", help="듣는 센터, 없으면 그만둔다 / who is told; nobody without it"
        )

    def handle(self, *args: Any, slug: str, to: str, **options: Any) -> None:
        try:
            centre, told = centre_of(slug), centre_of(to) if to else None
        except LookupError as unknown:
            raise CommandError(str(unknown)) from None
        if told and told.pk == centre.pk:
            raise CommandError("다른 센터를 적어 주세요 / another centre was expected")
        with acting(clockwork(centre)):
            Centre.objects.filter(pk=centre.pk).update(answers_to=told.pk if told else None)
        name = told.slug if told else "-"
        self.stdout.write(f"{centre.slug} -> {name}")
