"""Forms of who somebody is and who is around them."""

from datetime import date
from typing import Any

from django import forms

from hangot.core.korean import parse_birth
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import NEEDED, DeskForm, pairs
from hangot.desk.contacts.fields import Birth, Phone
from hangot.desk.say import spoken
from hangot.people.opponents import OPPONENT, Named

BIRTH = Text(
    "생년월일을 읽지 못했습니다. 970309처럼 적어 주세요.",
    "This is no date of birth. Write it like 1997-03-09.",
)


OPPONENT_ONLY = Text("가해(의심)자일 때만 적습니다", "Only for an alleged perpetrator")


class NameForm(DeskForm):
    """Who the person is: a name that may have been unknown so far."""

    called = forms.CharField(max_length=80)
    birth = forms.CharField(required=False, max_length=20)

    def __init__(self, today: date, *args: Any, hint: Text | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["birth"].help_text = str(hint or "")
        self.name(called=Text("이름", "Name"), birth=Text("생년월일", "Date of birth"))

    def clean_birth(self) -> str | None:
        typed = self.cleaned_data["birth"]
        found = parse_birth(typed, self.today) if typed else None
        if typed and found is None:
            raise forms.ValidationError(str(BIRTH))
        return found.isoformat() if found else None


class AliasForm(DeskForm):
    """A name to be called by."""

    alias = forms.CharField(max_length=60)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.name(alias=Text("가명", "Alias"))


class RelationForm(DeskForm):
    """Somebody around the person."""

    kind = forms.ChoiceField()
    who = forms.CharField(required=False, max_length=80)
    born = Birth()
    phone = Phone()
    detail = forms.CharField(required=False, max_length=400)

    def __init__(self, profile: Profile, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["born"].today = today  # type: ignore[attr-defined]
        self.fields["kind"].choices = pairs(profile.choices("relations"), empty=True)  # type: ignore[attr-defined]
        self.name(
            kind=Text("어떤 사이", "Relation"), who=Text("이름", "Name"),
            born=Text("생년월일", "Date of birth"), phone=Text("전화번호", "Phone"),
            detail=Text("알아 둘 것", "Good to know"),
        )  # fmt: skip
        for name in ("born", "phone"):
            self.fields[name].help_text = spoken(OPPONENT_ONLY)

    def clean(self) -> dict[str, Any]:
        """What tells an opponent from his namesakes needs his name, and is asked of nobody else."""
        found: dict[str, Any] = super().clean() or {}
        if (found.get("born") or found.get("phone")) and found.get("kind"):
            if found["kind"] != OPPONENT:
                self.add_error("kind", str(OPPONENT_ONLY))
            elif not found.get("who"):
                self.add_error("who", str(NEEDED))
        return found

    def compared(self) -> None:
        """What tells this opponent from his namesakes is kept already, and shown to nobody."""
        del self.fields["born"], self.fields["phone"]

    def named(self) -> Named | None:
        """The opponent with a second identifier; None for everybody else."""
        said = self.cleaned_data
        if not (said.get("born") or said.get("phone")):
            return None
        return Named(said["who"], said["born"], said["phone"])


class AccessNeedForm(DeskForm):
    """What every desk must prepare."""

    need = forms.ChoiceField()
    note = forms.CharField(required=False, max_length=200)

    def __init__(self, profile: Profile, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["need"].choices = pairs(profile.choices("access_needs"), empty=True)  # type: ignore[attr-defined]
        self.name(need=Text("필요한 것", "What is needed"), note=Text("자세히", "Details"))
