"""What is typed of removals: places to recognise again, and one step for several at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.core.packs import Profile
from hangot.core.removals import numbers
from hangot.desk.cases.forms import DeskForm, pairs
from hangot.desk.cases.work_inputs import DayField, text_box
from hangot.desk.say import say
from hangot.removals.actions import Batch
from hangot.removals.models import Removal

EVENTS = ("request", "delete", "check", "confirm", "refuse", "block", "come_back", "drop")
TYPED_HINT = say(
    "한 줄에 하나씩. 같은 곳을 다시 알아보는 데만 쓰고 저장하지 않습니다.",
    "One a line. Only used to recognise the same place again, and not stored.",
)
OWN_STORE = say(
    "주소나 계정은 적지 않습니다. 자료는 기관 보관소에만 둡니다.",
    "No address, no account. The material stays in your agency's own store.",
)


class BatchForm(DeskForm):
    """Several places at one kind of provider."""

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["typed"] = text_box(
            label=say("찾은 곳 (주소나 파일 지문)", "Where it was found: address or fingerprint"),
            rows=5, max_length=60_000, help_text=TYPED_HINT,
        )  # fmt: skip
        self.fields["typed"].widget.attrs["spellcheck"] = "false"
        self.fields["provider"] = forms.ChoiceField(
            label=say("어떤 곳인가요?", "What kind of place?"),
            choices=pairs(pack.choices("removal_providers"), empty=True),
        )
        self.fields["keyword"] = forms.CharField(
            label=say("검색어", "Keyword"), max_length=60, required=False,
        )  # fmt: skip
        self.fields["reference"] = forms.CharField(
            label=say("기관 보관소의 번호", "Number in your own store"), max_length=60, required=False,
            help_text=OWN_STORE,
        )  # fmt: skip

    def batch(self) -> Batch:
        """What was typed, for the domain."""
        return Batch(**self.cleaned_data)


class StepForm(DeskForm):
    """Which ones, what happened, on which day."""

    def __init__(
        self, *args: Any, pack: Profile, rows: Sequence[Removal], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        life = pack.life("removal")
        self.known = {one.number: one.pk for one in rows}
        self.fields["which"] = forms.MultipleChoiceField(
            required=False, choices=[(str(one.pk), str(one.number)) for one in rows]
        )
        self.fields["numbers"] = forms.CharField(
            label=say("몇 번에 적나요?", "Which numbers?"), max_length=400, required=False,
            help_text=say("1-30, 38처럼. 아래 표에서 골라도 됩니다.", "Such as 1-30, 38; or tick them in the table."),
        )  # fmt: skip
        self.fields["event"] = forms.ChoiceField(
            label=say("어떻게 되었나요?", "What happened?"),
            choices=[(event, str(life.event_label(event))) for event in EVENTS],
        )
        self.fields["on"] = DayField(
            label=say("그날", "On"), today=today, required=False, initial=today.isoformat()
        )
        self.fields["words"] = forms.CharField(
            label=say("참고 (거절이면 까닭)", "Note; of a refusal the reason"), max_length=200, required=False,
        )  # fmt: skip

    def chosen(self) -> list[UUID]:
        """The ids of those that were ticked or named; Missing for a number that is not there."""
        typed = self.cleaned_data["numbers"]
        named = [self.known[one] for one in numbers(typed, self.known)] if typed else []
        return list(dict.fromkeys([*(UUID(one) for one in self.cleaned_data["which"]), *named]))
