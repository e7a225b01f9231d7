"""How people are called on the pages of contacts, and what a look-up shows of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hangot.cases.models import Case
from hangot.core.text import Text
from hangot.intake.models import Notice, SearchReceipt
from hangot.people.models import Person

NOTHING = Text(
    "결과가 없습니다. 새로 접수하셔도 됩니다. 이미 아는 분일 수 있으면 보호책임자에게 물어보세요.",
    "No result. You may start a new contact. This person may be known: ask the data steward.",
)
KEYS = {
    "name": Text("성명", "name"),
    "birth": Text("생년월일", "birth date"),
    "phone": Text("전화번호", "phone"),
    "tail": Text("전화번호 끝 네 자리", "last four digits"),
}
REASONS = {
    "phone": "calling_now",
    "police_112": "calling_now",
    "visit": "at_the_counter",
    "referral": "referral_received",
}


def reason_for(channel: str) -> str:
    """Why one looks follows from how the person came; nobody is asked twice."""
    return REASONS.get(channel, "before_registering")


def named(name: str | None, alias: str | None = None) -> Text:
    """A name as the screens say it; the alias where there is no name."""
    if shown := name or alias:
        return Text(f"{shown} 님", shown)
    return Text("이름 모름", "Name not given")


def called(notice: Notice) -> Text:
    """How the person of a contact is called."""
    return named(notice.name, notice.alias)


def found_rows(people: Sequence[Person]) -> list[dict[str, Any]]:
    """Name, birth year, and the case one may open; nothing else."""
    cases = {
        case.person_id: case
        for case in Case.objects.filter(person_id__in=[p.pk for p in people]).order_by(
            "registered_at"
        )
    }
    return [
        {
            "pk": person.pk, "name": named(person.name), "case": cases.get(person.pk),
            "year": date.fromisoformat(person.birth).year if person.birth else None,
        }
        for person in people
    ]  # fmt: skip


def looked_by(receipt: SearchReceipt) -> Text:
    """`성명·생년월일`: by what somebody was looked for."""
    known = [KEYS[key] for key in receipt.keys if key in KEYS]
    return Text("·".join(k.ko for k in known), ", ".join(k.en for k in known))
