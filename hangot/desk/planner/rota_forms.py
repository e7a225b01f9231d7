"""Hours of work and absences, as they are typed."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from hangot.appointments.models import ABSENCES
from hangot.appointments.working import Hours
from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField
from hangot.desk.planner.forms import DAYS
from hangot.desk.say import say

KINDS = dict(
    zip(
        ABSENCES,
        (
            Text("휴가", "Leave"),
            Text("출장", "Away on duty"),
            Text("교육", "Training"),
            Text("갑자기 못 나옴", "Suddenly away"),
        ),
        strict=True,
    )
)
ONE_DAY = ("", Text("하루만(날짜를 적으세요)", "One day only (write it)"))
BOTH = Text("쉬는 시간은 처음과 끝을 모두 적어 주세요.", "Give both ends of the break.")
NEEDED = Text("적어 주세요.", "Please fill this in.")


class HoursForm(forms.Form):
    """From when until when on a weekday, or on one day instead."""

    weekday = forms.TypedChoiceField(
        choices=[ONE_DAY, *DAYS], coerce=int, empty_value=None, required=False,
        label=say("요일", "Weekday"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = DayField(label=say("날짜", "Day"), today=today, required=False)
        self.fields["starts"] = TimeOfDayField(label=say("몇 시부터", "From"))
        self.fields["ends"] = TimeOfDayField(label=say("몇 시까지", "Until"))
        self.fields["rest_from"] = TimeOfDayField(
            label=say("쉬는 시간 처음", "Break from"), required=False
        )
        self.fields["rest_to"] = TimeOfDayField(
            label=say("쉬는 시간 끝", "Break until"), required=False
        )
        for name in ("starts", "ends"):
            self.fields[name].error_messages["required"] = str(NEEDED)

    def clean(self) -> dict[str, Any]:
        """A break has two ends."""
        given = super().clean() or {}
        if (given.get("rest_from") is None) != (given.get("rest_to") is None):
            self.add_error("rest_to", str(BOTH))
        return given

    def hours(self) -> Hours:
        """What was typed."""
        given = self.cleaned_data
        pause: tuple[time, time] | None = None
        if given["rest_from"] and given["rest_to"]:
            pause = given["rest_from"], given["rest_to"]
        day = given["day"]
        weekday = None if day else given["weekday"]
        return Hours(given["starts"], given["ends"], weekday=weekday, day=day, pause=pause)


class AwayForm(forms.Form):
    """Days or hours at which the post is not there; the health of a worker is never asked."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), label=say("까닭", "Kind"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["first"] = DayField(label=say("첫날", "First day"), today=today)
        self.fields["last"] = DayField(
            label=say("마지막 날", "Last day"), today=today, required=False
        )
        self.fields["away_from"] = TimeOfDayField(label=say("몇 시부터", "From"), required=False)
        self.fields["away_to"] = TimeOfDayField(label=say("몇 시까지", "Until"), required=False)
        self.fields["first"].error_messages["required"] = str(NEEDED)

    def span(self) -> tuple[datetime, datetime]:
        """Whole days where no hours are given."""
        given = self.cleaned_data
        first, last = given["first"], given["last"] or given["first"]
        starts, ends = given["away_from"] or time(), given["away_to"] or time(23, 59)
        return datetime.combine(first, starts, SEOUL), datetime.combine(last, ends, SEOUL)
