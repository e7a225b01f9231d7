"""Forms of reaching somebody: safe contact, new phone or address."""

from datetime import time
from typing import Any

from django import forms
from django.core.validators import validate_email

from hangot.core.korean import phone_digits
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm, hour_of
from hangot.people.actions import Safety
from hangot.people.models import ContactSafety

BOTH = Text("처음과 끝 시각을 모두 적어 주세요.", "Give both the first and the last hour.")
PHONE = Text(
    "전화번호의 자리 수가 맞지 않습니다. 010-1234-5678처럼 적어 주세요.",
    "This is no phone number. Write it like 010-1234-5678.",
)
MAIL = Text(
    "메일 주소만 적어 주세요. name@example.com처럼 적습니다.",
    "Write the bare address, like name@example.com.",
)
CHANNELS: tuple[tuple[str, Text], ...] = (
    ("phone", Text("전화", "Phone")),
    ("sms", Text("문자", "Text message")),
    ("talk", Text("알림톡", "Chat message")),
    ("email", Text("이메일", "E-mail")),
    ("letter", Text("우편", "Post")),
)


class SafetyForm(DeskForm):
    """How a person may be reached: asked, not guessed."""

    channels = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    window_from = forms.CharField(required=False, max_length=20)
    window_to = forms.CharField(required=False, max_length=20)
    leave_voice = forms.BooleanField(required=False)
    say_agency = forms.BooleanField(required=False)
    shared_phone = forms.BooleanField(required=False)
    others_see = forms.BooleanField(required=False)
    words = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channels"].choices = [(n, str(w)) for n, w in CHANNELS]  # type: ignore[attr-defined]
        self.name(
            channels=Text("허락한 방법", "Ways that are allowed"),
            window_from=Text("몇 시부터", "From"), window_to=Text("몇 시까지", "Until"),
            leave_voice=Text("음성을 남겨도 됩니다", "A voice message may be left"),
            say_agency=Text("기관 이름을 말해도 됩니다", "The agency may be named"),
            shared_phone=Text("다른 사람과 함께 쓰는 전화입니다", "The phone is shared with somebody"),
            others_see=Text("우편물이나 메일을 다른 사람이 볼 수 있습니다", "Somebody else may see the letters or mail"),
            words=Text("전화했을 때 할 말", "What to say on the phone"),
        )  # fmt: skip

    def clean_window_from(self) -> time | None:
        return hour_of(self.cleaned_data["window_from"])

    def clean_window_to(self) -> time | None:
        return hour_of(self.cleaned_data["window_to"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("window_from") is None) != (data.get("window_to") is None) and not self.errors:
            self.add_error("window_to", str(BOTH))
        return data

    def safety(self) -> Safety:
        """The answer as the record keeps it."""
        data = self.cleaned_data
        return Safety(
            channels=tuple(data["channels"]), window_from=data["window_from"],
            window_to=data["window_to"], shared_phone=data["shared_phone"],
            say_agency=data["say_agency"], leave_voice=data["leave_voice"],
            others_see=data["others_see"],
            words=data["words"] or None,
        )  # fmt: skip


def known_safety(row: ContactSafety | None) -> dict[str, Any]:
    """What the form starts with."""
    if row is None:
        return {"channels": ["phone"]}
    return {
        "channels": row.channels, "window_from": _clock(row.window_from),
        "window_to": _clock(row.window_to), "leave_voice": row.leave_voice,
        "say_agency": row.say_agency, "shared_phone": row.shared_phone, "others_see": row.others_see,
        "words": row.words or "",
    }  # fmt: skip


def _clock(hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour else ""


def answers(row: ContactSafety) -> list[tuple[Text, str]]:
    """A stored answer in words, to lay beside another one."""
    yes, no = Text("예", "Yes"), Text("아니오", "No")
    names = [str(label) for name, label in CHANNELS if name in row.channels]
    hours = f"{_clock(row.window_from)}~{_clock(row.window_to)}" if row.window_from else "–"
    return [
        (Text("허락한 방법", "Ways that are allowed"), ", ".join(names) or "–"),
        (Text("시간", "Hours"), hours),
        (Text("음성 남기기", "Voice message"), str(yes if row.leave_voice else no)),
        (Text("기관 이름 말하기", "Naming the agency"), str(yes if row.say_agency else no)),
        (Text("함께 쓰는 전화", "Shared phone"), str(yes if row.shared_phone else no)),
        (Text("우편·메일을 남이 봄", "Others see letters"), str(yes if row.others_see else no)),
        (Text("할 말", "What to say"), row.words or "–"),
    ]


class ContactForm(DeskForm):
    """A new phone number, address or mail."""

    KINDS = (
        ("phone", Text("전화번호", "Phone")),
        ("address", Text("주소", "Address")),
        ("email", Text("이메일", "E-mail")),
    )
    WHOSE = (("self", Text("본인", "Own")), ("family", Text("가족", "Family")), ("friend", Text("믿는 사람", "Somebody trusted")))  # fmt: skip
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    value = forms.CharField(max_length=200)
    whose = forms.ChoiceField(widget=forms.RadioSelect, initial="self")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("kind", self.KINDS), ("whose", self.WHOSE)):
            self.fields[name].choices = [(n, str(w)) for n, w in choices]  # type: ignore[attr-defined]
        self.name(
            kind=Text("무엇을", "What"), value=Text("새 연락처나 주소", "The new one"),
            whose=Text("누구의", "Whose"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "phone" and "value" in data:
            digits = phone_digits(data["value"])
            if digits is None:
                self.add_error("value", str(PHONE))
            else:
                data["value"] = digits
        if data.get("kind") == "email" and "value" in data:
            self._mail(data["value"])
        return data

    def _mail(self, value: str) -> None:
        """A bare address and nothing around it: what stands beside it would hide whose it is."""
        try:
            validate_email(value)
        except forms.ValidationError:
            self.add_error("value", str(MAIL))
