"""What is typed about a home visit, before it and on the way."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField, of_rows, text_box
from hangot.desk.say import say
from hangot.directory.models import Post
from hangot.homevisits.actions import Wish
from hangot.homevisits.rounds import minute

PAIRS = 3
LONG = 480
ORDER = Text("끝 시각은 시작 시각보다 뒤여야 합니다.", "The end must be later than the beginning.")
BOTH = Text("한 조에는 두 사람을 골라 주세요.", "Choose two people for a pair.")


class VisitForm(forms.Form):
    """Which day, when one may come, how long, what the pair should know."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = DayField(label=say("방문하는 날", "Day"), today=today)
        self.fields["opens"] = TimeOfDayField(label=say("이때부터", "Not before"))
        self.fields["closes"] = TimeOfDayField(
            label=say("늦어도 이때 시작", "Begins not after"),
            help_text=say(
                "본인이 괜찮다고 한 시간만 적습니다", "Only hours the person said are fine"
            ),
        )
        self.fields["minutes"] = forms.IntegerField(
            label=say("걸리는 시간(분)", "Minutes"), min_value=10, max_value=LONG, initial=60,
            widget=forms.NumberInput(attrs={"class": "w-s"}),
        )  # fmt: skip
        self.fields["area"] = forms.CharField(
            label=say("가는 동네", "Neighbourhood"), max_length=40,
            help_text=say("동 이름만 적습니다. 주소는 적지 않습니다", "The name of the neighbourhood, not the address"),
        )  # fmt: skip
        self.fields["unsafe"] = forms.BooleanField(
            label=say("위험할 수 있는 집", "The home may be unsafe"),
            required=False,
            help_text=say(
                "그날의 마지막이나 늦은 시간에 가지 않습니다",
                "Never the last of the day, never late",
            ),
        )
        self.fields["escort"] = forms.BooleanField(
            label=say("상대방이 있을 수 있음", "The opponent may be there"),
            required=False,
            help_text=say("경찰관이 함께 갑니다", "An officer goes along"),
        )
        self.fields["before"] = text_box(
            label=say("문 앞에서 알아 둘 것", "What to know at the door"), rows=2, required=False
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("opens") and given.get("closes") and given["opens"] > given["closes"]:
            self.add_error("closes", str(ORDER))
        return given

    def wish(self) -> Wish:
        """What was typed, for the domain."""
        given = self.cleaned_data
        return Wish(
            given["day"], minute(given["opens"]), minute(given["closes"]), given["minutes"],
            given["area"], given["unsafe"], given["escort"], given["before"],
        )  # fmt: skip


class RoundForm(forms.Form):
    """The day and up to three pairs."""

    def __init__(self, *args: Any, today: date, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(post.pk, post.label) for post in posts]
        self.fields["day"] = DayField(label=say("날", "Day"), today=today)
        for number in range(1, PAIRS + 1):
            for place, words in (("one", ("사람 1", "person 1")), ("two", ("사람 2", "person 2"))):
                label = say(f"{number}조 {words[0]}", f"Pair {number}, {words[1]}")
                self.fields[f"{place}{number}"] = of_rows(rows, label=label, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for number in range(1, PAIRS + 1):
            if bool(given.get(f"one{number}")) != bool(given.get(f"two{number}")):
                self.add_error(f"two{number}", str(BOTH))
        return given

    def pairs(self) -> list[tuple[UUID, UUID]]:
        """The pairs that were chosen."""
        given = self.cleaned_data
        found = [(given[f"one{n}"], given[f"two{n}"]) for n in range(1, PAIRS + 1)]
        return [pair for pair in found if pair[0] and pair[1]]


class StepForm(forms.Form):
    """What one step of the pair needs."""

    def __init__(
        self, event: str, pack: Profile, *, escort: bool, minutes: int, data: Any = None
    ) -> None:
        super().__init__(data)
        if event == "depart" and escort:
            self.fields["asked"] = forms.BooleanField(
                label=say(
                    "상대방이 집에 없는지 확인했습니다",
                    "We found out that the opponent is not at home",
                ),
            )
        if event in ("depart", "delay"):
            self.fields["minutes"] = forms.IntegerField(
                label=say("몇 분 뒤에 돌아오나요?", "Back in how many minutes?"), min_value=5,
                max_value=LONG, initial=minutes, widget=forms.NumberInput(attrs={"class": "w-s"}),
            )  # fmt: skip
        if event == "come_back":
            places = [(one.id, one.label) for one in pack.choices("home_visit_outcomes")]
            self.fields["outcome"] = forms.ChoiceField(
                label=say("어떻게 되었나요?", "What came of it?"),
                choices=places,
                widget=forms.RadioSelect,
            )
            self.fields["seen"] = text_box(
                label=say("보고 들은 것", "What was seen and said"), required=False
            )
        if event == "cancel":
            self.fields["reason"] = text_box(label=say("까닭", "Reason"), rows=2)
