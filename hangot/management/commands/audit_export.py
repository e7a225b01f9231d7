"""`hangot audit export FILE`: the log as JSON lines, for `tools/verify_audit.py` elsewhere."""

import json
import os
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hangot.audit.verify import chains
from hangot.core.chain import Entry
from hangot.jobs import log


def everything() -> Iterator[Entry]:
    """Every entry of every chain."""
    for alias, _ in log.parts():
        for _agency, entries in chains(alias):
            yield from entries


class Command(BaseCommand):
    help = "기록을 파일로 내보낸다 / write the log to a file"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write; must not exist yet")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        count = 0
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            for one in everything():
                row = {**one.values, "previous": one.previous, "hash": one.hash}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        self.stdout.write(f"{count}건 / entries: {file}")
