"""The forms around a contact: the first conversation, a look-up, the steps of its life."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django import forms

from hangot.core.korean import format_phone
from hangot.core.lookup import Query
from hangot.core.packs import Choice, Profile, Question
from hangot.core.text import Text
from hangot.desk.contacts.fields import (
    Birth,
    Hour,
    Name,
    OneOf,
    Phone,
    SomeOf,
    Tick,
    Typed,
    Words,
    chips,
    no,
)
from hangot.desk.contacts.rules import safety
from hangot.desk.say import say
from hangot.intake.story import Story
from hangot.templatetags.moments import day_of

STRICT = ["no_messages", "no_letters", "no_agency_name", "no_voicemail"]
"""Until somebody has asked, nothing is sent and nothing is said."""

BOTH_HOURS = Text(
    "시작과 끝을 모두 적어 주세요. 아무 때나 괜찮으면 둘 다 비워 주세요.",
    "Give both the start and the end. Leave both empty if any hour is fine.",
)
SAME_HOURS = Text(
    "시작과 끝이 같습니다. 다시 여쭤 주세요.", "Start and end are the same. Please ask again."
)
AGREED = Text(
    "112나 다른 기관에서 온 접수: 본인이 연락받는 데 동의했거나 법적 근거가 있습니다",
    "From the police or an agency: the person agreed to be contacted, or a law allows it",
)


def question(pack: Profile, name: str) -> Question:
    """One question of the first conversation in the words of the pack."""
    return next(one for one in pack.first_contact.questions if one.id == name)


class ContactForm(forms.Form):
    """What is heard once: safety, safe contact, own words, who. Everything may stay empty."""

    def __init__(
        self, data: Any = None, *, pack: Profile, at: datetime, initial: Any = None
    ) -> None:
        start = {"rules": STRICT, "urgency": "normal", "channel": "phone", **(initial or {})}
        super().__init__(data, initial=start)
        self.fields |= _safety_fields(pack) | _story_fields(pack) | _who_fields()
        self.fields["birth"].today = day_of(at)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        start, end = said.get("hour_from"), said.get("hour_to")
        if bool(start) != bool(end) and not {"hour_from", "hour_to"} & set(self.errors):
            self.add_error("hour_to" if start else "hour_from", no(BOTH_HOURS))
        if start and start == end:
            self.add_error("hour_to", no(SAME_HOURS))
        return said

    def only(self, names: Collection[str]) -> None:
        """Forget the errors of all other fields: they do not matter yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]

    def story(self, *, phone: str | None = None) -> Story:
        """What was typed, for the domain. `phone` stands when none was typed."""
        said = self.cleaned_data
        return Story(
            channel=said["channel"], safe=said["safe"], urgency=said["urgency"],
            story=said["story"] or None, wish=said["wish"] or None, name=said["name"] or None,
            alias=said["alias"] or None, birth=said["birth"], phone=said["phone"] or phone,
            crimes=said["crimes"], needs=said["needs"], safety=safety(said),
            agreed=bool(said["agreed"]),
        )  # fmt: skip

    def query(self) -> Query:
        """Who it may be, as a question to the look-up."""
        said = self.cleaned_data
        return Query(name=said.get("name") or "", phone=said.get("phone"), birth=said.get("birth"))

    def echo(self) -> dict[str, Text]:
        """How the typed date, hours and number were understood, to be said back."""
        said = getattr(self, "cleaned_data", {})
        found = {}
        if birth := said.get("birth"):
            found["birth"] = Text(
                f"{birth.year}년 {birth.month}월 {birth.day}일로 읽었습니다.",
                f"Read as {birth:%d %B %Y}.",
            )
        if phone := said.get("phone"):
            found["phone"] = Text(
                f"{format_phone(phone)}로 읽었습니다.", f"Read as {format_phone(phone)}."
            )
        for name in ("hour_from", "hour_to"):
            if hour := said.get(name):
                found[name] = Text(f"{hour:%H:%M}로 읽었습니다.", f"Read as {hour:%H:%M}.")
        return found


def _safety_fields(pack: Profile) -> dict[str, forms.Field]:
    safe, way = question(pack, "safe_now"), question(pack, "channel")
    contact = question(pack, "safe_contact")
    return {
        "safe": OneOf(safe.options, label=safe.label, widget=forms.RadioSelect, required=True),
        "channel": OneOf(pack.choices("channels"), label=way.label, widget=chips(), required=True),
        "agreed": Tick(AGREED),
        "phone": Phone(label=say("전화번호", "Phone"), widget=_line("tel")),
        "hour_from": Hour(label=say("통화 가능 시작", "Calls from"), widget=_line("text", digits=True)),
        "hour_to": Hour(label=say("통화 가능 끝", "Calls until"), widget=_line("text", digits=True)),
        "rules": SomeOf(contact.options, label=say("연락할 때 지킬 것", "When making contact")),
    }  # fmt: skip


def _story_fields(pack: Profile) -> dict[str, forms.Field]:
    own, needs = question(pack, "own_words"), question(pack, "needs")
    crimes, urgency = question(pack, "crime_types"), question(pack, "urgency")
    hours = [Choice(u.id, u.label) for u in pack.urgencies.values()]
    return {
        "story": Words(label=own.label, help_text=own.hint, widget=_lines(5)),
        "wish": Words(label=say("무엇을 바라시나요?", "What does the person wish?"), widget=_lines(2)),
        "needs": SomeOf(pack.choices("need_domains"), label=needs.label),
        "crimes": SomeOf(pack.choices("crime_types"), label=crimes.label, help_text=crimes.hint),
        "urgency": OneOf(hours, label=urgency.label, widget=chips(), required=True),
    }  # fmt: skip


def _who_fields() -> dict[str, forms.Field]:
    return {
        "name": Name(label=say("성명", "Name"), widget=_line("text")),
        "alias": Name(label=say("가명", "Alias"), widget=_line("text")),
        "birth": Birth(label=say("생년월일", "Birth date"), widget=_line("text", digits=True)),
    }  # fmt: skip


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _line(kind: str, *, digits: bool = False) -> forms.TextInput:
    attrs = {"autocomplete": "off", **({"inputmode": "numeric"} if digits else {})}
    widget = forms.TextInput(attrs=attrs)
    widget.input_type = kind
    return widget


class FindForm(forms.Form):
    """One box and a reason."""

    def __init__(self, data: Any = None, *, pack: Profile, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["who"] = Typed(
            label=say("누구를 찾으시나요?", "Who are you looking for?"), widget=_line("search"),
            help_text=say(
                "이름, 생년월일, 전화번호 가운데 두 가지. 예: 한서윤 970309",
                "Two of name, birth date and phone. For example: 한서윤 970309",
            ),
        )  # fmt: skip
        self.fields["reason"] = why(pack)


def why(pack: Profile) -> OneOf:
    """Why somebody is looked for."""
    return OneOf(
        pack.choices("lookup_reasons"), label=say("왜 찾으시나요?", "Why are you looking?"),
        widget=chips(), required=True,
    )  # fmt: skip
