"""Forms of who lives together: somebody joins, is put right, moves out."""

from datetime import date
from typing import Any

from django import forms

from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import PICK, DeskForm, pairs
from hangot.desk.cases.work_inputs import DayField
from hangot.desk.contacts.fields import Birth, Name
from hangot.desk.say import say, spoken
from hangot.people.actions import Part
from hangot.people.models import Member

NOT_YET = Text(
    "아직 오지 않은 날입니다. 오늘이나 그 전 날짜를 적어 주세요.",
    "This day has not come yet. Give today or a day before.",
)
UNKNOWN = say("모르면 비워 둡니다", "Leave empty if unknown")
NUMBERED = Text(
    "센터에 기록이 있는 분이면 이름 대신 적습니다",
    "Instead of a name, for somebody with a record here",
)


class Since(DayField):
    """A day that has come."""

    def clean(self, value: Any) -> Any:
        """The date meant; a sentence for one that is still to come."""
        found = super().clean(value)
        if found and found > self.today:
            raise forms.ValidationError(str(NOT_YET))
        return found


class MemberForm(DeskForm):
    """Who somebody is in the household; name and birth only where no record has them."""

    role = forms.ChoiceField()
    who = Name()
    born = Birth()

    def __init__(self, profile: Profile, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["born"].today = today  # type: ignore[attr-defined]
        self.fields["since"] = Since(
            label=say("언제부터 함께 사나요?", "Together since"), today=today, required=False,
            help_text=UNKNOWN,
        )  # fmt: skip
        self.fields["role"].choices = pairs(profile.choices("household_roles"), empty=True)  # type: ignore[attr-defined]
        self.name(
            role=Text("가구에서 누구인가요?", "Who in the household?"), who=Text("이름", "Name"),
            born=Text("생년월일", "Date of birth"),
        )  # fmt: skip
        self.fields["born"].help_text = UNKNOWN

    def of_record(self) -> "MemberForm":
        """The form for somebody whose name and birth stand in a record."""
        del self.fields["who"], self.fields["born"]
        return self

    def part(self) -> Part:
        """What was typed."""
        said = self.cleaned_data
        born = said.get("born")
        return Part(
            said["role"], said.get("who") or None, born.isoformat() if born else None, said["since"]
        )


class JoinForm(MemberForm):
    """Somebody lives with the person: by name, or by the number of a case."""

    number = forms.CharField(required=False, max_length=16)

    def __init__(self, profile: Profile, today: date, *args: Any, first: bool, **more: Any) -> None:
        super().__init__(profile, today, *args, **more)
        self.name(number=Text("사례 번호", "Case number"))
        self.fields["number"].help_text = spoken(NUMBERED)
        self.fields["number"].widget.attrs["class"] = "w-m"
        if first:
            roles = pairs(profile.choices("household_roles"), empty=True)
            self.fields["own_role"] = forms.ChoiceField(
                choices=roles,
                label=say("본인은 가구에서 누구인가요?", "And the person of this case?"),
                error_messages={"required": spoken(PICK)},
            )
        self.order_fields(["own_role", "role", "who", "born", "number", "since"])


class LeaveForm(DeskForm):
    """The day since which they live together no more."""

    def __init__(self, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["until"] = Since(
            label=say("언제까지 함께 살았나요?", "Together until"), today=today
        )


def known(row: Member) -> dict[str, Any]:
    """What a form of this member starts with."""
    return {
        "role": row.role, "who": row.name, "born": row.birth,
        "since": row.since.isoformat() if row.since else "",
    }  # fmt: skip
