"""What is asked before a visit is planned, and why an appointment is cancelled."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms

from hangot.appointments.asking import Ask
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.core.week import DAYS as WEEK
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField
from hangot.desk.say import say
from hangot.directory.places import ServiceRule
from hangot.referrals.models import Referral

BOTH = Text("처음과 끝 시각을 모두 적어 주세요.", "Give both the first and the last hour.")
AFTER = Text("끝 시각이 처음보다 뒤여야 합니다.", "The last hour must be after the first.")
ONE = Text("받을 서비스를 하나 이상 골라 주세요.", "Choose at least one service.")
MOST = 10
TOO_MANY = Text(
    "한 번에 10가지까지 찾을 수 있습니다. 먼저 급한 것을 고르세요.",
    "Up to ten can be planned in one go. Choose the pressing ones first.",
)
STAYS = (
    (120, Text("2시간", "2 hours")),
    (180, Text("3시간", "3 hours")),
    (240, Text("4시간", "4 hours")),
    (360, Text("6시간", "6 hours")),
    (480, Text("하루", "All day")),
)
URGENCIES = (
    ("normal", Text("보통", "Normal")),
    ("soon", Text("빨리", "Soon")),
    ("now", Text("바로", "Now")),
)
TONGUES = (
    ("", Text("통역 없음", "No interpreter")),
    ("en", Text("영어 통역", "English")),
    ("zh", Text("중국어 통역", "Chinese")),
    ("vi", Text("베트남어 통역", "Vietnamese")),
    ("ru", Text("러시아어 통역", "Russian")),
    ("sign", Text("수어 통역", "Sign language")),
    ("statement", Text("진술조력인", "Statement assistant")),
)
DAYS = tuple((str(n), day) for n, day in enumerate(WEEK))


class AskForm(forms.Form):
    """Services, when the person can come, and what they need beside."""

    services = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=say("들를 곳", "Where to go")
    )
    tongue = forms.ChoiceField(
        required=False, choices=TONGUES, label=say("통역·진술조력", "Interpreter or assistant")
    )
    escorted = forms.BooleanField(
        required=False, label=say("동행자가 같이 다닙니다", "An advocate goes along")
    )
    childcare = forms.BooleanField(required=False, label=say("아이 돌봄", "Childcare"))
    earlier = forms.BooleanField(
        required=False,
        label=say("더 이른 자리가 나면 알려 드립니다", "Offer an earlier time if there is one"),
    )
    stay = forms.TypedChoiceField(
        choices=STAYS, coerce=int, label=say("최대 머무는 시간", "Longest stay")
    )
    urgency = forms.ChoiceField(choices=URGENCIES, label=say("급한 정도", "How pressing"))
    never = forms.MultipleChoiceField(
        required=False, choices=DAYS, widget=forms.CheckboxSelectMultiple,
        label=say("올 수 없는 요일", "Days they cannot come"),
    )  # fmt: skip
    instead = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rules: Sequence[ServiceRule], today: date, pack: Profile, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.today, self.horizon = today, pack.times.horizon
        self.fields["services"].choices = [  # type: ignore[attr-defined]
            (str(one.service_id), one.service.label) for one in rules
        ]
        self.fields["first"] = DayField(
            label=say("가장 빠른 날", "Earliest day"), today=today, required=False
        )
        self.fields["last"] = DayField(
            label=say("늦어도", "Latest day"), today=today, required=False
        )
        self.fields["starts"] = TimeOfDayField(label=say("몇 시부터", "From"), required=False)
        self.fields["ends"] = TimeOfDayField(label=say("몇 시까지", "Until"), required=False)

    def clean(self) -> dict[str, Any]:
        """Hours come in pairs; without services there is nothing to plan."""
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if (starts is None) != (ends is None) and "starts" not in self.errors:
            self.add_error("ends", str(BOTH))
        elif starts and ends and ends <= starts:
            self.add_error("ends", str(AFTER))
        chosen = given.get("services") or []
        if not chosen and "services" not in self.errors:
            self.add_error("services", str(ONE))
        elif len(chosen) > MOST:
            self.add_error("services", str(TOO_MANY))
        return given

    def ask(self, referrals: Iterable[Referral]) -> Ask:
        """The question as it is planned; what answers a referral names it."""
        given = self.cleaned_data
        first = given["first"] or self.today
        chosen = set(given["services"])
        known = {str(one.service_id): str(one.pk) for one in referrals}
        return Ask(
            services=tuple(UUID(one) for one in given["services"]), first=first,
            last=given["last"] or first + timedelta(days=self.horizon - 1),
            starts=given["starts"], ends=given["ends"],
            never=tuple(int(one) for one in given["never"]), tongue=given["tongue"],
            escorted=given["escorted"], childcare=given["childcare"], stay=given["stay"],
            urgency=given["urgency"], earlier=given["earlier"],
            referrals={key: pk for key, pk in known.items() if key in chosen},
            instead=given["instead"],
        )  # fmt: skip


def known(asked: Ask) -> dict[str, Any]:
    """A question as the initial values of the form."""
    clock = {
        name: f"{value:%H:%M}" if value else ""
        for name, value in (("starts", asked.starts), ("ends", asked.ends))
    }
    return clock | {
        "services": [str(one) for one in asked.services], "tongue": asked.tongue,
        "escorted": asked.escorted, "childcare": asked.childcare, "earlier": asked.earlier,
        "stay": asked.stay, "urgency": asked.urgency, "never": [str(one) for one in asked.never],
        "first": asked.first.isoformat(), "last": asked.last.isoformat(), "instead": asked.instead,
    }  # fmt: skip


class WhyForm(forms.Form):
    """Why it is cancelled; the person owes no reason."""

    def __init__(self, *args: Any, pack: Profile, needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(one.id, one.label) for one in pack.choices("appointment_reasons")]
        empty = [] if needed else [("", Text("말하지 않음", "Not said"))]
        self.fields["why"] = forms.ChoiceField(
            choices=[*empty, *rows], required=needed, label=say("이유", "Reason"),
            widget=forms.RadioSelect,
        )  # fmt: skip
