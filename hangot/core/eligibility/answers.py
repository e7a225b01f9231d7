"""Answers as they are typed or stored, turned into facts; a wrong one says what was expected."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hangot.core.eligibility.rules import Fact
from hangot.core.eligibility.scene import Facts, Known
from hangot.core.eligibility.signs import BadRule, no, unknown
from hangot.core.eligibility.tree import Value

WHOLE = re.compile(r"-?[0-9]{1,15}")
TRUE = ("true", "yes", "1", "예", "네")
FALSE = ("false", "no", "0", "아니요", "아니오")


def read_answer(fact: Fact, given: object) -> Known:
    """The value of one answer; BadRule where it is not of the fact's sort or outside its limits."""
    return READINGS[fact.type](fact, given)


def written(value: Known) -> Any:
    """The same value as it is kept and sent: text, whole number, truth, or a list of mappings."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [
            {key: written(part) for key, part in entry.items() if part is not None}
            for entry in value
        ]
    return value


def written_all(facts: Facts) -> dict[str, Any]:
    """All known facts as they are kept."""
    return {name: written(value) for name, value in facts.items() if value is not None}


def _bool(fact: Fact, given: object) -> bool:
    if isinstance(given, bool):
        return given
    text = str(given).strip().lower()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise no(
        f"‘{fact.id}’에는 true(예)나 false(아니요)가 와야 합니다",
        f'"{fact.id}" expected true or false',
    )


def _whole(fact: Fact, given: object) -> int:
    text = str(given).replace(",", "").strip()
    if isinstance(given, bool | float) or not WHOLE.fullmatch(text):
        raise no(f"‘{fact.id}’에는 정수가 와야 합니다", f'"{fact.id}" expected a whole number')
    return _limited(fact, int(text))


def _limited(fact: Fact, value: int) -> int:
    if fact.low is not None and value < fact.low:
        raise no(f"‘{fact.id}’은(는) {fact.low} 이상입니다", f'"{fact.id}" is at least {fact.low}')
    if fact.high is not None and value > fact.high:
        raise no(f"‘{fact.id}’은(는) {fact.high} 이하입니다", f'"{fact.id}" is at most {fact.high}')
    return value


def _date(fact: Fact, given: object) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given).strip())
    except ValueError:
        raise no(
            f"‘{fact.id}’에는 2026-11-22 같은 날짜가 와야 합니다",
            f'"{fact.id}" expected a day such as 2026-11-22',
        ) from None


def _enum(fact: Fact, given: object) -> str:
    names = [option.id for option in fact.options]
    if str(given) in names:
        return str(given)
    raise unknown(str(given), names)


def _list(fact: Fact, given: object) -> tuple[Mapping[str, Value | None], ...]:
    if not isinstance(given, list | tuple):
        raise no(f"‘{fact.id}’에는 목록이 와야 합니다", f'"{fact.id}" expected a list')
    return tuple(_entry(fact, entry) for entry in given)


def _entry(fact: Fact, given: object) -> Mapping[str, Value | None]:
    if not isinstance(given, Mapping):
        raise no(
            f"‘{fact.id}’의 한 사람은 키: 값 묶음입니다", f'"{fact.id}" expected a mapping each'
        )
    fields = {field.id: field for field in fact.fields}
    for key in given:
        if key not in fields:
            raise unknown(str(key), fields)
    return {key: read_answer(fields[key], value) for key, value in given.items()}  # type: ignore[misc]


READINGS: Mapping[str, Callable[[Fact, object], Known]] = {
    "bool": _bool,
    "int": _whole,
    "money": _whole,
    "date": _date,
    "enum": _enum,
    "list": _list,
}

__all__ = ["BadRule", "read_answer", "written", "written_all"]
