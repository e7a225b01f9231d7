"""What somebody looks for and what an employer offers, and what neither can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from hangot.core.refusal import Missing
from hangot.core.text import Text

Per = Literal["hour", "month"]
PERS: tuple[Per, ...] = ("hour", "month")
MOST_PAY = 100_000_000
"""No vacancy pays so many won an hour or a month; a larger number is a slip of the hand."""
MOST_SERVED = 600
NO_EMPLOYER = Text(
    "사람을 구하는 곳의 이름을 적어 주세요. 이름 없는 공고는 소개할 수 없습니다.",
    "Write who is hiring. A vacancy without an employer cannot be offered to anybody.",
)
NO_TITLE = Text("어떤 일인지 적어 주세요.", "Write what the work is.")
BELOW_ZERO = Text(
    "임금은 0보다 작을 수 없습니다. 금액을 다시 적어 주세요.",
    "Pay cannot be below zero. Write the sum again.",
)
TOO_MUCH = Text(
    "임금이 너무 큽니다. 0을 더 적지 않았는지 봐 주세요.",
    "This pay is too large. See whether there is a zero too many.",
)
BELOW_LEAST = Text(
    "한 시간 임금이 최저임금({least}원)보다 적습니다. 고용주에게 다시 확인해 주세요.",
    "The pay an hour is below the minimum wage ({least} won). Ask the employer again.",
)
NO_PER = Text("시급인지 월급인지 골라 주세요.", "Choose whether it is by the hour or the month.")
HALF_HOURS = Text(
    "시작 시각과 끝 시각을 함께 적거나 둘 다 비워 주세요.", "Write both times, or neither."
)
SERVED = Text(
    "복무한 달수를 0에서 600 사이로 적어 주세요.", "Write the months of service, from 0 to 600."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A vacancy. `days`: Monday is 1; `traits` None: the employer was not asked.

    `needs`: skills or licences without which nobody is hired; `likes`: those that help.
    """

    title: str
    employer: str
    occupation: str
    place: str = ""
    pay: int | None = None
    per: Per | None = None
    days: tuple[int, ...] = ()
    starts: time | None = None
    ends: time | None = None
    needs: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    traits: tuple[str, ...] | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody looks for; empty means that nobody has said. `limits`: wishes, not reasons.

    `musts`: which of place, hours, pay and occupation must be met; limits must always.
    `skills` None: not asked yet.
    """

    occupations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    pay: int | None = None
    per: Per | None = None
    days: tuple[int, ...] = ()
    starts: time | None = None
    ends: time | None = None
    skills: tuple[str, ...] | None = None
    limits: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    served: int | None = None


def sound(offer: Offer, least: int | None = None) -> Offer:
    """The vacancy, or Missing with what is wrong. `least`: the minimum wage an hour, if known."""
    if not offer.employer.strip():
        raise Missing("employer", NO_EMPLOYER)
    if not offer.title.strip():
        raise Missing("title", NO_TITLE)
    _pay(offer.pay, offer.per)
    if least is not None and offer.per == "hour" and offer.pay and offer.pay < least:
        raise Missing("pay", BELOW_LEAST.format(least=f"{least:,}"))
    _hours(offer.starts, offer.ends)
    return offer


def wished(wishes: Wishes) -> Wishes:
    """The wishes, or Missing with what cannot be."""
    _pay(wishes.pay, wishes.per)
    _hours(wishes.starts, wishes.ends)
    if wishes.served is not None and not 0 <= wishes.served <= MOST_SERVED:
        raise Missing("served", SERVED)
    return wishes


def words_in(typed: str) -> tuple[str, ...]:
    """Words between commas, each once, in their order."""
    found = (word.strip() for word in typed.replace("·", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(word for word in found if word))


def same(one: str, other: str) -> bool:
    """Do two names of a skill or a place mean the same? One stands in the other, spaces aside."""
    left, right = (word.replace(" ", "").lower() for word in (one, other))
    return bool(left and right) and (left in right or right in left)


def any_of(words: Sequence[str], name: str) -> str:
    """The first of these words that means the same as the name; empty where none does."""
    return next((word for word in words if same(word, name)), "")


def _pay(pay: int | None, per: str | None) -> None:
    if pay is None:
        return
    if pay < 0:
        raise Missing("pay", BELOW_ZERO)
    if pay > MOST_PAY:
        raise Missing("pay", TOO_MUCH)
    if per not in PERS:
        raise Missing("per", NO_PER)


def _hours(starts: time | None, ends: time | None) -> None:
    if (starts is None) != (ends is None):
        raise Missing("hours", HALF_HOURS)
