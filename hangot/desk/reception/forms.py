"""Forms of the day: who arrives, who comes unexpected, what was given, where to next."""

from typing import Any
from uuid import UUID

from django import forms

from hangot.cases.models import Case
from hangot.core.packs import Choice, Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import CHOOSE
from hangot.desk.say import say, spoken
from hangot.directory.places import Room
from hangot.directory.queries import House
from hangot.intake.models import Notice
from hangot.visits import actions as visits

MINUTES = 30
NO_SUCH = Text(
    "이 번호의 사례나 접수가 없습니다. 처음 오신 분은 새 접수부터 해 주세요.",
    "No case or contact has this number. For somebody new, begin with a new contact.",
)


def of_list(choices: Any, *, label: Any) -> forms.ChoiceField:
    """One entry of a list of the pack."""
    found: list[Choice] = list(choices.values())
    named = [(one.id, spoken(one.label)) for one in found]
    return forms.ChoiceField(label=label, choices=[("", spoken(CHOOSE)), *named])


def desk_choices(rooms: list[Room], house: House) -> list[tuple[str, Any]]:
    """The desks of agencies, by agency: where somebody can be brought."""
    found = [
        (str(one.pk), _desk(house.agency(one.agency_id), one.label))
        for one in rooms if one.agency_id
    ]  # fmt: skip
    return [(pk, spoken(words)) for pk, words in sorted(found, key=lambda one: one[1].ko)]


def _desk(agency: Text, room: Text) -> Text:
    return Text(f"{agency.ko} · {room.ko}", f"{agency.en} · {room.en}")


def turn_of(chosen: str, rooms: list[Room]) -> visits.Turn:
    """The desk that was chosen; Hidden for one that is none."""
    room = next((one for one in rooms if str(one.pk) == chosen and one.agency_id), None)
    if room is None or room.agency_id is None:
        raise Hidden
    return visits.Turn(room.agency_id, room.pk)


class WalkInForm(forms.Form):
    """Somebody came without an appointment: whose record, which desk, with how many others."""

    number = forms.CharField(
        label=say("사례 번호 또는 접수 번호", "Number of the case or contact"), max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m", "autofocus": True}),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=say("예상 시간(분)", "Expected minutes"), min_value=5, max_value=240, initial=MINUTES,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    companions = forms.IntegerField(
        label=say("함께 온 사람 수", "How many came along"), min_value=0, max_value=9, initial=0,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip

    def __init__(self, *args: Any, desks: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", spoken(CHOOSE)), *desks]
        self.fields["desk"] = forms.ChoiceField(label=say("갈 창구", "Desk"), choices=choices)

    def clean_number(self) -> UUID:
        """The subject of the number."""
        number = self.cleaned_data["number"].strip()
        person = Case.objects.filter(number=number).values_list("person_id", flat=True).first()
        found = person or Notice.objects.filter(number=number).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(str(NO_SUCH))
        return found


class LeaveForm(forms.Form):
    """How it goes on."""

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, **more)
        label = say("다음 연락이나 예약", "What comes next")
        self.fields["way_back"] = of_list(pack.lists["ways_back"], label=label)
