"""`hangot centre add`: one more centre in this installation, with its own people and data."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.appointments.opening import open_house
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.packs.active import profile
from hangot.packs.errors import PackError

SLUG = re.compile(r"[a-z][a-z0-9-]{1,20}")


class Command(BaseCommand):
    help = "센터를 하나 더 연다 / open one more centre"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", required=True, help="꾸러미 / the pack it runs with")
        parser.add_argument(
            "--slug", required=True, help="짧은 이름 / short name, such as seongbuk"
        )
        parser.add_argument("--ko", required=True, help="전화에서 말하는 이름 / name in Korean")
        parser.add_argument("--en", required=True, help="영어 이름 / name in English")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["slug"]
        if not SLUG.fullmatch(slug):
            raise CommandError(
                "짧은 이름은 소문자와 숫자로 적어 주세요 / the slug was expected in small letters"
            )
        if Centre.objects.filter(slug=slug).exists():
            raise CommandError(f"이미 있는 센터입니다 / this centre exists: {slug}")
        try:
            profile(options["pack"])
        except PackError as wrong:
            raise CommandError(str(wrong)) from None
        name = Text(options["ko"], options["en"])
        centre = open_house(options["pack"], at=clock.now(), slug=slug, label=name)
        self.stdout.write(f"준비된 센터: {centre.label.ko} / centre ready: {centre.label.en}")
