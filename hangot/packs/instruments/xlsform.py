"""A form out of an XLSForm spreadsheet: what is not supported is refused with sheet, row, column."""

from typing import Any

import yaml

from hangot.core.instruments.form import Instrument
from hangot.packs.instruments.beside import put_back
from hangot.packs.instruments.loader import load
from hangot.packs.instruments.survey import Aim, Sheet
from hangot.packs.instruments.workbook import SheetError, sheets


def imported(data: bytes, aim: Aim | None = None) -> Instrument:
    """The form in a spreadsheet. SheetError names every cell that cannot be used."""
    found = sheets(data)
    reading = Sheet(found, aim or Aim())
    plain = reading.plain()
    if not reading.faults:
        plain = put_back(plain, found.get("hangot", ()), reading.faults)
    if reading.faults:
        raise SheetError(reading.faults)
    text = yaml.dump(plain, Dumper=Whole, allow_unicode=True, sort_keys=False, width=1000)
    return load(text.encode(), "form.yaml")


class Whole(yaml.SafeDumper):
    """Writes everything where it stands: packs know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the library's own signature
        return True
