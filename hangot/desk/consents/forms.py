"""Forms of the consent pages. No answer is ever ticked beforehand, and there is no "all"."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hangot.consent.actions import Line, Told
from hangot.core.access import SHARED, Section, by_number
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.say import say, spoken

ANSWERS = (
    ("give", Text("동의", "Yes")), ("refuse", Text("거부", "No")), ("later", Text("나중에", "Later")),
)  # fmt: skip
GIVERS = (
    ("self", Text("본인", "The person")),
    ("guardian", Text("보호자(법정대리인)", "Guardian, legal representative")),
    ("representative", Text("위임받은 대리인", "Representative with a mandate")),
)
CHOOSE = Text("고르세요", "Choose")
HOW = Text("어떻게 확인했는지 골라 주세요.", "Choose how the answer was confirmed.")
WHY_VOID = Text("왜 무효인지 골라 주세요.", "Choose why it is void.")
ONE = Text("대답을 하나 이상 적어 주세요.", "Write down at least one answer.")
EXAMPLES = (
    Text("개인정보보호법 18조2항3호 (급박한 생명·신체의 이익)", "Personal Information Protection Act 18(2)3 (urgent danger to life or body)"),
    Text("아동학대처벌법 10조 (아동학대 신고)", "Child Abuse Punishment Act 10 (duty to report)"),
    Text("성폭력방지법 7조의3 (불법촬영물 삭제지원)", "Sexual Violence Prevention Act 7-3 (deletion of images)"),
    Text("범죄피해자보호법 시행령 10조의3 (사건관리회의 자료)", "Crime Victim Protection Act Decree 10-3 (case meeting)"),
)  # fmt: skip


def methods(pack: Profile) -> list[tuple[str, Text]]:
    """Ways of confirming at a desk; what a person answers online comes from the person."""
    return [(one.id, one.label) for one in pack.choices("consent_methods") if one.id != "web"]


class HowForm(forms.Form):
    """How an answer was confirmed and who gave it."""

    method = forms.ChoiceField(
        label=say("어떻게 확인했나요?", "How was it confirmed?"),
        widget=forms.RadioSelect(attrs={"class": "chip"}), required=False,
    )  # fmt: skip
    giver = forms.ChoiceField(label=say("누가 대답했나요?", "Who answered?"), choices=GIVERS)
    alone = forms.BooleanField(
        label=say("혼자 계시고, 지금 물어도 안전합니다", "The person is alone and it is safe to ask"),
        required=False,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, pack: Profile, **more: Any) -> None:
        super().__init__(data, **more)
        self.script = pack.consent.script.version
        self.fields["method"].choices = methods(pack)  # type: ignore[attr-defined]

    def told(self) -> Told:
        """How it was told; the version of the words is kept where they were read out."""
        method = self.cleaned_data["method"]
        script = self.script if method == "phone" else None
        return Told(method, self.cleaned_data["giver"], script)


class AnswersForm(HowForm):
    """One radio row for each line that is asked."""

    def __init__(
        self, data: Any = None, *, pack: Profile, sections: Sequence[Section], **more: Any
    ) -> None:
        super().__init__(data, pack=pack, **more)
        self.sections = tuple(sections)
        for section in self.sections:
            self.fields[f"answer_{section.number}"] = forms.ChoiceField(
                label=spoken(pack.sections[section].label), choices=ANSWERS, widget=forms.RadioSelect,
                required=False,
            )  # fmt: skip

    @property
    def rows(self) -> list[str]:
        """Names of the answer fields, in the order of the sections."""
        return [f"answer_{section.number}" for section in self.sections]

    def clean(self) -> dict[str, Any]:
        """An answer needs a method; the question alone does not."""
        found: dict[str, Any] = super().clean() or {}
        answers = [found.get(name) for name in self.rows if found.get(name)]
        if not answers:
            raise forms.ValidationError(str(ONE))
        if set(answers) - {"later"} and not found.get("method"):
            self.add_error("method", str(HOW))
        return found

    def lines(self, agency: Any) -> list[Line]:
        """The rows that were answered; the others were not asked."""
        given = [(s, self.cleaned_data.get(f"answer_{s.number}")) for s in self.sections]
        return [Line(agency, section, answer) for section, answer in given if answer]


class LinesForm(forms.Form):
    """Which lines in force: to withdraw or to renew."""

    lines = forms.MultipleChoiceField(
        label=say("어느 줄", "Which lines"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": say("줄을 하나 이상 골라 주세요.", "Choose at least one line.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, lines: Sequence[tuple[str, Text]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["lines"].choices = lines  # type: ignore[attr-defined]


class RenewForm(LinesForm):
    """Which lines go on, and how it was confirmed."""

    method = forms.ChoiceField(
        label=say("어떻게 확인했나요?", "How was it confirmed?"),
        widget=forms.RadioSelect(attrs={"class": "chip"}),
        error_messages={"required": spoken(HOW)},
    )

    def __init__(
        self, data: Any = None, *, lines: Sequence[tuple[str, Text]], pack: Profile, **more: Any
    ) -> None:
        super().__init__(data, lines=lines, **more)
        self.fields["method"].choices = methods(pack)  # type: ignore[attr-defined]


class VoidForm(LinesForm):
    """Which lines never counted, and why."""

    reason = forms.ChoiceField(
        label=say("왜 무효인가요?", "Why is it void?"), widget=forms.RadioSelect,
        error_messages={"required": spoken(WHY_VOID)},
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, lines: Sequence[tuple[str, Text]], pack: Profile, **more: Any
    ) -> None:
        super().__init__(data, lines=lines, **more)
        reasons = [(one.id, one.label) for one in pack.choices("invalid_reasons")]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class BasisForm(forms.Form):
    """A clause of law instead of consent."""

    agency = forms.ChoiceField(label=say("받는 기관", "Recipient"))
    sections = forms.MultipleChoiceField(
        label=say("무엇을", "What"), widget=forms.CheckboxSelectMultiple
    )
    clause = forms.CharField(
        label=say("법 조항", "Clause of law"), max_length=200,
        help_text=say("법 이름과 조·항·호까지 적습니다.", "Name the law, article and paragraph."),
    )  # fmt: skip
    necessity = forms.CharField(
        label=say("왜 동의 없이 필요한가요?", "Why is it needed without consent?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    days = forms.IntegerField(
        label=say("며칠 동안", "For how many days"), min_value=1, max_value=365, initial=90
    )
    danger = forms.ChoiceField(
        label=say("지금 바로 써야 하나요?", "Must it work right now?"), required=False,
        help_text=say(
            "생명이나 몸이 위험할 때만 고릅니다. 바로 보이고, 1근무일 안에 승인되지 않으면 끝납니다.",
            "Only for danger to life or body. It opens at once and ends unless approved within one working day.",
        ),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        pack: Profile,
        agencies: Sequence[tuple[str, Text]],
        urgent: bool,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["agency"].choices = [("", CHOOSE), *agencies]  # type: ignore[attr-defined]
        self.fields["sections"].choices = [  # type: ignore[attr-defined]
            (str(s.number), pack.sections[s].label) for s in SHARED
        ]
        reasons = [(one.id, one.label) for one in pack.choices("break_glass_reasons")]
        no = Text("아니요, 승인을 기다립니다", "No, it waits for approval")
        self.fields["danger"].choices = [("", no), *reasons]  # type: ignore[attr-defined]
        if not urgent:
            del self.fields["danger"]

    def chosen(self) -> list[Section]:
        return [by_number(int(number)) for number in self.cleaned_data["sections"]]
