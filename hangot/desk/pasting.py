"""A table that is pasted or brought as a CSV file; what was brought stands in the box, so nothing is lost."""

from typing import Any

from django import forms

from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.say import say

LONGEST = 40_000
TOO_LARGE = Text(
    "파일이 너무 큽니다. 200줄까지 나누어 올려 주세요.",
    "The file is too large. Bring in up to 200 lines at once.",
)


class SheetForm(DeskForm):
    """Lines copied from a spreadsheet, or a CSV file of them, in UTF-8 or cp949."""

    def __init__(
        self, hint: Text, data: Any = None, files: Any = None, *, ids: str = "t_%s"
    ) -> None:
        super().__init__(data, files, auto_id=ids)
        self.fields["table"] = text_box(
            label=say("엑셀에서 복사한 표", "The table, copied from a spreadsheet"), rows=6,
            max_length=LONGEST, required=False, help_text=hint,
        )  # fmt: skip
        self.fields["file"] = forms.FileField(
            label=say("또는 CSV 파일", "Or a CSV file"), required=False, max_length=120
        )

    def clean_file(self) -> Any:
        """A file that is read whole, or none at all."""
        file = self.cleaned_data.get("file")
        if file is not None and file.size > LONGEST:
            raise forms.ValidationError(str(TOO_LARGE))
        return file

    def keep(self, request: Any) -> None:
        """What came in a file stands in the box when the page is drawn again."""
        self.data = {**request.POST.dict(), "table": self.text()}

    def text(self) -> str:
        """The table as text; a file of Korean Excel is read as it was saved."""
        file = self.cleaned_data.get("file")
        if file is None:
            return str(self.cleaned_data["table"])
        raw = file.read(LONGEST)
        try:
            return str(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return str(raw.decode("cp949", errors="replace"))
