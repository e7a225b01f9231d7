"""The question of the moment, for somebody alone at home: "I do not know" is one of the answers."""

import re
from datetime import date
from typing import Any

from hangot.core.eligibility.answers import read_answer
from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.scene import Known
from hangot.core.eligibility.signs import BadRule
from hangot.core.text import Text
from hangot.desk.cases.work_inputs import DayField
from hangot.desk.help.asking import NONE, UNITS, FactForm, several

UNKNOWN = "?"
DO_NOT_KNOW = Text("잘 모르겠어요", "I am not sure")
RATHER_NOT = Text("잘 모르거나 답하고 싶지 않아요", "Not sure, or I would rather not say")
NOTHING_CHOSEN = Text(
    "맞는 것을 고르거나, 없으면 ‘해당 없음’을 눌러 주세요.",
    "Choose what fits, or press “None of these”.",
)
NOBODY = Text(
    "칸을 채우거나, 없으면 ‘해당 없음’을 눌러 주세요.", "Fill in a row, or press “None of these”."
)
PICK = Text("하나를 골라 주세요.", "Please choose one.")
NUMBER = Text("숫자로 적어 주세요. 예: 12", "Please write a number, such as 12.")
LIMITS = {
    (True, True): Text("{low}에서 {high} 사이의 숫자로 적어 주세요.", "Please write a number from {low} to {high}."),
    (True, False): Text("{low} 이상의 숫자로 적어 주세요.", "Please write a number of at least {low}."),
    (False, True): Text("{high} 이하의 숫자로 적어 주세요.", "Please write a number of at most {high}."),
}  # fmt: skip
DAY = Text("날짜를 숫자 여덟 개로 적어 주세요. 예: 19900315", "Please write the date in eight digits, such as 19900315.")  # fmt: skip
YEAR = re.compile(r"\D*(19|20)[0-9]{2}")
"""A day at home is often a birthday: without its century it is not understood."""
EXAMPLES = {
    "date": Text("숫자 여덟 개. 1990년 3월 15일이면 19900315", "Eight digits: 15 March 1990 is 19900315"),
    "int": Text("숫자만 적어 주세요.", "A number only."),
    "money": Text("원 단위 숫자로 적어 주세요. 150만 원이면 1500000", "In won: 1.5 million is 1500000"),
}  # fmt: skip


class GuideForm(FactForm):
    """One question. `value()` gives the answer, None for "I do not know"."""

    def __init__(
        self, fact: Fact, today: date, *args: Any, known: object = None, **more: Any
    ) -> None:
        shown = known.isoformat().replace("-", "") if isinstance(known, date) else known
        super().__init__(fact, today, *args, known=shown, **more)
        answer = self.fields.get("answer")
        if fact.type in ("bool", "enum"):
            answer.choices = [*answer.choices, (UNKNOWN, str(unsure(fact)))]  # type: ignore[union-attr]
        elif several(fact):
            answer.choices = [one for one in answer.choices if one[0] != NONE]  # type: ignore[union-attr]
        elif answer is not None:
            answer.help_text = str(EXAMPLES[fact.type])
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.help_text = str(EXAMPLES["date"])
                field.widget.attrs["inputmode"] = "numeric"

    @property
    def unit(self) -> Text:
        """What a number counts."""
        return UNITS.get(self.fact.kind.unit, UNITS[""])

    @property
    def choices(self) -> bool:
        """All answers stand on the page."""
        return self.fact.type in ("bool", "enum") or several(self.fact)

    def value(self) -> Known | None:
        """The answer; BadRule with a sentence for the person where there is none."""
        if not self.is_valid():
            raise BadRule(hint(self.fact))
        given = self.answer()
        if given == UNKNOWN:
            return None
        if given in (None, "", []) or not self._whole_day():
            raise BadRule(hint(self.fact))
        try:
            return read_answer(self.fact, given)
        except BadRule:
            raise BadRule(hint(self.fact)) from None

    def _whole_day(self) -> bool:
        typed = self.data.get("answer", "")
        return self.fact.type != "date" or bool(YEAR.match(typed))

    def say(self, sentence: Text) -> None:
        """Show one sentence, beside the field where there is one."""
        place = "answer" if "answer" in self.fields else None
        self.errors.pop("answer", None)
        if place or not self.errors:
            self.add_error(place, str(sentence))


def unsure(fact: Fact) -> Text:
    """How one says that there is no answer: of hard questions, also that one does not want to."""
    return RATHER_NOT if fact.sensitive else DO_NOT_KNOW


def hint(fact: Fact) -> Text:
    """How to answer, after an answer that could not be read."""
    if fact.type == "date":
        return DAY
    if fact.type == "list":
        return NOTHING_CHOSEN if several(fact) else NOBODY
    if fact.type in ("bool", "enum"):
        return PICK
    limits = LIMITS.get((bool(fact.low), fact.high is not None), NUMBER)
    return limits.format(low=fact.low, high=fact.high)
