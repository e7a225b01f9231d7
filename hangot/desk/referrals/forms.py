"""Forms of the referral pages: a letter, and one small form for each step of its life."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from hangot.core.access import Section, by_number
from hangot.core.packs import Choice, Profile
from hangot.core.text import Text
from hangot.desk.say import say, spoken
from hangot.referrals.actions import Letter, Said

CHOOSE = ("", Text("고르세요", "Choose"))
ANSWERS = (
    ("accept", Text("수락: 우리가 연락합니다", "Accept: we will contact the person")),
    ("return", Text("보완요청", "Ask for more")),
    ("decline", Text("거절", "Decline")),
)
PICK_ANSWER = Text("답을 하나 골라 주세요.", "Choose an answer.")
PICK_REASON = Text("거절하는 이유를 골라 주세요.", "Choose the reason for declining.")
SAY_MISSING = Text("무엇이 더 필요한지 적어 주세요.", "Write down what is missing.")
WHERE_TO = Text("다시 의뢰할 서비스를 골라 주세요.", "Choose the service to ask instead.")
Options = Sequence[tuple[str, Any]]


def options(choices: Sequence[Choice]) -> list[tuple[str, Text]]:
    return [(one.id, one.label) for one in choices]


def words(label: Text, *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=spoken(label),
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=4000,
    )


class LetterForm(forms.Form):
    """What is asked of one agency."""

    post = forms.ChoiceField(label=say("받는 담당석", "Post in charge"))
    form = forms.ChoiceField(
        label=say("종류", "Kind"), widget=forms.RadioSelect(attrs={"class": "chip"}),
        initial="referral",
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=say("언제까지 답이 필요한가요?", "How soon is an answer needed?"),
        widget=forms.RadioSelect(attrs={"class": "chip"}), initial="normal",
    )  # fmt: skip
    sections = forms.MultipleChoiceField(
        label=say("보낼 구역", "Sections to send"), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    reason = words(Text("부탁하는 것", "What is asked"), required=True, rows=4)
    own_words = words(Text("본인의 말 (들은 그대로)", "The person's own words"), rows=2)

    def __init__(
        self, data: Any = None, *, pack: Profile, posts: Options, sections: Options,
        urgencies: Options, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **more)
        chosen: Mapping[str, Any] = {
            "post": posts, "sections": sections, "urgency": urgencies,
            "form": options(pack.choices("referral_kinds")),
        }  # fmt: skip
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def letter(self, service: UUID, case: UUID | None, child_of: UUID | None) -> Letter:
        found = self.cleaned_data
        return Letter(
            service, UUID(found["post"]), self.chosen(), found["reason"],
            found["own_words"] or None, found["urgency"], found["form"], case, child_of,
        )  # fmt: skip

    def chosen(self) -> list[Section]:
        return [by_number(int(number)) for number in self.cleaned_data.get("sections", ())]


class StepForm(forms.Form):
    """The fields of one step; the names are those of `Said`."""

    def __init__(self, data: Any = None, *, event: str, pack: Profile, **more: Any) -> None:
        super().__init__(data, auto_id=f"{event}_%s", **more)
        self.event = event
        for name, field in _fields(event, pack).items():
            self.fields[name] = field

    def said(self) -> Said:
        found = {k: v for k, v in self.cleaned_data.items() if v and k in Said.__slots__}
        return Said(**found)


class AnswerForm(StepForm):
    """Accept, ask for more or decline, in one form as on paper."""

    def __init__(self, data: Any = None, *, pack: Profile, by_phone: bool, **more: Any) -> None:
        super().__init__(data, event="answer", pack=pack, **more)
        if by_phone:
            self.fields["answer"].choices = [  # type: ignore[attr-defined]
                one for one in ANSWERS if one[0] != "return"
            ]
            speaker = forms.CharField(
                label=say("전화로 답한 분", "Who answered on the phone"), max_length=80
            )
            self.fields = {"speaker": speaker, **self.fields}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        answer = found.get("answer")
        if answer == "decline" and not found.get("why"):
            self.add_error("why", str(PICK_REASON))
        if answer == "return" and not found.get("text"):
            self.add_error("text", str(SAY_MISSING))
        return found


def _fields(event: str, pack: Profile) -> dict[str, forms.Field]:
    made = {
        "answer": _answer, "begin": _begin, "lose": _lose, "complete": _complete, "stop": _stop,
        "withdraw": _withdraw, "acknowledge": _acknowledge, "decline": _decline,
    }.get(event)  # fmt: skip
    return made(pack) if made else {}


def _why(pack: Profile, name: str, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=say("이유", "Reason"), choices=[CHOOSE, *options(pack.choices(name))],
        required=required,
    )  # fmt: skip


def _answer(pack: Profile) -> dict[str, forms.Field]:
    return {
        "answer": forms.ChoiceField(
            label=say("답하기", "Answer"), choices=ANSWERS, widget=forms.RadioSelect,
            error_messages={"required": spoken(PICK_ANSWER)},
        ),
        "text": words(Text("한마디 (보완요청이면 무엇이 필요한지)", "A word (what is missing, if asking for more)")),
        **_decline(pack, required=False),
    }  # fmt: skip


def _decline(pack: Profile, *, required: bool = True) -> dict[str, forms.Field]:
    return {
        "why": _why(pack, "decline_reasons", required=required),
        "alternative": forms.CharField(
            label=say("대신 알려 줄 곳", "Where else they could ask"),
            required=False,
            max_length=200,
        ),
    }


def _begin(_: Profile) -> dict[str, forms.Field]:
    return {
        "minutes": forms.IntegerField(
            label=say("몇 분", "Minutes"), min_value=0, max_value=1440, initial=30
        ),
        "result": words(Text("무엇을 했는지 (우리 기관 기록)", "What was done (our own record)")),
    }


def _lose(_: Profile) -> dict[str, forms.Field]:
    return {"text": words(Text("보낸 곳에 남길 말", "A word for the sender"))}


def _complete(pack: Profile) -> dict[str, forms.Field]:
    return {
        "outcome": forms.ChoiceField(
            label=say("결과", "Outcome"), choices=[CHOOSE, *options(pack.choices("outcome_codes"))]
        ),
        "text": words(Text("보낸 곳에 알릴 결과", "The result for the sender")),
    }


def _stop(pack: Profile) -> dict[str, forms.Field]:
    return {"why": _why(pack, "stop_reasons"), "text": words(Text("한마디", "A word"))}


def _withdraw(pack: Profile) -> dict[str, forms.Field]:
    return {"why": _why(pack, "withdraw_reasons"), "text": words(Text("한마디", "A word"))}


def _acknowledge(pack: Profile) -> dict[str, forms.Field]:
    return {
        "disposition": forms.ChoiceField(
            label=say("어떻게 마칠까요?", "How does it end?"), widget=forms.RadioSelect,
            choices=options(pack.choices("dispositions")),
        ),
        "text": words(Text("더 하지 않는 까닭", "Why nothing more is done"), rows=2),
        "service": forms.ChoiceField(
            label=say("다시 의뢰할 곳", "Whom to ask instead"), required=False, choices=[CHOOSE]
        ),
    }  # fmt: skip


class TryForm(forms.Form):
    """What came of one call."""

    result = forms.ChoiceField(label=say("통화 결과", "Result of the call"))

    def __init__(self, data: Any = None, *, pack: Profile, **more: Any) -> None:
        super().__init__(data, auto_id="tried_%s", **more)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            CHOOSE,
            *options(pack.choices("call_results")),
        ]
