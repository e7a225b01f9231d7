"""`hangot backup FILE`: everything but the keys in one file, as the role that may only read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.access.trail import remember
from hangot.audit.actions import EXPORT
from hangot.directory.models import Centre
from hangot.management import dumps

NO_ADDRESS = (
    "BACKUP_DATABASE_URL 이 없습니다. 사본을 만드는 역할(hangot_backup)의 주소를 적어 주세요. /"
    " BACKUP_DATABASE_URL is missing: the address of the role that takes copies, hangot_backup."
)
THERE = "파일이 이미 있습니다. 덮어쓰지 않습니다 / the file exists and is not replaced: {file}"


class Command(BaseCommand):
    help = "자료 전체의 사본을 파일로 만든다 / copy everything into a file"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, outside the data directory")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not settings.BACKUP_DATABASE_URL:
            raise CommandError(NO_ADDRESS)
        try:
            dumps.take(settings.BACKUP_DATABASE_URL, file)
        except FileExistsError:
            raise CommandError(THERE.format(file=file)) from None
        for centre in Centre.objects.all():
            by = clockwork(centre)
            with acting(by):
                remember("backup.take", by=by, at=clock.now(), kind=EXPORT)
        self.stdout.write(
            f"사본을 만들었습니다: {file}. 열쇠 파일은 들어 있지 않으니 따로 보관하세요. /"
            f" copied: {file}. The key file is not in it; keep that elsewhere."
        )
