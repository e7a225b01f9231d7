"""The forms of the safety officer: two records, two people, somebody kept out."""

from typing import Any
from uuid import UUID

from django import forms

from hangot.cases.models import Case
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import of_rows, text_box
from hangot.desk.say import Said, say
from hangot.directory.queries import House

SCOPES: tuple[tuple[str, Text], ...] = (
    ("building", Text("건물 안에 함께 있지 않게", "Not in the building together")),
    ("zone", Text("같은 구역과 복도에서 마주치지 않게", "Not in the same zone or corridor")),
    ("visit", Text("같은 시간에 센터에 오지 않게", "Not at the centre at the same time")),
    ("conference", Text("같은 회의에 오지 않게", "Not in the same conference")),
)
CODES: tuple[tuple[str, Text], ...] = (
    ("related", Text("가족이거나 아는 사이", "Related or acquainted")),
    ("opponent_client", Text("상대방의 담당", "Works for the opponent")),
    ("person_asked", Text("본인이 원함", "The person asked")),
    ("separation", Text("만나지 않게 함", "Kept apart")),
    ("guardian", Text("가해가 의심되는 보호자", "Guardian under suspicion")),
    ("conflict", Text("이해충돌", "Conflict of interest")),
)
HOW: tuple[tuple[str, Text], ...] = (
    ("worker", Text("지금 앉은 사람", "Whoever sits there now")),
    ("post", Text("직위(누가 앉든)", "The post, whoever sits there")),
    ("agency", Text("기관 전체", "The whole agency")),
)
NO_SUCH = Text(
    "이 번호의 사례가 없습니다. 번호를 다시 봐 주세요.", "No case has this number. Check it."
)


class ReasonForm(forms.Form):
    """Why two records are one person, or are not."""

    reason = text_box(label=say("이유", "Reason"), rows=2)


def number_field(label: Said) -> forms.CharField:
    """An exact case number."""
    return forms.CharField(
        label=label,
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
    )


def case_of(number: str) -> Case:
    """The case of an exact number; ValidationError when there is none one may see."""
    found = Case.objects.filter(number=number.strip()).first()
    if found is None:
        raise forms.ValidationError(str(NO_SUCH))
    return found


class SeparateForm(forms.Form):
    """Two people by the numbers of their cases."""

    one = number_field(say("사례 번호", "Case number"))
    other = number_field(say("상대방의 사례 번호", "The other's case number"))
    scope = forms.ChoiceField(
        label=say("어디까지", "How far"), choices=SCOPES, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=say("사이에 둘 시간(분)", "Minutes between"), min_value=0, max_value=240, initial=20,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    reason = text_box(label=say("이유", "Reason"), rows=2, help_text=say(
        "보호책임자만 읽습니다", "Only the safety officer reads this"))  # fmt: skip

    def clean_one(self) -> Case:
        """The case of the first number."""
        return case_of(self.cleaned_data["one"])

    def clean_other(self) -> Case:
        """The case of the second number."""
        return case_of(self.cleaned_data["other"])


class DenyForm(forms.Form):
    """Keep a worker, a post or an agency out of one record."""

    def __init__(self, *args: Any, rooms: House, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["number"] = number_field(say("사례 번호", "Case number"))
        rows = [(post.pk, named(rooms, post.pk)) for post in rooms.posts.values() if post.active]
        self.fields["post"] = of_rows(rows, label=say("막을 자리", "Post"))
        self.fields["how"] = forms.ChoiceField(
            label=say("누구까지", "How far"), choices=HOW, widget=forms.RadioSelect
        )
        self.fields["code"] = forms.ChoiceField(
            label=say("까닭", "Why"), choices=CODES, widget=forms.RadioSelect
        )

    def clean_number(self) -> Case:
        """The case of the number."""
        return case_of(self.cleaned_data["number"])


def named(rooms: House, post: UUID) -> Text:
    """A post with its agency."""
    desk = rooms.posts[post]
    agency = rooms.agency(desk.agency_id)
    return Text(f"{agency.ko} · {desk.label.ko}", f"{agency.en} · {desk.label.en}")
