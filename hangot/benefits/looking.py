"""Before a benefit is asked for: what the rules give, what speaks against it, who is not given what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.queries import View, need
from hangot.benefits import bounds
from hangot.benefits.models import GRANTED, OPEN, Benefit
from hangot.cases.models import Case
from hangot.cases.sections import of_domain
from hangot.consent.models import Consent, SharingBasis
from hangot.consent.queries import cells, lines_and_laws
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.directory.models import Service
from hangot.eligibility import findings
from hangot.eligibility.facts import asked_for
from hangot.eligibility.models import AnsweredFact
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a service of the rules at a service of the house, whole won, for whom.

    `papers`: documents already there. `reason`: why in spite of what speaks against it.
    """

    service: str
    offered: UUID
    asked: int
    about: str = "self"
    form: str = "whole"
    papers: Sequence[str] = ()
    reason: str | None = None
    finding: UUID | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """It was asked for already: where, and nothing else of it."""

    agency: UUID
    post: UUID


@dataclass(frozen=True, slots=True)
class Look:
    """What speaks against asking: asked before, more than the rules give, too often by law."""

    known: bounds.Reckoned
    view: View
    already: tuple[Pointer, ...]
    above: Text | None
    too_often: Text | None


def look(subject: UUID, case_id: UUID, wish: Wish, *, by: Actor, at: datetime) -> Look:
    """What is to be said before it is asked for; Hidden unless one may ask in this section."""
    sight = need(by, subject, of_domain(offered(wish, by).domain), Level.SUMMARY, at=at)
    if not Case.objects.filter(pk=case_id, person_id=subject).exists():
        raise Hidden
    return weigh(subject, wish, sight, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Read:
    """Answers, consents and legal bases of a person that one may see, read in one statement."""

    answers: list[AnsweredFact]
    asked: list[Consent]
    laws: list[SharingBasis]


def read(subject: UUID) -> Read:
    """What a page that weighs a request reads of the person."""
    return Read(*together(asked_for(subject), *lines_and_laws(subject)))


def weigh(
    subject: UUID, wish: Wish, sight: View, *, by: Actor, at: datetime, seen: Read | None = None
) -> Look:
    """The same for somebody who is known to see the section."""
    known = bounds.reckon(
        subject, wish.service, wish.form, by=by, on=bounds.local(at),
        rows=seen.answers if seen else None,
    )  # fmt: skip
    return Look(
        known, sight, already(subject, wish.service, wish.about, wish.form),
        bounds.above(known, wish.asked),
        too_often(subject, wish.service, wish.about, wish.form, known),
    )  # fmt: skip


def lacking(
    offers: Iterable[Service], known: bounds.Reckoned, seen: Read, *, by: Actor, at: datetime
) -> Mapping[UUID, tuple[Section, ...]]:
    """What each deciding agency is not given, as far as one may know: without the first section, its
    own, it cannot be asked; without the others it is not told what was found.
    """
    behind = findings.rests_on(known.ruling, known.finding)
    given = {key for key, cell in cells(seen.asked, seen.laws, at=at).items() if cell.lawful}
    found = {}
    for offer in offers:
        own = of_domain(offer.domain)
        wanted = [own, *sorted(behind - {own}, key=_place)]
        found[offer.agency_id] = tuple(one for one in wanted if (offer.agency_id, one) not in given)
    return {agency: sections for agency, sections in found.items() if agency != by.agency}


def _place(section: Section) -> int:
    return section.number


def already(
    subject: UUID, service: str, about: str, form: str, *, but: UUID | None = None
) -> tuple[Pointer, ...]:
    """Where the same is asked for and not settled, in any agency; `but` this one."""
    with deriving(subject):
        rows = Benefit.objects.filter(
            subject_id=subject, service=service, about=about, form=form, state__in=OPEN
        )
        rows = rows.exclude(pk=but) if but else rows
        found = rows.values_list("to_agency", "from_post")
        return tuple(dict.fromkeys(Pointer(*row) for row in found))


def too_often(
    subject: UUID, service: str, about: str, form: str, known: bounds.Reckoned
) -> Text | None:
    """The clause that allows no further one; None while there is room."""
    most = known.limits["times"][1] if "times" in known.limits and form == "whole" else None
    if most is None:
        return None
    with deriving(subject):
        n = Benefit.objects.filter(
            subject_id=subject, service=service, about=about, form=form, state__in=GRANTED,
            reclaimed=0,
        ).count()  # fmt: skip
    return known.said("times", bounds.TIMES, n=n) if n >= most else None


def offered(wish: Wish, by: Actor) -> Service:
    """The service of the house that a wish is for; Hidden unless the rules say it is given there."""
    found = Service.objects.filter(pk=wish.offered, centre_id=by.centre, active=True).first()
    names = bounds.using(by).rules.services
    if found is None or wish.service not in names or found.slug not in names[wish.service].offers:
        raise Hidden
    return found
