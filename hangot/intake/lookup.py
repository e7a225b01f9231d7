"""Looking before creating: an act with a reason and a receipt, capped by the hour and the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.korean import phone_digits
from hangot.core.lookup import NEEDED, Query, advice, identifiers
from hangot.core.refusal import Hidden, Missing, NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.intake.models import Notice, SearchReceipt
from hangot.intake.story import born
from hangot.people import search
from hangot.people.models import Person
from hangot.tasks.fire import locked

TOO_MANY = Text(
    "오늘 찾을 수 있는 횟수를 다 썼습니다. 급하면 보호책임자에게 부탁해 주세요.",
    "You have used up today's look-ups. In a hurry, ask the safety officer.",
)
NO_REASON = Text("왜 찾는지 골라 주세요.", "Choose why you are looking.")


@dataclass(frozen=True, slots=True)
class Found:
    """Answer of a look-up: the people one may see, and the receipt that one looked."""

    people: Sequence[Person]
    receipt: SearchReceipt
    left: int


def look_up(*, query: Query, reason: str, by: Actor, at: datetime) -> Found:
    """Search before creating. What one may not see is answered like nothing at all."""
    may("person.find", by, Scene(at))
    if identifiers(query) < NEEDED:
        raise Missing("identifiers", advice(query)[-1])
    if not reason:
        raise Missing("reason", NO_REASON)
    found = search.find(query, by=by)
    receipt = SearchReceipt(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, worker_id=by.worker,
        keys=_keys(query), reason=reason, found=len(found), at=at,
    )  # fmt: skip
    receipt.save(force_insert=True)
    remember(
        "person.find", by=by, at=at, thing=receipt.pk, section=Section.IDENTITY, reason=reason,
        kind="read", because=None if found else "nothing_found",
    )  # fmt: skip
    left = _counted(by, at=at)
    return Found(found, receipt, left)


def _counted(by: Actor, *, at: datetime) -> int:
    """How many look-ups are left after this one; NotAllowed undoes the one too many.

    Counted once it stands in the log: the chain lets the entries of an agency in one after the
    other, so of two look-ups at the same moment each is counted by one of them.
    """
    spare = search.spare(by, at=at)
    if spare < 0:
        raise NotAllowed("too_many", TOO_MANY)
    return spare


def _keys(query: Query) -> list[str]:
    pairs = (
        ("name", query.name), ("phone", query.phone), ("tail", query.phone_tail),
        ("birth", query.birth),
    )  # fmt: skip
    return [name for name, value in pairs if value]


def asked_about(notice: Notice) -> Query:
    """What a notice knows of who it is, as a question to the look-up."""
    phone = phone_digits(notice.phone or "")
    return Query(name=notice.name or "", phone=phone, birth=born(notice))


def look_up_notice(
    *, notice_id: UUID, reason: str, expected: int | None, by: Actor, at: datetime
) -> Found:
    """Look for the person of a notice and keep the receipt with it."""
    may("notice.write", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=expected)
    found = look_up(query=asked_about(notice), reason=reason, by=by, at=at)
    notice.receipt_id, notice.version = found.receipt.pk, notice.version + 1
    notice.save()
    return found


def own_receipt(receipt_id: UUID) -> SearchReceipt:
    """A receipt of the worker's own; Hidden for anybody else's and for made-up ones."""
    found = SearchReceipt.objects.filter(pk=receipt_id).first()
    if found is None:
        raise Hidden
    return found
