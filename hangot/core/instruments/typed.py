"""What was typed or ticked for one question, as it is kept; a wrong one says what was expected."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from hangot.core.instruments.form import NO, UNCHECKED, YES, Item
from hangot.core.instruments.words import Answer
from hangot.core.korean import parse_day
from hangot.core.text import Text

LONGEST = 4000
WHOLE, PARTS = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
NUMBER = Text("숫자로 적어 주세요.", "Write a number.")
LEAST = Text("{n} 이상으로 적어 주세요.", "Write {n} or more.")
MOST = Text("{n} 이하로 적어 주세요.", "Write {n} or less.")
DAY = Text(
    "날짜를 읽지 못했습니다. 9/3이나 2026-09-03처럼 적어 주세요.",
    "This is no date. Write it like 9/3 or 2026-09-03.",
)
CHOOSE = Text("보기에서 골라 주세요.", "Choose one of the answers.")
LONG = Text("너무 깁니다. {n}자까지 적어 주세요.", "Too long. At most {n} letters.").format(
    n=LONGEST
)


class BadAnswer(ValueError):
    """What was typed cannot be this answer; `sentence` says what was expected."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def read(item: Item, typed: Sequence[str], today: date) -> Answer | None:
    """The answer as it is kept; None where nothing was said. BadAnswer for nonsense."""
    given = [one.strip() for one in typed if one.strip()]
    return READINGS[item.type](item, given, today) if given else None


def _yesno(item: Item, given: Sequence[str], _today: date) -> Answer:
    return _known(given[0], [YES, NO, UNCHECKED] if item.unchecked else [YES, NO])


def _choice(item: Item, given: Sequence[str], _today: date) -> Answer:
    return _known(given[0], [one.id for one in item.options])


def _several(item: Item, given: Sequence[str], _today: date) -> Answer:
    known = [one.id for one in item.options]
    chosen = {_known(one, known) for one in given}
    return [one for one in known if one in chosen]


def _known(given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise BadAnswer(CHOOSE)
    return given


def _number(item: Item, given: Sequence[str], _today: date) -> Answer:
    written = given[0].replace(",", "")
    if not WHOLE.fullmatch(written):
        raise BadAnswer(NUMBER)
    _within(item, float(written))
    return int(written)


def _decimal(item: Item, given: Sequence[str], _today: date) -> Answer:
    written = given[0].replace(",", "")
    if not PARTS.fullmatch(written):
        raise BadAnswer(NUMBER)
    _within(item, float(written))
    return written


def _within(item: Item, number: float) -> None:
    if item.low is not None and number < item.low:
        raise BadAnswer(LEAST.format(n=item.low))
    if item.high is not None and number > item.high:
        raise BadAnswer(MOST.format(n=item.high))


def _date(_item: Item, given: Sequence[str], today: date) -> Answer:
    found = parse_day(given[0], today)
    if found is None:
        raise BadAnswer(DAY)
    return found.isoformat()


def _text(_item: Item, given: Sequence[str], _today: date) -> Answer:
    if len(given[0]) > LONGEST:
        raise BadAnswer(LONG)
    return given[0]


READINGS: Mapping[str, Callable[[Item, Sequence[str], date], Answer]] = {
    "yesno": _yesno,
    "choice": _choice,
    "several": _several,
    "number": _number,
    "decimal": _decimal,
    "date": _date,
    "text": _text,
}
