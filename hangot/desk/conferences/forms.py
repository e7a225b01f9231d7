"""Forms of conferences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from hangot.clock import SEOUL
from hangot.conferences.actions import Charge, Meeting, Ruling, Wish
from hangot.conferences.room import CLOSING
from hangot.core.access import Section, by_number
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.plan_forms import SATISFACTION
from hangot.desk.cases.work_inputs import DayField, TimeOfDayField, of_list, of_rows, text_box
from hangot.desk.say import say

Rows = Iterable[tuple[UUID, Text]]
Sections = Sequence[Section]
WHY = say("까닭", "Why")
END_FIRST = Text("끝나는 시각이 시작보다 뒤여야 합니다.", "It must end after it begins.")


class WhenForm(DeskForm):
    """A day with a beginning and an end."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"] = DayField(label=say("날", "Day"), today=today)
        self.fields["begins"] = TimeOfDayField(label=say("시작", "From"))
        self.fields["ends"] = TimeOfDayField(label=say("끝", "Until"))

    def clean(self) -> dict[str, Any]:
        """Both moments on the wall clock of Seoul."""
        data = super().clean() or {}
        day, begins, ends = (data.get(name) for name in ("day", "begins", "ends"))
        if day and begins and ends:
            data["from"], data["to"] = (datetime.combine(day, t, SEOUL) for t in (begins, ends))
            if ends <= begins:
                self.add_error("ends", str(END_FIRST))
        return data


class NewForm(WhenForm):
    """A conference to prepare."""

    def __init__(
        self, *args: Any, kinds: Iterable[tuple[str, Text]], chairs: Rows, rooms: Rows, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        whens = dict(self.fields)
        self.fields.clear()
        self.fields["what"] = forms.ChoiceField(
            label=say("회의 종류", "Kind"), choices=list(kinds), widget=forms.RadioSelect
        )
        self.fields.update(whens)
        self.fields["chair"] = of_rows(chairs, label=say("진행하는 분", "Chair"))
        self.fields["room"] = of_rows(rooms, label=say("회의할 곳", "Room"), required=False)

    def meeting(self) -> Meeting:
        """The conference as the domain takes it."""
        given = self.cleaned_data
        return Meeting(given["what"], given["from"], given["to"], given["chair"], given["room"])


class WishForm(DeskForm):
    """What a conference is to speak about."""

    def __init__(self, pack: Profile, sections: Sections, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["section"] = section_field(pack, sections)
        self.fields["words"] = text_box(
            rows=4, label=say("무엇을 함께 정하면 좋을까요?", "What is to be decided together?")
        )

    def wish(self) -> Wish:
        """The request as the domain takes it."""
        section = by_number(int(self.cleaned_data["section"]))
        return Wish((section,), "request", section, self.cleaned_data["words"])


def section_field(pack: Profile, sections: Sections, **more: Any) -> forms.ChoiceField:
    """A select of sections by number."""
    choices = [(str(s.number), pack.sections[s].label) for s in sections]
    return forms.ChoiceField(label=say("구역", "Section"), choices=choices, **more)


class PostsForm(DeskForm):
    """Who takes part."""

    def __init__(self, rows: Rows, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["posts"] = forms.MultipleChoiceField(
            label=say("함께할 직위", "Posts that take part"), widget=forms.CheckboxSelectMultiple,
            choices=[(str(pk), label) for pk, label in rows], required=False,
        )  # fmt: skip

    def posts(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["posts"]]


class WhyForm(DeskForm):
    """One reason from a list of the pack."""

    def __init__(self, pack: Profile, name: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"] = of_list(pack.choices(name), label=WHY)


class WordsForm(DeskForm):
    """Something written into one section."""

    def __init__(
        self, pack: Profile, sections: Sections, *args: Any, label: Text, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["section"] = section_field(pack, sections)
        self.fields["text"] = text_box(rows=4, label=label)

    @property
    def section(self) -> Section:
        return by_number(int(self.cleaned_data["section"]))


class ChargeForm(WordsForm):
    """Something for one post to do until a day."""

    def __init__(self, *args: Any, posts: Rows, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post"] = of_rows(posts, label=say("맡을 직위", "Post"))
        self.fields["due"] = DayField(label=say("언제까지", "Until"), today=today)

    def task(self) -> Charge:
        """The action as the domain takes it."""
        given = self.cleaned_data
        return Charge(self.section, given["post"], given["text"], given["due"])


ASKED = ("outcome", "kind", "words", "told", "satisfaction")


class RulingForm(DeskForm):
    """What becomes of the case."""

    def __init__(self, pack: Profile, outcomes: Iterable[str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = set(outcomes)
        chosen = [one for one in pack.choices("item_outcomes") if one.id in known]
        self.fields["outcome"] = of_list(chosen, label=say("결정", "Decision"))
        if "select" in known:
            self.fields["kind"] = of_list(
                pack.choices("case_kinds"), required=False,
                label=say("선정하면 어떻게 진행하나요?", "If selected: how does it go on?"),
            )  # fmt: skip
            self.fields["words"] = text_box(
                rows=2, required=False, label=say("선정하지 않으면 그 까닭", "If not selected: why")
            )
            self.fields["told"] = text_box(
                rows=2, required=False,
                label=say("선정하지 않으면 본인에게 할 말", "If not selected: what the person is told"),
            )  # fmt: skip

        if CLOSING in known:
            self.fields["satisfaction"] = forms.ChoiceField(
                choices=[("", Text("고르세요", "Choose")), *SATISFACTION], required=False,
                label=say("종결하면: 만족하셨는지 여쭈었나요?", "If closed: was the person content?"),
            )  # fmt: skip

    def ruling(self) -> Ruling:
        """The decision as the domain takes it."""
        given = self.cleaned_data
        return Ruling(*(given.get(name, "") for name in ASKED))


class SettleForm(DeskForm):
    """What became of an action."""

    def __init__(self, pack: Profile, event: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if event == "finish":
            self.fields["result"] = text_box(
                rows=2, label=say("어떻게 되었나요?", "What came of it?")
            )
        else:
            self.fields["why"] = of_list(pack.choices("action_reasons"), label=WHY)
            self.fields["result"] = text_box(
                rows=2, required=False, label=say("덧붙일 말", "Anything to add")
            )


ITEM_REASONS: Mapping[str, str] = {
    "defer": "defer_reasons", "withdraw": "item_withdraw_reasons", "leave": "leave_reasons",
}  # fmt: skip
