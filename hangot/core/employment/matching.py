"""Does this vacancy suit this person? Every reason is said; nothing is added up into a number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from hangot.core.employment.offers import Offer, Wishes, any_of
from hangot.core.employment.words import WorkWords
from hangot.core.text import Text

Sign = Literal["fits", "against", "unknown"]
DAYS = (
    Text("월", "Mon"), Text("화", "Tue"), Text("수", "Wed"), Text("목", "Thu"), Text("금", "Fri"),
    Text("토", "Sat"), Text("일", "Sun"),
)  # fmt: skip
PERS = {"hour": Text("시급", "an hour"), "month": Text("월급", "a month")}
MUST = True
ORDER = ("fits", "unknown", "against")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, or is not known. `must`: without it nothing comes of it."""

    about: str
    sign: Sign
    must: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Match:
    """A vacancy beside a person, with every reason."""

    offer: Offer
    reasons: tuple[Reason, ...]

    @property
    def sign(self) -> Sign:
        """What the musts say: one that is not met is against, one not known leaves it open."""
        signs = {one.sign for one in self.reasons if one.must}
        return "against" if "against" in signs else "unknown" if "unknown" in signs else "fits"

    def of(self, sign: Sign) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.sign == sign)


Seeing = Callable[[Wishes, Offer, WorkWords], Iterable[Reason]]


def match(wishes: Wishes, offer: Offer, words: WorkWords) -> Match:
    """Every reason, in the order in which one talks about a job."""
    found = (reason for see in SEEING for reason in see(wishes, offer, words))
    return Match(offer, tuple(found))


def in_order(matches: Sequence[Match], on: date) -> list[Match]:
    """Open vacancies: those that suit first, then open questions; among them the fewest against.

    What was open longest comes last; a vacancy whose day is over is left out.
    """
    live = [one for one in matches if one.offer.until is None or on <= one.offer.until]
    far = date.max
    return sorted(
        live,
        key=lambda one: (ORDER.index(one.sign), len(one.of("against")), one.offer.until or far),
    )


def _occupation(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:
    label, must = words.occupations.get(offer.occupation), "occupation" in wishes.musts
    if not wishes.occupations:
        yield Reason("occupation", "unknown", must, Text("바라는 일을 아직 듣지 않음", "What work is wished for was not asked yet"))  # fmt: skip
    elif label is not None and offer.occupation in wishes.occupations:
        yield Reason("occupation", "fits", must, Text(f"바라는 일: {label.ko}", f"Work wished for: {label.en}"))  # fmt: skip
    elif label is not None:
        yield Reason("occupation", "against", must, Text(f"바라는 일이 아님: {label.ko}", f"Not the work wished for: {label.en}"))  # fmt: skip


def _needs(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:  # noqa: ARG001
    for skill in offer.needs:
        if wishes.skills is None:
            yield Reason("skill", "unknown", MUST, Text(f"꼭 필요한 것이 있는지 물어야 함: {skill}", f"To be asked, as it is required: {skill}"))  # fmt: skip
        elif any_of(wishes.skills, skill):
            yield Reason("skill", "fits", MUST, Text(f"꼭 필요한 것이 있음: {skill}", f"Has what is required: {skill}"))  # fmt: skip
        else:
            yield Reason("skill", "against", MUST, Text(f"꼭 필요한 것이 없음: {skill}", f"Lacks what is required: {skill}"))  # fmt: skip


def _likes(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:  # noqa: ARG001
    for skill in offer.likes:
        if any_of(wishes.skills or (), skill):
            yield Reason("skill", "fits", not MUST, Text(f"있으면 좋은 것이 있음: {skill}", f"Has what helps: {skill}"))  # fmt: skip


def _place(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:  # noqa: ARG001
    must, listed = "place" in wishes.musts, ", ".join(wishes.places)
    if not wishes.places:
        yield Reason("place", "unknown", must, Text("어디서 일하고 싶은지 아직 듣지 않음", "Where was not asked yet"))  # fmt: skip
    elif not offer.place:
        yield Reason("place", "unknown", must, Text("공고에 일하는 곳이 없음", "The vacancy does not say where"))  # fmt: skip
    elif found := any_of(wishes.places, offer.place):
        yield Reason("place", "fits", must, Text(f"바라는 곳: {found}", f"Where wished: {found}"))
    else:
        yield Reason("place", "against", must, Text(f"바라는 곳({listed})이 아님: {offer.place}", f"Not where wished ({listed}): {offer.place}"))  # fmt: skip


def _hours(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:  # noqa: ARG001
    must = "hours" in wishes.musts
    if not wishes.days and wishes.starts is None:
        yield Reason("hours", "unknown", must, Text("일할 수 있는 때를 아직 듣지 않음", "Possible hours were not asked yet"))  # fmt: skip
        return
    if wishes.days:
        yield _days(wishes.days, offer.days, must)
    if wishes.starts is not None and wishes.ends is not None:
        yield _times(wishes.starts, wishes.ends, offer, must)


def _days(can: Sequence[int], asked: Sequence[int], must: bool) -> Reason:  # noqa: FBT001
    beyond = [DAYS[day - 1] for day in asked if day not in can]
    if not asked:
        return Reason("hours", "unknown", must, Text("공고에 일하는 요일이 없음", "The vacancy does not say on which days"))  # fmt: skip
    if not beyond:
        return Reason(
            "hours", "fits", must, Text("일할 수 있는 요일임", "On days that are possible")
        )
    ko, en = ("·".join(getattr(day, it) for day in beyond) for it in ("ko", "en"))
    return Reason("hours", "against", must, Text(f"일할 수 없는 요일: {ko}", f"Days not possible: {en}"))  # fmt: skip


def _times(since: time, until: time, offer: Offer, must: bool) -> Reason:  # noqa: FBT001
    if offer.starts is None or offer.ends is None:
        return Reason("hours", "unknown", must, Text("공고에 일하는 시각이 없음", "The vacancy does not say at what hours"))  # fmt: skip
    span = f"{offer.starts:%H:%M}~{offer.ends:%H:%M}"
    if since <= offer.starts <= offer.ends <= until:
        return Reason("hours", "fits", must, Text(f"일할 수 있는 시각임: {span}", f"At hours that are possible: {span}"))  # fmt: skip
    can = f"{since:%H:%M}~{until:%H:%M}"
    return Reason("hours", "against", must, Text(f"일할 수 있는 시각({can})을 벗어남: {span}", f"Outside the hours that are possible ({can}): {span}"))  # fmt: skip


def _pay(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:  # noqa: ARG001
    must = "pay" in wishes.musts
    if wishes.pay is None or wishes.per is None:
        return
    if offer.pay is None or offer.per is None:
        yield Reason("pay", "unknown", must, Text("공고에 임금이 없음", "The vacancy does not say the pay"))  # fmt: skip
    elif offer.per != wishes.per:
        ko, en = PERS[offer.per].ko, PERS[offer.per].en
        yield Reason("pay", "unknown", must, Text(f"{ko}이라 바로 견줄 수 없음: {offer.pay:,}원", f"Paid {en}, which cannot be compared: {offer.pay:,} won"))  # fmt: skip
    elif offer.pay >= wishes.pay:
        yield Reason("pay", "fits", must, Text(f"바라는 만큼의 임금: {offer.pay:,}원", f"Pays what is wished: {offer.pay:,} won"))  # fmt: skip
    else:
        yield Reason("pay", "against", must, Text(f"바라는 임금({wishes.pay:,}원)보다 적음: {offer.pay:,}원", f"Pays less than wished ({wishes.pay:,} won): {offer.pay:,} won"))  # fmt: skip


def _limits(wishes: Wishes, offer: Offer, words: WorkWords) -> Iterable[Reason]:
    for name in wishes.limits:
        trait = words.traits.get(name)
        if trait is None:
            continue
        ko, en = trait.wish.ko, trait.wish.en
        if offer.traits is None:
            yield Reason("limit", "unknown", MUST, Text(f"고용주에게 물어야 함: {ko}", f"To be asked of the employer: {en}"))  # fmt: skip
        elif name in offer.traits:
            yield Reason("limit", "against", MUST, Text(f"바람과 다름: {trait.label.ko}", f"Against a wish: {trait.label.en}"))  # fmt: skip
        else:
            yield Reason("limit", "fits", MUST, Text(f"바람대로임: {ko}", f"As wished: {en}"))


SEEING: tuple[Seeing, ...] = (_occupation, _needs, _limits, _hours, _place, _pay, _likes)
