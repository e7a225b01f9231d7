"""`hangot instrument import FILE.xlsx --out FILE.yaml`: a form out of a spreadsheet, or its mistakes by cell."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.packs.errors import PackError
from hangot.packs.instruments.loader import SECTIONS, STAGES
from hangot.packs.instruments.survey import Aim
from hangot.packs.instruments.workbook import LARGEST, SheetError
from hangot.packs.instruments.xlsform import imported


class Command(BaseCommand):
    help = "엑셀 양식(XLSForm)을 들여온다 / bring in a form from a spreadsheet (XLSForm)"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.yaml")
        parser.add_argument("--section", choices=SECTIONS, default="overview")
        parser.add_argument("--stage", choices=STAGES, default="needs")

    def handle(self, *args: Any, file: Path, out: Path, **options: Any) -> None:
        try:
            with file.open("rb") as sent:
                form = imported(sent.read(LARGEST + 1), Aim(options["section"], options["stage"]))
        except FileNotFoundError:
            raise CommandError(f"{file.name}: 파일이 없습니다 / a file was expected") from None
        except (SheetError, PackError) as error:
            for fault in error.faults:
                self.stdout.write(str(fault))
            count = len(error.faults)
            raise CommandError(f"고칠 곳 {count}개 / {count} mistakes") from None
        out.write_text(form.text, encoding="utf-8")
        self.stdout.write(f"{out.name}: 물음 {len(form.by_id)}개 / {len(form.by_id)} questions")
