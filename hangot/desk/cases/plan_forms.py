"""The forms of a plan and of the end of a case."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.cases.plans import Aim
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.work_forms import NOTE, WHY, WORDS_LABEL, Rows
from hangot.desk.cases.work_inputs import DayField, of_list, of_rows, text_box
from hangot.desk.say import say

WHO = Text("하는 곳을 골라 주세요.", "Choose who does it.")
APART_HINT = say(
    "목표와 할 일은 저장하지 않고, 그 창구에 따로 적어 달라고 알립니다.",
    "Goal and action are not kept here; that desk is asked to write them down for itself.",
)
HALF = Text("목표와 할 일을 모두 적어 주세요.", "Give both the goal and what will be done.")


class AimForm(forms.Form):
    """One goal: the need, what shall be different, who does what until when. Empty rows are left out."""

    goal = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=say("달라질 것", "What shall be different"), max_length=500, required=False
    )
    action = forms.CharField(
        label=say("할 일", "What will be done"), max_length=500, required=False
    )

    def __init__(self, *args: Any, pack: Profile, agencies: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        domains = pack.choices("need_domains")
        self.fields["domain"] = of_list(domains, label=say("욕구", "Need"), required=False)
        self.fields["agency"] = of_rows(agencies, label=say("하는 곳", "By"), required=False)
        self.fields["due"] = DayField(label=say("언제까지", "Until"), today=today, required=False)
        self.fields["apart"] = forms.BooleanField(
            label=say("내용은 하는 곳과 본인만 알기", "Only who does it and the person know what"),
            required=False, help_text=APART_HINT,
        )  # fmt: skip
        for name in ("text", "action"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A row is either empty or complete; the day may stay open."""
        given = super().clean() or {}
        if given.get("apart"):
            if not given.get("agency") and "agency" not in self.errors:
                self.add_error("agency", str(WHO))
            return given
        wanted = ("domain", "text", "action", "agency")
        if any(given.get(name) for name in wanted) and not all(given.get(name) for name in wanted):
            for name in wanted:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, str(HALF))
        return given

    def aim(self) -> Aim | None:
        """The goal, or None for an empty row."""
        given = self.cleaned_data
        if not given.get("text") and not given["apart"]:
            return None
        return Aim(
            given["domain"], given["text"], given["action"], given["agency"], given.get("due"),
            given.get("goal"), given["apart"],
        )  # fmt: skip


class CloseForm(forms.Form):
    """Propose the end: the reason, a result for each goal, and words of one's own."""

    def __init__(
        self, *args: Any, pack: Profile, goals: Sequence[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.goals = goals
        self.fields["reason"] = of_list(pack.choices("closure_reasons"), label=WHY)
        for number, (_, text) in enumerate(goals):
            result = say(f"결과: {text}", f"Result: {text}")
            self.fields[f"goal{number}"] = of_list(pack.choices("goal_results"), label=result)
        self.fields["words"] = text_box(label=NOTE, required=False)

    def results(self) -> dict[UUID, str]:
        """Result code per goal."""
        return {pk: self.cleaned_data[f"goal{n}"] for n, (pk, _) in enumerate(self.goals)}


SATISFACTION: tuple[tuple[str, Text], ...] = (
    ("good", Text("도움이 되었다고 하심", "The help was good")),
    ("mixed", Text("아쉬운 점이 있다고 하심", "Something was missing")),
    ("poor", Text("도움이 되지 않았다고 하심", "It did not help")),
    ("no_answer", Text("여쭈었으나 답하지 않으심", "Asked, no answer")),
    ("not_reached", Text("여쭐 수 없었음", "Could not be asked")),
)


class DecideForm(forms.Form):
    """Close, or send back with a reason."""

    satisfaction = forms.ChoiceField(
        label=say("만족하셨는지 여쭈었나요?", "Was the person content?"), required=False,
        choices=[("", Text("고르세요", "Choose")), *SATISFACTION],
    )  # fmt: skip
    words = text_box(
        label=say("결정하며 남길 말", "Words about the decision"), required=False,
        help_text=say("돌려보낼 때는 이유를 꼭 적습니다", "Needed when it is sent back"),
    )  # fmt: skip


AGREED_HOW: tuple[tuple[str, Text], ...] = (
    ("paper", Text("종이에 서명하심", "Signed on paper")),
    ("screen", Text("화면에 서명하심", "Signed on the screen")),
    ("phone", Text("읽어 드리고 말로 합의하심", "Read out and agreed by phone")),
    ("witnessed", Text("입회인 앞에서 말로 합의하심", "Agreed before a witness")),
    (
        "basis",
        Text(
            "법적 근거로 진행(본인 합의를 묻기 어려움)", "By a legal basis; asking was not possible"
        ),
    ),
)


class PlanStepForm(forms.Form):
    """What one step of a plan needs: how it was agreed, a comment, or a result per goal."""

    def __init__(
        self, *args: Any, event: str, pack: Profile, goals: Sequence[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.goals = goals if event == "finish" else ()
        if event == "agree":
            self.fields["how"] = forms.ChoiceField(
                label=say("어떻게 합의하셨나요?", "How did the person agree?"), choices=AGREED_HOW,
                widget=forms.RadioSelect,
            )  # fmt: skip
        if event in ("send_back", "revise"):
            label = WORDS_LABEL["reassess"] if event == "revise" else WHY
            self.fields["comment"] = text_box(label=label, rows=2)
        for number, (_, text) in enumerate(self.goals):
            result = say(f"결과: {text}", f"Result: {text}")
            self.fields[f"goal{number}"] = of_list(pack.choices("goal_results"), label=result)

    def results(self) -> dict[UUID, str]:
        """Result code per goal."""
        return {pk: self.cleaned_data[f"goal{n}"] for n, (pk, _) in enumerate(self.goals)}
