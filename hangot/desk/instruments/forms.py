"""One page of a form as a Django form: fields for what applies; nothing in it is compulsory yet."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms

from hangot.core.instruments.form import UNCHECKED, Group, Item
from hangot.core.instruments.results import Look
from hangot.core.instruments.typed import LONGEST
from hangot.core.instruments.words import Answer, Answers
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import text_box

YES_NO = (("yes", Text("예", "Yes")), ("no", Text("아니오", "No")))
NOT_CHECKED = (UNCHECKED, Text("확인안됨", "Not checked"))
OPEN = Text("아직 답하지 않았습니다.", "Still open.")
PREFIX = "q"
"""Before the name of a question, which may be any word, so that it is no other field of the page."""
TICKED = ("yesno", "choice", "several")
SHOWN = "shown"
"""Names the questions that stood on the page, so that what was not asked is not taken for empty."""


class GroupForm(DeskForm):
    """The questions of one page that apply; `lines()` gives them with the words between them."""

    def __init__(
        self, group: Group, seen: Look, answers: Answers, data: Any = None, **more: Any
    ) -> None:
        super().__init__(data, prefix=PREFIX, **more)
        self.group, self.seen = group, seen
        for item in group.items:
            if item.type != "note" and seen.asked[item.id] is True:
                made = self.fields[item.id] = FIELDS[item.type](item, answers.get(item.id))
                made.label, made.required = str(item.label), False
                made.help_text = str(item.hint) if item.hint else ""

    def lines(self) -> Iterator[dict[str, Any]]:
        """The page from top to bottom."""
        for item in self.group.items:
            if item.type == "note" and self.seen.asked[item.id] is True:
                yield {"words": item.label}
            elif item.id in self.fields:
                yield {"name": item.id, "must": item.required}

    def mark(self, wrong: Mapping[str, Text]) -> None:
        """What was typed that is no answer, beside its question."""
        for name, sentence in wrong.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, str(sentence))


def field_name(name: str) -> str:
    """What the field of a question is called in a page."""
    return f"{PREFIX}-{name}"


def anchor(item: Item) -> str:
    """Where a link to a question leads: its first answer, or its box."""
    return f"id_{field_name(item.id)}{'_0' if item.type in TICKED else ''}"


def _pairs(item: Item) -> list[tuple[str, str]]:
    if item.type == "yesno":
        listed = [*YES_NO, NOT_CHECKED] if item.unchecked else list(YES_NO)
    else:
        listed = [(one.id, one.label) for one in item.options]
    return [(key, str(words)) for key, words in listed]


def _one(item: Item, answer: Answer | None) -> forms.Field:
    widget = forms.RadioSelect(attrs={"class": "chip"} if item.type == "yesno" else {})
    return forms.ChoiceField(choices=_pairs(item), widget=widget, initial=answer)


def _several(item: Item, answer: Answer | None) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_pairs(item), widget=forms.CheckboxSelectMultiple, initial=answer
    )


def _short(item: Item, answer: Answer | None) -> forms.Field:
    made = forms.CharField(max_length=40, initial=answer)
    numeric = {} if item.type == "date" else {"inputmode": "decimal"}
    made.widget.attrs.update({"class": "w-m", "autocomplete": "off", **numeric})
    return made


def _text(_item: Item, answer: Answer | None) -> forms.Field:
    return text_box(rows=3, max_length=LONGEST, initial=answer)


FIELDS: Mapping[str, Callable[[Item, Answer | None], forms.Field]] = {
    "yesno": _one,
    "choice": _one,
    "several": _several,
    "number": _short,
    "decimal": _short,
    "date": _short,
    "text": _text,
}


class JudgeForm(DeskForm):
    """Another level than the form's, and why."""

    band = forms.ChoiceField(widget=forms.RadioSelect)
    reason = text_box(rows=2, max_length=2000)

    def __init__(self, bands: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["band"].choices = bands  # type: ignore[attr-defined]
        self.name(
            band=Text("담당자가 판단한 수준", "Level as you judge it"),
            reason=Text("그렇게 판단한 까닭", "Why"),
        )


class ActForm(DeskForm):
    """What was done after an alarm."""

    act = forms.ChoiceField(widget=forms.RadioSelect)
    words = text_box(rows=4)

    def __init__(self, acts: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["act"].choices = acts  # type: ignore[attr-defined]
        self.name(
            act=Text("무엇을 했나요", "What was done"),
            words=Text("언제, 누구와, 어떻게", "When, with whom, how"),
        )


class SettingForm(DeskForm):
    """How the form is filled in."""

    setting = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, settings: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, initial={"setting": settings[0][0]})
        self.fields["setting"].choices = settings  # type: ignore[attr-defined]
        self.name(setting=Text("어떻게 여쭙나요", "How it is asked"))
