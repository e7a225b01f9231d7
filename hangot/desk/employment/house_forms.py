"""Forms of the house: one vacancy, a table of them, one course."""

from datetime import date
from typing import Any

from django import forms

from hangot.core.employment.offers import Offer, words_in
from hangot.core.employment.words import WorkWords
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField
from hangot.desk.debts.fields import SumField
from hangot.desk.employment.forms import COMMAS, PER, WEEK, ticks
from hangot.desk.pasting import SheetForm
from hangot.desk.say import say
from hangot.employment.actions import Lessons

OF_TABLE = Text(
    "회사, 하는 일, 직종, 일하는 곳, 임금, 임금 종류, 요일, 시간, 꼭 필요한 것, 있으면 좋은 것, 일의 특징, 마감 순서. 제목 줄이 있으면 순서가 달라도 됩니다.",
    "Employer, work, occupation, place, pay, paid by, days, hours, required, helps, traits, until. With a heading any order will do.",
)


OF_COURSES = Text(
    "과정 이름, 배우는 곳, 시작하는 날, 끝나는 날, 요일, 시간, 자리 순서. 제목 줄이 있으면 순서가 달라도 됩니다.",
    "Course, place, first day, last day, days, hours, seats. With a heading any order will do.",
)


class VacancyForm(DeskForm):
    """One vacancy."""

    employer = forms.CharField(max_length=80, required=False)
    title = forms.CharField(max_length=120, required=False)

    def __init__(self, words: WorkWords, *, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="v_%s", initial={"traits_asked": True})
        self.name(employer=Text("회사", "Employer"), title=Text("하는 일", "Work"))
        traits = [(one.id, one.label) for one in words.traits.values()]
        self.fields["occupation"] = forms.ChoiceField(
            label=say("직종", "Occupation"), choices=list(words.occupations.items())
        )
        self.fields["place"] = forms.CharField(
            label=say("일하는 곳", "Place"), max_length=80, required=False
        )
        self.fields["pay"] = SumField(label=say("임금(원)", "Pay"), empty=None)
        self.fields["per"] = forms.ChoiceField(
            label=say("임금 종류", "Paid"), choices=PER, required=False
        )
        self.fields["days"] = ticks(WEEK, label=say("요일", "Days"))
        self.fields["starts"] = TimeOfDayField(label=say("시작 시각", "Begins"), required=False)
        self.fields["ends"] = TimeOfDayField(label=say("끝 시각", "Ends"), required=False)
        for name, ko, en in (
            ("needs", "꼭 필요한 것", "Required"),
            ("likes", "있으면 좋은 것", "Helps"),
        ):
            self.fields[name] = forms.CharField(
                label=say(ko, en), max_length=200, required=False, help_text=COMMAS
            )
        self.fields["traits"] = ticks(traits, label=say("일의 특징", "What the work asks"))
        self.fields["traits_asked"] = forms.BooleanField(
            label=say("고용주에게 물어보았음", "The employer was asked"), required=False
        )
        self.fields["until"] = DayField(label=say("언제까지", "Until"), today=today, required=False)

    def offer(self) -> Offer:
        """What was typed, for the domain."""
        given = self.cleaned_data
        plain = ("title", "employer", "occupation", "place", "pay", "starts", "ends", "until")
        traits = tuple(given["traits"])
        return Offer(
            **{name: given[name] for name in plain}, per=given["per"] or None,
            days=tuple(int(one) for one in given["days"]), needs=words_in(given["needs"]),
            likes=words_in(given["likes"]), traits=traits if traits or given["traits_asked"] else None,
        )  # fmt: skip


class CourseForm(DeskForm):
    """One course."""

    title = forms.CharField(max_length=120)
    place = forms.CharField(max_length=80)
    seats = forms.IntegerField(min_value=-99, max_value=9999)

    def __init__(self, *, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="c_%s")
        self.name(
            title=Text("과정 이름", "Course"),
            place=Text("배우는 곳", "Place"),
            seats=Text("자리", "Seats"),
        )
        self.fields["first"] = DayField(label=say("시작하는 날", "First day"), today=today)
        self.fields["last"] = DayField(label=say("끝나는 날", "Last day"), today=today)
        self.fields["days"] = ticks(WEEK, label=say("요일", "Days"))
        self.fields["starts"] = TimeOfDayField(label=say("시작 시각", "Begins"), required=False)
        self.fields["ends"] = TimeOfDayField(label=say("끝 시각", "Ends"), required=False)

    def lessons(self) -> Lessons:
        """What was typed, for the domain."""
        given = dict(self.cleaned_data)
        return Lessons(**{**given, "days": tuple(int(one) for one in given["days"])})


class CoursesForm(SheetForm):
    """Courses copied from a spreadsheet, or a CSV file of them."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(OF_COURSES, data, files, ids="ct_%s")


class TableForm(SheetForm):
    """Vacancies copied from a spreadsheet, or a CSV file of them."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(OF_TABLE, data, files)
