"""Forms of the house as form fields: the upload and the decision."""

from typing import Any

from django import forms

from hangot.core.access import Section
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import text_box
from hangot.packs.instruments.loader import SECTIONS, STAGES
from hangot.packs.instruments.survey import Aim


class BringForm(DeskForm):
    """A spreadsheet or a YAML file, and what a spreadsheet does not say."""

    file = forms.FileField(max_length=1000, allow_empty_file=True)
    section = forms.ChoiceField()
    stage = forms.ChoiceField()
    licence = forms.CharField(max_length=200, required=False)

    def __init__(self, pack: Profile, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        sections = [(one, str(pack.sections[Section(one)].label)) for one in SECTIONS]
        stages = [(one, str(pack.word("form_stages", one))) for one in STAGES]
        for name, choices in (("section", sections), ("stage", stages)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.name(
            file=Text("양식 파일 (.xlsx 또는 .yaml)", "File of the form (.xlsx or .yaml)"),
            section=Text("답을 보는 구역 (엑셀일 때)", "Section of the answers (for .xlsx)"),
            stage=Text("언제 쓰는 양식인가요 (엑셀일 때)", "When it is used (for .xlsx)"),
            licence=Text("이용 조건 (엑셀일 때)", "Licence (for .xlsx)"),
        )

    def aim(self) -> Aim:
        """What the spreadsheet does not say."""
        given = self.cleaned_data
        return Aim(given["section"], given["stage"], given["licence"])


class DecideForm(DeskForm):
    """Why the centre may use it; why it is refused or no longer used."""

    permission = text_box(rows=2, required=False, max_length=1000)
    answer = text_box(rows=2, required=False, max_length=1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.name(
            permission=Text("이 양식을 써도 되는 근거", "Ground for using this form"),
            answer=Text("돌려보내거나 그만 쓸 때는 까닭", "When refusing or retiring: why"),
        )
