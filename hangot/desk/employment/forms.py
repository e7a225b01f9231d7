"""Forms of somebody's search for work: wishes, days, the steps of the search."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from hangot.core.employment.matching import DAYS, PERS
from hangot.core.employment.offers import Wishes, words_in
from hangot.core.employment.rest import Decided, decided
from hangot.core.employment.words import WorkWords
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField, text_box
from hangot.desk.debts.fields import SumField
from hangot.desk.say import say
from hangot.employment.actions import Profile, Said

PER = [("", say("고르세요", "Choose")), *PERS.items()]
MUSTS = (
    ("occupation", Text("하는 일", "The work")),
    ("place", Text("일하는 곳", "The place")),
    ("hours", Text("요일과 시각", "Days and hours")),
    ("pay", Text("임금", "The pay")),
)
WEEK = [(str(number), day) for number, day in enumerate(DAYS, start=1)]
COMMAS = say("여러 개면 쉼표로 나누어 적습니다.", "Several with commas between.")
OPEN_LIMITS = Text(
    "까닭은 적지 않습니다. 고용 정보를 보는 다른 창구에도 보입니다.",
    "Never the reason. Other desks that see employment read this.",
)
OWN_LIMITS = Text(
    "다른 창구에는 보이지 않고 넘어가지도 않습니다. 맞추어 볼 때 이 창구에서만 씁니다.",
    "No other desk sees or is given this. Only this desk matches with it.",
)


def ticks(pairs: Iterable[tuple[str, object]], **more: Any) -> forms.MultipleChoiceField:
    """Several of a few, as boxes to tick."""
    return forms.MultipleChoiceField(
        choices=list(pairs), required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class ProfileForm(DeskForm):
    """What somebody looks for; with `known` it is changed."""

    def __init__(
        self, words: WorkWords, *, known: Mapping[str, Any] | None = None, data: Any = None
    ) -> None:
        super().__init__(data, auto_id="w_%s", initial=dict(known or {}))
        wishes = [(one.id, one.wish) for one in words.traits.values()]
        if words.tracks:
            tracks = [
                ("", say("해당 없음", "None")),
                *((t.id, t.label) for t in words.tracks.values()),
            ]
            self.fields["track"] = forms.ChoiceField(
                label=say("따로 돕는 대상", "Group with a track"), choices=tracks, required=False
            )
            self.fields["served"] = forms.IntegerField(
                label=say("복무한 달수", "Months of service"), required=False, min_value=-99, max_value=9999
            )  # fmt: skip
        self.fields["occupations"] = ticks(
            words.occupations.items(), label=say("바라는 일", "Work wished for")
        )
        self.fields["skills"] = forms.CharField(
            label=say("할 줄 아는 것·자격", "Skills and licences"), max_length=400, required=False,
            help_text=COMMAS,
        )  # fmt: skip
        self.fields["skills_asked"] = forms.BooleanField(
            label=say("물어보았음(없어도 표시)", "Asked, even if there are none"), required=False
        )
        self.fields["places"] = forms.CharField(
            label=say("일하고 싶은 곳", "Where"), max_length=200, required=False, help_text=COMMAS
        )
        self.fields["days"] = ticks(WEEK, label=say("일할 수 있는 요일", "Possible days"))
        self.fields["starts"] = TimeOfDayField(label=say("몇 시부터", "From"), required=False)
        self.fields["ends"] = TimeOfDayField(label=say("몇 시까지", "Until"), required=False)
        self.fields["pay"] = SumField(label=say("바라는 임금(원)", "Pay wished for"), empty=None)
        self.fields["per"] = forms.ChoiceField(
            label=say("임금 종류", "Paid"), choices=PER, required=False
        )
        self.fields["limits"] = ticks(
            wishes, label=say("피하고 싶은 것", "To be avoided"), help_text=OPEN_LIMITS
        )
        self.fields["own_limits"] = ticks(
            wishes,
            label=say("우리 창구만 아는 바람", "Known to this desk alone"),
            help_text=OWN_LIMITS,
        )
        self.fields["benefit_days"] = forms.IntegerField(
            label=say("소정급여일수", "Days of benefit in all"), required=False, min_value=-99,
            max_value=9999, help_text=say("구직급여가 결정되었으면 결정서대로", "As decided, if it was"),
        )  # fmt: skip
        self.fields["benefit_daily"] = SumField(
            label=say("하루 구직급여(원)", "Benefit a day"), empty=None
        )
        self.fields["musts"] = ticks(MUSTS, label=say("꼭 맞아야 하는 것", "What must be met"))

    def profile(self) -> Profile:
        """What was typed, for the domain."""
        given = self.cleaned_data
        skills = words_in(given["skills"])
        wishes = Wishes(
            occupations=tuple(given["occupations"]), places=words_in(given["places"]),
            pay=given["pay"], per=given["per"] or None, days=tuple(int(one) for one in given["days"]),
            starts=given["starts"], ends=given["ends"],
            skills=skills if skills or given["skills_asked"] else None,
            limits=tuple(given["limits"]), musts=tuple(given["musts"]), served=given.get("served"),
        )  # fmt: skip
        return Profile(wishes, given.get("track", ""), tuple(given["own_limits"]), self.benefit)

    def clean(self) -> dict[str, Any]:
        """Days and daily sum of the benefit come together."""
        given: dict[str, Any] = super().clean() or {}
        try:
            self.benefit = decided(given.get("benefit_days"), given.get("benefit_daily"))
        except Missing as no:
            self.add_error("benefit_days", str(no.sentence))
        return given


def known_of(
    wishes: Wishes, track: str, own: Iterable[str], benefit: Decided | None
) -> dict[str, Any]:
    """Stored wishes as the form shows them."""
    own = list(own)
    plain = ("pay", "per", "served", "occupations", "musts")
    return {
        **{name: getattr(wishes, name) for name in plain},
        "track": track,
        "skills": ", ".join(wishes.skills or ()),
        "skills_asked": wishes.skills is not None,
        "places": ", ".join(wishes.places),
        "days": [str(day) for day in wishes.days],
        "starts": f"{wishes.starts:%H:%M}" if wishes.starts else "",
        "ends": f"{wishes.ends:%H:%M}" if wishes.ends else "",
        "limits": [one for one in wishes.limits if one not in own],
        "own_limits": own,
        "benefit_days": benefit.days if benefit else None,
        "benefit_daily": benefit.daily if benefit else None,
    }


class DayForm(DeskForm):
    """The next day to report, with a time beside a course."""

    def __init__(self, today: date, *, best: date | None = None, data: Any = None) -> None:
        super().__init__(data, auto_id="r_%s", initial={"on": best.isoformat() if best else ""})
        self.fields["on"] = DayField(label=say("실업인정일", "Day to report"), today=today)
        self.fields["slot"] = TimeOfDayField(
            label=say("시각", "Time"), required=False,
            help_text=say("수업이 있는 날이면 수업 앞이나 뒤의 시각", "On a day of a course: before or after it"),
        )  # fmt: skip


class StepForm(DeskForm):
    """One step of the search: the first day of work and where, or why it ends."""

    def __init__(self, event: str, today: date, *, data: Any = None) -> None:
        super().__init__(data, auto_id=f"s{event}_%s")
        if event == "start_work":
            self.fields["day"] = DayField(
                label=say("일을 시작한 날", "First day of work"), today=today
            )
            self.fields["where"] = forms.CharField(
                label=say("어디서", "Where"), max_length=80, required=False
            )
        if event in ("lose_work", "stop"):
            self.fields["reason"] = text_box(label=say("까닭", "Why"), rows=2, max_length=300)

    def said(self) -> Said:
        """What was typed, for the domain."""
        given = self.cleaned_data
        return Said(given.get("day"), given.get("where", ""), given.get("reason", ""))
