"""Rooms, people who take part, childcare and what a post can do, as they are typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from hangot.appointments.equipping import AideSaid, RoomSaid
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.house.place_fields import LANGUAGES, WeekForm, label_fields, named
from hangot.desk.say import say
from hangot.directory.models import Service

Rows = Iterable[tuple[UUID, Text]]
ROOM_KINDS = {
    "consulting": Text("상담실", "Counselling room"),
    "statement": Text("진술실", "Statement room"),
    "desk": Text("창구", "Desk"),
}
AIDE_KINDS = {
    "interpreter": Text("통역", "Interpreter"),
    "statement_assistant": Text("진술조력인", "Statement assistant"),
    "advocate": Text("동행", "Advocate"),
}
MOST_PLACES = 40


def _agency(rows: Rows, empty: Text) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[("", empty), *((str(pk), label) for pk, label in rows)], coerce=UUID,
        empty_value=None, required=False, label=say("기관", "Agency"),
    )  # fmt: skip


class RoomForm(forms.Form):
    """A room or desk."""

    def __init__(self, *args: Any, agencies: Rows, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        zones = [
            (one.id.upper(), Text(f"{one.id.upper()} · {one.label.ko}", f"{one.id.upper()} · {one.label.en}"))
            for one in pack.choices("entrances")
        ]  # fmt: skip
        self.fields.update(label_fields())
        self.fields["kind"] = forms.ChoiceField(
            choices=list(ROOM_KINDS.items()), label=say("종류", "Kind")
        )
        self.fields["zone"] = forms.ChoiceField(
            choices=zones, label=say("구역·출입구", "Zone and entrance")
        )
        self.fields["capacity"] = forms.IntegerField(
            min_value=1, max_value=200, label=say("몇 명까지", "For how many")
        )
        self.fields["agency"] = _agency(agencies, Text("모두 함께 씀", "Everybody's"))
        self.fields["active"] = forms.BooleanField(
            required=False, label=say("지금 쓰는 방입니다", "The room is in use")
        )

    def said(self) -> RoomSaid:
        """What was typed."""
        given = self.cleaned_data
        return RoomSaid(
            named(given), given["kind"], given["zone"], given["capacity"],
            given["agency"], given["active"],
        )  # fmt: skip


class AideForm(WeekForm):
    """An interpreter, statement assistant or advocate, with the hours of their week."""

    def __init__(self, *args: Any, agencies: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(label_fields())
        self.fields["kind"] = forms.ChoiceField(
            choices=list(AIDE_KINDS.items()), label=say("하는 일", "What they do")
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            choices=list(LANGUAGES.items()), required=False, widget=forms.CheckboxSelectMultiple,
            label=say("통역하는 말", "Languages"),
            help_text=say("통역만 고릅니다", "Interpreters only"),
        )  # fmt: skip
        self.fields["agency"] = _agency(agencies, Text("외부에서 옴", "From outside"))
        self.fields["active"] = forms.BooleanField(
            required=False, label=say("지금 함께하는 분입니다", "They take part at present")
        )

    def said(self) -> AideSaid:
        """What was typed."""
        given = self.cleaned_data
        return AideSaid(
            named(given), given["kind"], self.week(), tuple(given["languages"]),
            given["agency"], given["active"],
        )  # fmt: skip


class ChildcareForm(WeekForm):
    """How many places there are, and when."""

    places = forms.IntegerField(
        min_value=0, max_value=MOST_PLACES, label=say("아이 자리 수", "Places for children")
    )


class AbilitiesForm(forms.Form):
    """The services a post gives and the languages it speaks."""

    def __init__(self, *args: Any, services: Iterable[Service], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["services"] = forms.TypedMultipleChoiceField(
            choices=[(str(one.pk), one.label) for one in services], coerce=UUID, required=False,
            widget=forms.CheckboxSelectMultiple, label=say("맡는 서비스", "Services it gives"),
        )  # fmt: skip
        self.fields["languages"] = forms.MultipleChoiceField(
            choices=list(LANGUAGES.items()), required=False, widget=forms.CheckboxSelectMultiple,
            label=say("통역 없이 상담하는 말", "Languages without an interpreter"),
        )  # fmt: skip
