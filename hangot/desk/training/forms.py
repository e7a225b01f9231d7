"""Forms of training: a new one, invitations, the door, one's own answer, the survey."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hangot.core.packs import Choice, Profile
from hangot.core.text import Text
from hangot.core.training.kinds import Question
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import of_list, of_rows
from hangot.desk.conferences.forms import WhenForm
from hangot.desk.say import say, spoken
from hangot.training.actions import Guest, Session
from hangot.training.surveying import MARKS

Rows = Iterable[tuple[UUID, Text]]
NO_NAME_HINT = say("사람 이름이나 연락처는 적지 않습니다", "No name and no number of a person")
SHARES = (
    ("yes", Text("예, 함께 실어 주세요", "Yes")),
    ("no", Text("아니요, ‘비공개’로 해 주세요", "No, show “not shown”")),
)
COMING = (
    ("accept", Text("참석합니다", "I am coming")),
    ("decline", Text("못 갑니다", "I cannot come")),
)
SAID = {1: Text("1 아니다", "1 no"), 5: Text("5 그렇다", "5 yes")}


class NewForm(WhenForm):
    """A training to prepare."""

    def __init__(self, *args: Any, pack: Profile, posts: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, today=today, **more)
        whens = dict(self.fields)
        self.fields.clear()
        courses = ((one.id, one.label) for one in pack.training.courses.values())
        self.fields["course"] = forms.ChoiceField(
            label=say("과정", "Course"), choices=list(courses), widget=forms.RadioSelect
        )
        self.fields["title"] = forms.CharField(
            label=say("초대장에 쓸 제목", "Title of the invitation"), max_length=120,
            help_text=NO_NAME_HINT,
        )  # fmt: skip
        self.fields.update(whens)
        self.fields["place"] = forms.CharField(label=say("곳", "Place"), max_length=120)
        self.fields["trainer"] = forms.CharField(
            label=say("가르치는 분", "Taught by"), max_length=80, required=False
        )
        self.fields["trainer_post"] = of_rows(
            posts, label=say("가르치는 분이 센터 직위에 있다면", "If the trainer sits on a post here"),
            required=False,
        )  # fmt: skip

    def session(self) -> Session:
        """The training as the domain takes it."""
        given = self.cleaned_data
        return Session(
            given["course"], given["title"], given["from"], given["to"], given["place"],
            given["trainer"], given["trainer_post"],
        )  # fmt: skip


class InviteForm(DeskForm):
    """Which agencies, in which roles."""

    def __init__(self, *args: Any, pack: Profile, agencies: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"] = several(
            say("어느 기관", "Agencies"), ((str(pk), label) for pk, label in agencies)
        )
        self.fields["roles"] = several(
            say("누구를", "Whom"), _choices(pack.choices("training_roles"))
        )


class GuestForm(DeskForm):
    """Somebody at the door who was not invited."""

    def __init__(self, *args: Any, pack: Profile, agencies: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"] = of_rows(agencies, label=say("기관", "Agency"))
        self.fields["name"] = forms.CharField(label=say("이름", "Name"), max_length=80)
        self.fields["role"] = of_list(pack.choices("training_roles"), label=say("역할", "Role"))
        self.fields["reason"] = of_list(pack.choices("door_reasons"), label=say("까닭", "Why"))

    def guest(self) -> Guest:
        """The guest as the domain takes it."""
        given = self.cleaned_data
        return Guest(given["agency"], given["role"], given["name"], given["reason"])


class AnswerForm(DeskForm):
    """Whether one comes, and whether other agencies may read the name."""

    coming = forms.ChoiceField(
        label=say("오시나요?", "Will you come?"), choices=COMING, widget=forms.RadioSelect
    )
    shares = forms.ChoiceField(
        label=say("참석자 명단에 이름을 실을까요?", "Your name on the list of participants?"),
        help_text=say("다른 기관도 보는 명단입니다. 어느 쪽이든 참석은 똑같이 셉니다.",
                      "Other agencies read it. Your attendance counts either way."),
        choices=SHARES, widget=forms.RadioSelect,
    )  # fmt: skip


class ShareForm(DeskForm):
    """Only whether other agencies may read the name."""

    shares = AnswerForm.declared_fields["shares"]


class SurveyForm(DeskForm):
    """A few questions, each answered from one to five."""

    def __init__(self, *args: Any, questions: Mapping[str, Question], **more: Any) -> None:
        super().__init__(*args, **more)
        marks = [(str(n), SAID.get(n, Text(str(n), str(n)))) for n in MARKS]
        for name, one in questions.items():
            self.fields[name] = forms.TypedChoiceField(
                label=spoken(one.label), choices=marks, coerce=int,
                widget=forms.RadioSelect(attrs={"class": "chip"}),
            )  # fmt: skip


class PaperForm(DeskForm):
    """One document for everybody who is invited."""

    file = forms.FileField(label=say("파일", "File"), max_length=1000, allow_empty_file=True)


def several(label: Any, choices: Iterable[tuple[str, Text]]) -> forms.MultipleChoiceField:
    """Some of a list, at least one."""
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple
    )


def _choices(found: Iterable[Choice]) -> list[tuple[str, Text]]:
    return [(one.id, one.label) for one in found]
