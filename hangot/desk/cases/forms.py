"""Forms of the record: what all share, notes and documents."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms

from hangot.core.korean import parse_day, parse_time
from hangot.core.packs import Choice, Profile
from hangot.core.text import Text
from hangot.templatetags.moments import SEOUL

Pairs = list[tuple[str, str]]
CHOOSE = Text("고르세요", "Choose")
NEEDED = Text("적어 주세요.", "Please fill this in.")
PICK = Text("하나 골라 주세요.", "Please choose one.")
DAY = Text(
    "날짜를 읽지 못했습니다. 0903이나 9/3처럼 적어 주세요.",
    "This is no date. Write it like 0903 or 9/3.",
)
HOUR = Text(
    "시각을 읽지 못했습니다. 1230이나 12:30처럼 적어 주세요.",
    "This is no time. Write it like 1230 or 12:30.",
)
FUTURE = Text(
    "아직 오지 않은 때입니다. 만나거나 통화한 때를 적어 주세요.",
    "This is in the future. Write when you met or spoke.",
)
LONGEST = 20_000


def pairs(choices: Iterable[Choice], *, empty: bool = False) -> Pairs:
    """The entries of a list of the pack for a select."""
    found = [(one.id, str(one.label)) for one in choices]
    return [("", str(CHOOSE)), *found] if empty else found


class DeskForm(forms.Form):
    """Says in the reader's language what is missing; other people's data is not completed."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.error_messages["required"] = str(PICK if hasattr(field, "choices") else NEEDED)
            field.error_messages["invalid_choice"] = str(PICK)
            field.error_messages["invalid"] = str(NEEDED)
            if not isinstance(field, forms.FileField):
                field.widget.attrs.setdefault("autocomplete", "off")

    def name(self, **labels: Text) -> None:
        """Give the fields their labels."""
        for field, label in labels.items():
            self.fields[field].label = str(label)

    def refuse(self, sentence: Text) -> None:
        """What the rules said, above the form."""
        self.add_error(None, str(sentence))


def words(rows: int) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


class NoteForm(DeskForm):
    """One entry: where, how, when, what was said."""

    section = forms.ChoiceField()
    what = forms.ChoiceField()
    day = forms.CharField(required=False, max_length=20)
    hour = forms.CharField(required=False, max_length=20)
    text = words(8)

    def __init__(
        self, profile: Profile, sections: Pairs, now: datetime, *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.now = now.astimezone(SEOUL)
        self._choices("section", [("", str(CHOOSE)), *sections])
        self._choices("what", pairs(profile.choices("note_kinds"), empty=True))
        self.name(
            section=Text("어느 구역에", "Section"), what=Text("어떻게", "How"), day=Text("날짜", "Day"),
            hour=Text("시각", "Time"), text=Text("내용", "What was said and done"),
        )  # fmt: skip

    def _choices(self, name: str, choices: Pairs) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        return day_of(self.cleaned_data["day"], self.now.date())

    def clean_hour(self) -> time:
        return hour_of(self.cleaned_data["hour"]) or self.now.time().replace(microsecond=0)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("hour") is not None:
            data["when"] = datetime.combine(data["day"], data["hour"], tzinfo=SEOUL)
            if data["when"] > self.now:
                self.add_error("day", str(FUTURE))
        return data


def day_of(typed: str, today: date) -> date:
    """The day that was typed; today when nothing was."""
    found = parse_day(typed, today) if typed else today
    if found is None:
        raise forms.ValidationError(str(DAY))
    return found


def hour_of(typed: str) -> time | None:
    """The hour that was typed."""
    found = parse_time(typed) if typed else None
    if typed and found is None:
        raise forms.ValidationError(str(HOUR))
    return found


class FileForm(DeskForm):
    """One document and where it belongs."""

    place = forms.ChoiceField()
    file = forms.FileField(max_length=1000, allow_empty_file=True)

    def __init__(self, sections: Pairs, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = [("", str(CHOOSE)), *sections]  # type: ignore[attr-defined]
        self.name(place=Text("어느 구역에", "Section"), file=Text("파일", "File"))
