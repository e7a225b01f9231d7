"""Fields that take what people type at a desk, and keep it when it cannot be read."""

import unicodedata
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms

from hangot.core.korean import clean_name, format_phone, parse_birth, parse_time, phone_digits
from hangot.core.korean.names import LONGEST_NAME
from hangot.core.packs import Choice
from hangot.core.text import Text

LONGEST_STORY = 20_000
KEPT = "\n\t"

NAME_TOO_LONG = Text(
    "이름은 100자까지 적을 수 있습니다. 줄여서 적어 주세요.",
    "A name may have up to 100 characters. Please shorten it.",
)
TEXT_TOO_LONG = Text(
    "20,000자까지 적을 수 있습니다. 나머지는 저장한 뒤에 상담기록에 이어서 적어 주세요.",
    "Up to 20,000 characters fit. Write the rest in the notes after saving.",
)
NOT_A_BIRTH = Text(
    "날짜로 읽지 못했습니다. 1997-03-09나 970309처럼 적어 주세요.",
    "This could not be read as a date. Write it like 1997-03-09 or 970309.",
)
NOT_A_PHONE = Text(
    "전화번호로 읽지 못했습니다. 010-1234-5678처럼 적어 주세요.",
    "This could not be read as a phone number. Write it like 010-1234-5678.",
)
NOT_A_TIME = Text(
    "시각으로 읽지 못했습니다. 1200이나 12:00처럼 적어 주세요.",
    "This could not be read as a time. Write it like 1200 or 12:00.",
)
NOT_ON_THE_LIST = Text("목록에서 골라 주세요.", "Choose from the list.")
PLEASE_CHOOSE = Text("하나를 골라 주세요.", "Please choose one.")
PLEASE_WRITE = Text("적어 주세요.", "Please fill this in.")


def no(sentence: Text) -> forms.ValidationError:
    """A form error in the language of the reader."""
    return forms.ValidationError(str(sentence))


class Typed(forms.CharField):
    """Free text whose control characters are dropped before anything else looks at it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"required": False, **more})
        self.validators = []
        self.error_messages["required"] = str(PLEASE_WRITE)

    def to_python(self, value: Any) -> str:
        return without_controls(str(value or "")).strip()


class Name(Typed):
    """A name as it is shown; empty when nothing readable is left."""

    def clean(self, value: Any) -> str:
        name = clean_name(super().clean(value), LONGEST_NAME + 1)
        if len(name) > LONGEST_NAME:
            raise no(NAME_TOO_LONG)
        return name


class Words(Typed):
    """A story as it was heard, lines and all."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if len(words) > LONGEST_STORY:
            raise no(TEXT_TOO_LONG)
        return words


class Birth(Typed):
    """970309, 1997-03-09, 97년 3월 9일. `today` is set by the form."""

    today: date

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        born = parse_birth(typed, self.today) if typed else None
        if typed and born is None:
            raise no(NOT_A_BIRTH)
        return born


class Phone(Typed):
    """A number in any spelling, kept as digits."""

    def clean(self, value: Any) -> str | None:
        typed = super().clean(value)
        digits = phone_digits(typed) if typed else None
        if typed and digits is None:
            raise no(NOT_A_PHONE)
        return digits

    def prepare_value(self, value: Any) -> Any:
        return format_phone(value) if isinstance(value, str) else value


class Hour(Typed):
    """1200, 12:00, 12시 30분, 오후 3시."""

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value)
        moment = parse_time(typed) if typed else None
        if typed and moment is None:
            raise no(NOT_A_TIME)
        return moment

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class OneOf(forms.ChoiceField):
    """One entry of a list, chosen by its code or, on the page of two versions, by its words."""

    def __init__(self, options: Iterable[Choice], **more: Any) -> None:
        self.options = tuple(options)
        choices = [(one.id, one.label) for one in self.options]
        super().__init__(**{"choices": choices, "required": False, **more})
        self.error_messages |= {
            "required": str(PLEASE_CHOOSE), "invalid_choice": str(NOT_ON_THE_LIST),
        }  # fmt: skip

    def to_python(self, value: Any) -> str:
        return _code(self.options, without_controls(str(value or "")))

    def words(self, code: str) -> str:
        """The label of a code, as the page of two versions shows it."""
        return _words(self.options, [code])


class SomeOf(forms.MultipleChoiceField):
    """Several entries of a list, as boxes or as words with commas between them."""

    def __init__(self, options: Iterable[Choice], **more: Any) -> None:
        self.options = tuple(options)
        choices = [(one.id, one.label) for one in self.options]
        widget = forms.CheckboxSelectMultiple
        super().__init__(**{"choices": choices, "required": False, "widget": widget, **more})
        self.error_messages["invalid_choice"] = str(NOT_ON_THE_LIST)

    def to_python(self, value: Any) -> list[str]:
        typed = [part.strip() for one in value or () for part in str(one).split(",")]
        return [_code(self.options, without_controls(part)) for part in typed if part]

    def words(self, codes: Iterable[str]) -> str:
        """The labels of some codes with commas between them."""
        return _words(self.options, codes)


class Tick(forms.BooleanField):
    """One box that may stay empty."""

    def __init__(self, label: Text) -> None:
        super().__init__(required=False)
        self.label: Any = label


def chips() -> forms.RadioSelect:
    """Round answers in one line."""
    return forms.RadioSelect(attrs={"class": "chip"})


def without_controls(text: str) -> str:
    """The text without characters that are commands: NUL, escape, half a surrogate pair."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))


def _code(options: Iterable[Choice], typed: str) -> str:
    by_words = {word: one.id for one in options for word in (one.label.ko, one.label.en)}
    return by_words.get(typed.strip(), typed.strip())


def _words(options: Iterable[Choice], codes: Iterable[str]) -> str:
    chosen = set(codes)
    return ", ".join(str(one.label) for one in options if one.id in chosen)
