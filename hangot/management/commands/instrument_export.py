"""`hangot instrument export FILE.yaml --out FILE.xlsx`: a form as a spreadsheet (XLSForm)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot.core.instruments.to_xpath import NoXPath
from hangot.packs.errors import PackError
from hangot.packs.instruments.export import exported
from hangot.packs.instruments.loader import load_path


class Command(BaseCommand):
    help = "양식을 엑셀(XLSForm)로 내보낸다 / write a form as a spreadsheet (XLSForm)"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")

    def handle(self, *args: Any, file: Path, out: Path, **options: Any) -> None:
        try:
            form = load_path(file)
            data = exported(form)
        except FileNotFoundError:
            raise CommandError(f"{file.name}: 파일이 없습니다 / a file was expected") from None
        except PackError as error:
            raise CommandError(str(error)) from None
        except NoXPath as error:
            raise CommandError(
                f"엑셀 양식에 담을 수 없는 규칙이 있습니다 / a rule cannot be held by XLSForm: {error}"
            ) from None
        out.write_bytes(data)
        self.stdout.write(f"{out.name}: 물음 {len(form.by_id)}개 / {len(form.by_id)} questions")
