"""The forms of case work: a stage, a plan, an end, something given, a team, a task."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.cases.moves import Said
from hangot.cases.turns import KINDS
from hangot.core.access import SHARED, Section, by_number
from hangot.core.lives import Step
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import (
    DayField,
    TimeOfDayField,
    moment,
    of_list,
    of_rows,
    text_box,
)
from hangot.desk.say import say

Rows = Sequence[tuple[UUID, Text]]
NOTE = say("남길 말", "Words to keep")
WHY = say("이유", "Reason")
MINUTES_IN_A_DAY = 1440

# What each step asks for; a name with "?" may stay empty.
ASKS: Mapping[str, tuple[str, ...]] = {
    "assess": (),
    "convene": (),
    "waive_survey": ("words",),
    "select_urgent": ("kind", "second_post", "words"),
    "plan": (),
    "link_only": (),
    "activate": (),
    "suspend": ("reason", "until", "words?"),
    "resume": ("words",),
    "reassess": ("words",),
    "begin_aftercare": ("owner_post", "until"),
    "reopen": ("reason", "words?"),
}


def asks(step: Step) -> tuple[str, ...] | None:
    """What a step asks for; words for a centre's own one. None: it has a page of its own, or none."""
    if step.local:
        return ("words",) if step.needs else ("words?",)
    return ASKS.get(step.event)


REASONS = {"suspend": "suspend_reasons", "reopen": "reopen_reasons"}
WORDS_LABEL = {
    "select_urgent": say("왜 기다릴 수 없나요?", "Why can it not wait?"),
    "waive_survey": say("왜 조사를 생략하나요?", "Why without the survey?"),
    "resume": WHY,
    "reassess": say("무엇이 달라졌나요?", "What has changed?"),
}  # fmt: skip
UNTIL_LABEL = {
    "suspend": say("다시 볼 날", "Look again on"),
    "begin_aftercare": say("처음 살펴볼 날", "First check on"),
}


class MoveForm(forms.Form):
    """One step of a case: only the fields that this step needs."""

    def __init__(
        self, *args: Any, step: Step, pack: Profile, today: date, owners: Rows, seconds: Rows,
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        make = _makers(step.event, pack, today, owners, seconds)
        for asked in asks(step) or ():
            name = asked.rstrip("?")
            self.fields[name] = make[name](required=not asked.endswith("?"))

    def said(self) -> Said:
        """What was typed, as the step wants it."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if "until" in given:
            given["until"] = moment(given["until"], None)
        return Said(**given)


def _makers(
    event: str, pack: Profile, today: date, owners: Rows, seconds: Rows
) -> Mapping[str, Callable[..., forms.Field]]:
    kinds = [(one.id, one.label) for one in pack.choices("case_kinds")]
    return {
        "kind": lambda **more: forms.ChoiceField(
            label=say("어떻게 진행하나요?", "How does it go on?"), choices=kinds,
            widget=forms.RadioSelect, **more,
        ),
        **_written(event, pack, today, owners, seconds),
    }  # fmt: skip


def _written(
    event: str, pack: Profile, today: date, owners: Rows, seconds: Rows
) -> Mapping[str, Callable[..., forms.Field]]:
    """Why, in which words, with whom and until when."""
    return {
        "words": lambda **more: text_box(label=WORDS_LABEL.get(event, NOTE), **more),
        "told": lambda **more: text_box(
            label=say("본인에게 어떻게 말씀드렸나요?", "What was the person told?"), rows=2, **more
        ),
        "second_post": lambda **more: of_rows(
            seconds, label=say("함께 확인한 보호책임자", "Safety officer who agrees"), **more
        ),
        "owner_post": lambda **more: of_rows(
            owners, label=say("사후관리 담당석", "Post that owns aftercare"), **more
        ),
        "reason": lambda **more: of_list(pack.choices(REASONS[event]), label=WHY, **more),
        "until": lambda **more: DayField(label=UNTIL_LABEL[event], today=today, **more),
    }  # fmt: skip


class DeliverForm(forms.Form):
    """One service that was given."""

    def __init__(self, *args: Any, services: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["service"] = of_rows(services, label=say("드린 서비스", "Service given"))
        self.fields["minutes"] = forms.IntegerField(
            label=say("걸린 시간(분)", "Minutes"), min_value=1, max_value=MINUTES_IN_A_DAY,
            widget=forms.NumberInput(attrs={"class": "w-s"}),
        )  # fmt: skip
        self.fields["day"] = DayField(label=say("언제", "When"), today=today, required=False, help_text=say(
            "비우면 지금입니다", "Left empty: now"))  # fmt: skip
        self.fields["clock"] = TimeOfDayField(label=say("몇 시", "Time"), required=False)
        self.fields["result"] = text_box(label=say("결과", "Result"), required=False)


class TripForm(forms.Form):
    """Going along: where to, when, who."""

    def __init__(self, *args: Any, pack: Profile, posts: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        places = [(one.id, one.label) for one in pack.choices("accompaniment_kinds")]
        self.fields["place"] = forms.ChoiceField(
            label=say("어디에 함께 가나요?", "Where to?"), choices=places, widget=forms.RadioSelect
        )
        self.fields["day"] = DayField(label=say("날짜", "Day"), today=today)
        self.fields["clock"] = TimeOfDayField(label=say("시각", "Time"))
        self.fields["post"] = of_rows(posts, label=say("함께 가는 담당석", "Post that goes along"))
        self.fields["companion"] = forms.CharField(
            label=say("신뢰관계인", "Trusted companion"), max_length=80, required=False,
            help_text=say("곁에 앉을 가족이나 지인의 이름", "Name of the relative or friend beside the person"),
        )  # fmt: skip
        self.fields["detail"] = text_box(label=say("만나는 곳과 알아 둘 것", "Where to meet, what to know"),
                                      rows=2, required=False)  # fmt: skip


class SeatForm(forms.Form):
    """Another post for the team, with the sections it works in."""

    def __init__(self, *args: Any, pack: Profile, posts: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post"] = of_rows(posts, label=say("더할 담당석", "Post to add"))
        self.fields["sections"] = forms.MultipleChoiceField(
            label=say("함께 볼 구역", "Sections it works in"),
            choices=[(str(s.number), pack.sections[s].label) for s in SHARED],
            widget=forms.CheckboxSelectMultiple,
        )

    def sections(self) -> list[Section]:
        """The chosen sections."""
        return [by_number(int(number)) for number in self.cleaned_data["sections"]]


class LeadForm(forms.Form):
    """Which post leads from now on."""

    def __init__(self, *args: Any, posts: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead"] = of_rows(posts, label=say("새 주담당 담당석", "New lead post"))


class NeedsForm(forms.Form):
    """Needs found later, by the ten domains in their fixed order."""

    def __init__(self, *args: Any, pack: Profile, known: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        left = [one for one in pack.choices("need_domains") if one.id not in set(known)]
        self.fields["domains"] = forms.MultipleChoiceField(
            label=say("새로 알게 된 욕구", "Needs found now"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(one.id, one.label) for one in left],
        )
        self.fields["words"] = text_box(
            label=say("본인의 말", "In the person's words"), rows=2, required=False
        )


class TaskForm(forms.Form):
    """A task for a post of the team."""

    def __init__(self, *args: Any, posts: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"] = forms.ChoiceField(
            label=say("할 일", "What to do"), choices=list(KINDS.items()), widget=forms.RadioSelect
        )
        self.fields["post"] = of_rows(posts, label=say("누구 차례인가요?", "Whose turn is it?"))
        self.fields["day"] = DayField(label=say("언제까지", "Until"), today=today)
        self.fields["words"] = text_box(
            label=say("덧붙일 말", "More words"), rows=2, required=False,
            help_text=say("개요에 기록으로 남습니다", "Kept as a note of the overview"),
        )  # fmt: skip
