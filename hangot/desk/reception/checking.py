"""Finding who is at the door among the expected: by number, or by day of birth and family name."""

import re
from datetime import date

from hangot.core.text import Text
from hangot.people.models import Person
from hangot.visits.models import COMING, HERE, Visit

NUMBER = re.compile(r"^\d{3}$")
BORN = re.compile(r"^(\d{2})(\d{2})(\d{2})\s*(\S+)$")
NOBODY = Text(
    "오늘 예약에서 찾지 못했습니다. 번호를 다시 보거나 ‘예약 없이 오심’을 눌러 주세요.",
    "Not among today's appointments. Check the number, or choose “No appointment”.",
)
SEVERAL = Text(
    "같은 생년월일과 성이 여럿입니다. 안내표의 번호를 물어봐 주세요.",
    "Several people fit. Ask for the number on the slip.",
)
ALREADY = Text("이미 도착을 확인한 번호입니다.", "This number has arrived already.")


def expected(typed: str, *, day: date) -> Visit | Text:
    """The one visit of today that fits, or what to say instead."""
    typed = typed.strip().removesuffix("번").strip()
    if NUMBER.match(typed):
        return _by_number(int(typed), day)
    born = BORN.match(typed)
    return _by_birth(born, day) if born else NOBODY


def _by_number(number: int, day: date) -> Visit | Text:
    visit = Visit.objects.filter(day=day, number=number).first()
    if visit is None:
        return NOBODY
    if visit.state in COMING:
        return visit
    return ALREADY if visit.state in HERE else NOBODY


def _by_birth(born: re.Match[str], day: date) -> Visit | Text:
    """Of those whose name one may read, who fits."""
    coming = {one.subject_id: one for one in Visit.objects.filter(day=day, state__in=COMING)}
    birth, family = "-".join(born.groups()[:3]), born[4]
    fits = [
        coming[one.pk] for one in Person.objects.filter(pk__in=list(coming))
        if str(one.birth or "")[2:] == birth and str(one.name or "").startswith(family)
    ]  # fmt: skip
    if len(fits) > 1:
        return SEVERAL
    return fits[0] if fits else NOBODY
