"""What is typed of a lending: the wish, and the fields of each step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from hangot.core.packs import Profile
from hangot.core.protection.kinds import Kind, Stay
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm, pairs
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.say import say
from hangot.protection.actions import Wish
from hangot.protection.models import Lending

FIRST, LAST = say("첫날", "First day"), say("마지막 날", "Last day")
LAST_HINT = say("밤으로 세는 것은 나가는 날", "Of what is counted in nights: the day of leaving")
NO_PLACE = say("머무는 곳의 이름이나 주소는 적지 않습니다", "Never the name or address of a place")
KIND = say("무엇을 빌려 드리나요?", "What is lent?")
SIGNED = say("인수증에 서명을 받았습니다", "The slip is signed")
CONDITION = say("돌아온 상태", "Condition")
NOTE = say("참고할 것", "Note")
HOW_LOST = say("어떻게 잃어버렸는지", "How it was lost")


class WishForm(DeskForm):
    """A kind, and from when until when."""

    def __init__(self, *args: Any, kinds: Sequence[Kind], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"] = forms.ChoiceField(
            label=KIND, choices=[(one.id, str(one.label)) for one in kinds]
        )
        self.fields["first"] = DayField(label=FIRST, today=today)
        self.fields["last"] = DayField(label=LAST, today=today, help_text=LAST_HINT)
        self.fields["words"] = text_box(
            label=NOTE, rows=2, required=False, max_length=400, help_text=NO_PLACE
        )

    def wish(self) -> Wish:
        """What was typed, for the domain."""
        return Wish(
            **{name: self.cleaned_data[name] for name in ("what", "first", "last", "words")}
        )


class StepForm(DeskForm):
    """What one step needs: days, a condition, a signature or a reason."""

    def __init__(
        self, event: str, row: Lending, kind: Kind, pack: Profile, *, today: date, data: Any = None
    ) -> None:
        super().__init__(data, auto_id=f"{event}_{row.pk}_%s")
        self.event, self.row = event, row
        fields: dict[str, dict[str, forms.Field]] = {
            "issue": {"signed": forms.BooleanField(label=SIGNED, required=False)},
            "move_up": {
                "first": DayField(label=FIRST, today=today, help_text=""),
                "last": DayField(label=LAST, today=today, help_text=""),
            },
            "extend": {"last": DayField(label=LAST, today=today, help_text="")},
            "take_back": {
                "condition": forms.ChoiceField(
                    label=CONDITION, choices=pairs(pack.choices("item_conditions")), widget=forms.RadioSelect
                ),
                "words": text_box(label=NOTE, rows=2, required=False, max_length=400),
            },
            "lose": {"reason": text_box(label=HOW_LOST, rows=2, max_length=400)},
            "cancel": {"reason": forms.ChoiceField(
                label=say("까닭", "Why"), choices=pairs(pack.choices("lending_reasons"), empty=True)
            )},
        }  # fmt: skip
        self.fields.update(fields[event])
        if event == "issue" and not kind.paper:
            del self.fields["signed"]

    def given(self) -> dict[str, Any]:
        """What was typed, as the act of this step takes it."""
        found = dict(self.cleaned_data)
        if self.event == "move_up":
            return {"stay": Stay(**found)}
        return {"signed": False, **found} if self.event == "issue" else found


STEPS = ("issue", "move_up", "extend", "take_back", "lose", "cancel")
RISKS = ("lose", "cancel")
DONE = Text("적었습니다.", "Recorded.")
