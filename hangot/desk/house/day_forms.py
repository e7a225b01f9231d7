"""Days that differ from the calendar, and closures, as they are typed."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from hangot.appointments.closures import Closure, OwnDay
from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField
from hangot.desk.house.place_fields import label_fields, named
from hangot.desk.say import say

BOTH = Text("처음과 끝 시각을 모두 적어 주세요.", "Give both the first and the last hour.")
NO_REASON = Text("닫음", "Closed")
CLOSED = Text(
    "쉬는 날에는 시간을 적지 않습니다. 몇 시간만 닫으면 아래 ‘닫는 기간’에 적어 주세요.",
    "A closed day has no hours. To close for some hours, use the closures below.",
)


class OwnDayForm(forms.Form):
    """The house is closed or open on a day, whatever the calendar says."""

    how = forms.ChoiceField(
        choices=[("closed", Text("센터가 쉽니다", "The house is closed")),
                 ("open", Text("센터가 엽니다", "The house is open"))],
        widget=forms.RadioSelect, label=say("그날은", "On that day"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = DayField(label=say("날짜", "Day"), today=today)
        self.fields["starts"] = TimeOfDayField(
            label=say("몇 시부터", "From"), required=False,
            help_text=say("여는 날만. 비우면 그 요일의 시간", "Open days only; empty: as on its weekday"),
        )  # fmt: skip
        self.fields["ends"] = TimeOfDayField(label=say("몇 시까지", "Until"), required=False)
        self.fields.update(label_fields())

    def clean(self) -> dict[str, Any]:
        """Hours come in pairs, and only on an open day."""
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if (starts is None) != (ends is None):
            self.add_error("ends", str(BOTH))
        elif starts and given.get("how") == "closed":
            self.add_error("starts", str(CLOSED))
        return given

    def own(self) -> OwnDay:
        """What was typed."""
        given = self.cleaned_data
        hours = (given["starts"], given["ends"]) if given["starts"] else None
        return OwnDay(given["day"], given["how"] == "open", named(given), hours)


class ClosureForm(forms.Form):
    """The house, an agency or a room is closed, or an aide away, from when until when."""

    def __init__(
        self, *args: Any, today: date, things: Iterable[tuple[str, Text]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["thing"] = forms.ChoiceField(
            choices=list(things), label=say("닫는 곳이나 없는 분", "What is closed or who is away")
        )
        self.fields["first"] = DayField(label=say("첫날", "First day"), today=today)
        self.fields["last"] = DayField(
            label=say("마지막 날", "Last day"), today=today, required=False
        )
        self.fields["away_from"] = TimeOfDayField(label=say("몇 시부터", "From"), required=False)
        self.fields["away_to"] = TimeOfDayField(label=say("몇 시까지", "Until"), required=False)
        self.fields.update(label_fields())
        self.fields["ko"].required = False

    def closure(self) -> Closure:
        """What was typed; whole days where no hours are given."""
        given = self.cleaned_data
        kind, _, pk = given["thing"].partition(":")
        first, last = given["first"], given["last"] or given["first"]
        starts, ends = given["away_from"] or time(), given["away_to"] or time(23, 59)
        return Closure(
            datetime.combine(first, starts, SEOUL), datetime.combine(last, ends, SEOUL),
            named(given) if given["ko"] else NO_REASON, agency=UUID(pk) if kind == "agency" else None,
            room=UUID(pk) if kind == "room" else None, aide=UUID(pk) if kind == "aide" else None,
        )  # fmt: skip
