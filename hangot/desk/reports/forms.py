"""The form of a report at the desk: the same check as for a feed, the faults beside the fields."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.core.orders import OrderKind
from hangot.core.packs import Choice, Profile
from hangot.core.reports.fields import Reading, read
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField
from hangot.desk.contacts.fields import Name, OneOf, Phone, Typed, chips, no
from hangot.desk.say import say
from hangot.reports.apart import Beside
from hangot.reports.lists import words_of

ROWS = 5
PLAIN = ("number", "risk", "name", "birth", "phone", "call_from", "call_to", "wish", "district",
         "address")  # fmt: skip
YES, NO = Choice("yes", Text("예", "Yes")), Choice("no", Text("아니오", "No"))
NO_NUMBER = "desk-"


class ReportForm(forms.Form):
    """What the police tell of a home that agreed; who reported, and what only they hold, apart."""

    def __init__(
        self, data: Any = None, *, pack: Profile, at: datetime, holds: bool, initial: Any = None
    ) -> None:
        super().__init__(data, initial={"risk": "normal", **(initial or {})})
        self.pack, self.at = pack, at
        self.reading = Reading()
        self.fields |= _first(pack) | _home(pack) | _members(pack) | _apart(pack, holds=holds)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self.reading = read(self._raw(said), words_of(self.pack), now=self.at)
        for fault in self.reading.faults:
            self.add_error(_field(fault.field), no(fault.sentence))
        return said

    def _raw(self, said: Mapping[str, Any]) -> dict[str, object]:
        """The answers as the check of all reports reads them."""
        return {
            **{name: said.get(name, "") for name in PLAIN},
            "number": said.get("number") or f"{NO_NUMBER}{new_id().hex[:32]}",
            "reported_at": f"{said.get('day', '')} {said.get('hour', '')}".strip(),
            "agreed": said.get("agreed", ""), "members": list(_rows(said)),
            "script": self.pack.consent.call.version,
        }  # fmt: skip

    def beside(self) -> Beside:
        """Who reported, and the words for the police."""
        said = self.cleaned_data
        return Beside(
            said.get("who_kind", ""), said.get("who_name", ""), said.get("who_phone"),
            said.get("who_words", ""), said.get("held", ""),
        )  # fmt: skip

    def member_rows(self) -> list[list[Any]]:
        """The bound fields of each line of the household."""
        names = ("role", "name", "birth")
        return [[self[f"m{row}_{name}"] for name in names] for row in range(ROWS)]


class AnswerForm(forms.Form):
    """What the police found out where the centre reached nobody."""

    def __init__(self, data: Any = None, *, pack: Profile) -> None:
        super().__init__(data)
        self.fields["result"] = OneOf(
            pack.choices("police_answers"), required=True, widget=chips(),
            label=say("무엇을 확인했나요?", "What did you find out?"),
        )  # fmt: skip
        self.fields["words"] = Typed(
            label=say("센터에 전할 말", "Words for the centre"),
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip


class MeasureForm(forms.Form):
    """An emergency measure with day and hour."""

    def __init__(self, data: Any = None, *, kinds: Iterable[OrderKind], today: date) -> None:
        super().__init__(data, auto_id="id_measure_%s")
        self.fields["what"] = forms.ChoiceField(
            label=say("어떤 긴급조치인가요?", "Which emergency measure?"),
            choices=[(one.id, one.label) for one in kinds],
        )
        self.fields["on"] = DayField(label=say("조치한 날", "Day of the measure"), today=today)
        self.fields["clock"] = TimeOfDayField(label=say("시각", "Time"))

    def moment(self) -> datetime:
        """When it was taken."""
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["clock"], SEOUL)


def _rows(said: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Lines with anything in them; an empty line between two keeps its place for the faults."""
    last = max((row for row in range(ROWS) if _line(said, row)), default=-1)
    for row in range(last + 1):
        yield _line(said, row) or {"role": "housemate"}


def _line(said: Mapping[str, Any], row: int) -> dict[str, str]:
    found = {name: said.get(f"m{row}_{name}", "") for name in ("role", "name", "birth")}
    return {name: value for name, value in found.items() if value}


def _field(place: str) -> str | None:
    """The field of the form for the place of a fault."""
    if place == "reported_at":
        return "day"
    if place.startswith("members/"):
        _, row, name = place.split("/")
        return f"m{row}_{name}"
    return None if place == "members" else place


def _first(pack: Profile) -> dict[str, forms.Field]:
    return {
        "agreed": OneOf((YES, NO), required=True, widget=chips(), label=say(
            "본인이 센터의 연락을 받는 데 동의했나요?", "Did the person agree to be contacted by the centre?")),
        "day": Typed(required=True, label=say("신고된 날", "Day of the report"), widget=_line_of("date")),
        "hour": Typed(required=True, label=say("시각", "Time"), widget=_line_of("time")),
        "number": Typed(label=say("경찰 접수번호", "Number of the police"), widget=_line_of("text")),
        "risk": OneOf(pack.choices("report_risks"), required=True, widget=chips(),
                      label=say("위험 정도", "Risk")),
    }  # fmt: skip


def _home(pack: Profile) -> dict[str, forms.Field]:
    return {
        "name": Typed(label=say("성명", "Name"), widget=_line_of("text")),
        "birth": Typed(label=say("생년월일", "Birth date"), widget=_line_of("text")),
        "phone": Typed(label=say("안전한 전화번호", "Safe phone"), widget=_line_of("tel")),
        "call_from": Typed(label=say("통화 가능 시작", "Calls from"), widget=_line_of("text")),
        "call_to": Typed(label=say("통화 가능 끝", "Calls until"), widget=_line_of("text")),
        "wish": Typed(label=say("본인이 바라는 것", "What the person wishes"),
                      widget=forms.Textarea(attrs={"rows": 3})),
        "district": _menu(pack.choices("districts"), say("사는 구", "District")),
        "address": Typed(label=say("주소", "Address"), widget=_line_of("text")),
    }  # fmt: skip


def _members(pack: Profile) -> dict[str, forms.Field]:
    roles = pack.choices("household_roles")
    found: dict[str, forms.Field] = {}
    for row in range(ROWS):
        found |= {
            f"m{row}_role": _menu(roles, say("관계", "Role")),
            f"m{row}_name": Typed(label=say("성명", "Name"), widget=_line_of("text")),
            f"m{row}_birth": Typed(label=say("생년월일", "Birth date"), widget=_line_of("text")),
        }  # fmt: skip
    return found


def _menu(options: Iterable[Choice], label: Any) -> OneOf:
    """A list to choose from that may stay at nothing."""
    field = OneOf(options, widget=forms.Select(), label=label)
    field.choices = [("", "–"), *((one.id, one.label) for one in field.options)]
    return field


def _apart(pack: Profile, *, holds: bool) -> dict[str, forms.Field]:
    """Only whose duty may hold it sees these fields at all."""
    if not holds:
        return {}
    return {
        "who_kind": OneOf(pack.choices("reporter_kinds"), widget=chips(),
                          label=say("누가 신고했나요?", "Who reported?")),
        "who_name": Name(label=say("신고한 분 성명", "Name of who reported"), widget=_line_of("text")),
        "who_phone": Phone(label=say("신고한 분 전화번호", "Phone of who reported"), widget=_line_of("tel")),
        "who_words": Typed(label=say("신고한 분에 대해 적을 것", "About who reported"),
                           widget=forms.Textarea(attrs={"rows": 2})),
        "held": Typed(label=say("수사와 관련된 내용", "Content of the investigation"),
                      widget=forms.Textarea(attrs={"rows": 3})),
    }  # fmt: skip


def _line_of(kind: str) -> forms.TextInput:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    widget.input_type = kind
    return widget
