"""`hangot restore FILE`: a backup into an empty database, opened with the key file of its day."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.access.install import write_context_key
from hangot.access.trail import remember
from hangot.directory.models import Centre
from hangot.management import dumps
from hangot.retention import shredding
from hangot.vault import centre_keys, keyring
from hangot.vault.sealing import CannotOpen

NO_ADDRESS = (
    "ADMIN_DATABASE_URL 이 없습니다. 빈 데이터베이스를 채울 관리자 역할의 주소를 적어 주세요. /"
    " ADMIN_DATABASE_URL is missing: the address of a superuser, for the empty database to fill."
)
NO_KEYS = (
    "열쇠 파일이 없습니다. 이 사본을 만든 날의 열쇠 파일을 먼저 여기에 두세요: {path} /"
    " there is no key file. First put the one of the day of this backup here: {path}"
)
NOT_EMPTY = (
    "데이터베이스가 비어 있지 않아 되살리지 않았습니다. HANGOT_HOME 으로 빈 곳을 정하세요. /"
    " The database is not empty, so nothing was put back. Choose an empty place with HANGOT_HOME."
)
WRONG_KEYS = (
    "자료는 되살렸지만 이 열쇠 파일로는 열리지 않습니다. 맞는 열쇠 파일을 {path} 에 두고 hangot install 을 하세요. /"
    " The data are back, but this key file does not open them. Put the right one at {path} and run"
    " hangot install."
)


class Command(BaseCommand):
    help = "사본을 빈 곳에 되살린다 / put a copy back into an empty place"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by hangot backup")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not settings.ADMIN_DATABASE_URL:
            raise CommandError(NO_ADDRESS)
        if not Path(settings.HANGOT_KEYS).exists():
            raise CommandError(NO_KEYS.format(path=settings.HANGOT_KEYS))
        if not dumps.is_empty(settings.ADMIN_DATABASE_URL):
            raise CommandError(NOT_EMPTY)
        dumps.put_back(file, settings.ADMIN_DATABASE_URL)
        write_context_key()
        centre_keys.forget()
        for centre in Centre.objects.all():
            self.opened(centre)
        again = shredding.replay(at=clock.now())
        self.stdout.write(f"다시 파기한 기록 / destroyed again: {again}")

    def opened(self, centre: Centre) -> None:
        """Prove that the key file opens what came back, and write it into the log."""
        by = clockwork(centre)
        try:
            with acting(by):
                keyring.key(centre.pk)
                remember("backup.restore", by=by, at=clock.now())
        except CannotOpen:
            raise CommandError(WRONG_KEYS.format(path=settings.HANGOT_KEYS)) from None
        self.stdout.write(f"되살린 센터: {centre.label.ko} / centre is back: {centre.label.en}")
