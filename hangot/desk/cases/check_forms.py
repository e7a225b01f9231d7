"""The forms of monitoring: what a check found, and who does the next one."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.cases.checking import Seen
from hangot.core.packs import Choice, Profile
from hangot.core.text import Text
from hangot.desk.cases.work_forms import Rows
from hangot.desk.cases.work_inputs import DayField, of_list, of_rows, text_box
from hangot.desk.contacts.fields import OneOf, chips
from hangot.desk.say import say

SAFE = (
    Choice("yes", Text("여쭸고 전과 같음", "Asked, as before")),
    Choice("no", Text("여쭸고 달라짐", "Asked, and it changed")),
    Choice("later", Text("여쭙지 못함", "Not asked")),
)
ANSWERS = {"yes": True, "no": False, "later": None}


class CheckForm(forms.Form):
    """How it was looked at, a word for every goal, the safe contact, and what follows."""

    def __init__(
        self, data: Any = None, *, pack: Profile, goals: Sequence[tuple[UUID, str]]
    ) -> None:
        super().__init__(data, prefix="r")
        self.goals = [pk for pk, _ in goals]
        self.fields["way"] = OneOf(
            pack.choices("check_ways"), required=True, widget=chips(),
            label=say("어떻게 살폈나요?", "How was it looked at?"),
        )  # fmt: skip
        for number, (_, text) in enumerate(goals):
            label = say(f"목표: {text}", f"Goal: {text}")
            self.fields[f"goal{number}"] = of_list(pack.choices("goal_progress"), label=label)
        self.fields["safe"] = OneOf(
            SAFE, required=True, widget=chips(),
            label=say("안전하게 연락할 시간과 방법", "The safe time and way to call"),
        )  # fmt: skip
        self.fields["follows"] = OneOf(
            pack.choices("check_follows"), required=True, widget=chips(),
            label=say("앞으로 어떻게 하나요?", "How does it go on?"),
        )  # fmt: skip
        self.fields["words"] = text_box(
            label=say("달라진 것과 새로 알게 된 것", "What has changed or is new"), required=False
        )

    def seen(self) -> Seen:
        """What was typed."""
        given = self.cleaned_data
        progress = {pk: given[f"goal{number}"] for number, pk in enumerate(self.goals)}
        safe = ANSWERS[given["safe"]]
        return Seen(given["way"], given["follows"], progress, safe, given["words"])


class ArrangeForm(forms.Form):
    """The day and the post of the next check."""

    def __init__(self, data: Any = None, *, posts: Rows, today: date) -> None:
        super().__init__(data, prefix="a")
        self.fields["post"] = of_rows(posts, label=say("누가 점검하나요?", "Who does it?"))
        self.fields["day"] = DayField(label=say("언제", "When"), today=today)
