"""Looking for people who may be known already, out of any clerk's sight.

A clerk's look-up answers a hidden match like nothing at all. This job, which nobody watches,
tells the safety officer, who sees both records and decides.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from uuid import UUID

from hangot.access.context import deriving, searching
from hangot.core.access import Actor, Section
from hangot.core.linkage import Score, Traits, score, verdict
from hangot.core.rights import Scene
from hangot.people.links import ask_officer, pair
from hangot.people.models import IdentityLink, NameCheck, Person
from hangot.people.search import matches, other_tokens
from hangot.tasks.fire import fire
from hangot.vault.tokens import centre_token

AT_ONCE = 500


def suspect(*, by: Actor, at: datetime) -> list[IdentityLink]:
    """Go through new names; answer the links that were suspected. Call inside `acting()`."""
    found: list[IdentityLink] = []
    waiting = NameCheck.objects.filter(done_at=None, centre_id=by.centre).order_by("at")[:AT_ONCE]
    for check in waiting:
        found.extend(_check(check.person_id, by=by, at=at))
        NameCheck.objects.filter(pk=check.pk).update(done_at=at)
    return found


def _check(person_id: UUID, *, by: Actor, at: datetime) -> Iterator[IdentityLink]:
    with deriving(person_id):
        person = Person.objects.filter(pk=person_id).first()
        if person is None:
            return
        mine = _traits(person, by)
        with searching(centre_token(by.centre)):
            others = matches(person, centre=by.centre)
    for other in others:
        result = score(mine, _traits_of(other, by))
        if verdict(result) == "same?" and not _known(person_id, other):
            yield _suspect(person_id, other, result, by=by, at=at)


def _traits_of(person_id: UUID, by: Actor) -> Traits:
    with deriving(person_id):
        person = Person.objects.filter(pk=person_id).first()
        return _traits(person, by) if person else Traits()


def _traits(person: Person, by: Actor) -> Traits:
    """Name, birth date, and the phone as tokens: equal when the number is, and unreadable.

    A number has two tokens, whole and last four digits: one phone is a pair of them.
    """
    pairs = combinations(sorted(other_tokens(person, centre=by.centre)), 2)
    return Traits(
        name=person.name or "", birth=date.fromisoformat(person.birth) if person.birth else None,
        phones=frozenset(f"{whole} {tail}" for whole, tail in pairs),
    )  # fmt: skip


def _known(one: UUID, other: UUID) -> bool:
    return IdentityLink.objects.filter(pk=pair(one, other)["id"]).exists()


def _suspect(one: UUID, other: UUID, result: Score, *, by: Actor, at: datetime) -> IdentityLink:
    link = IdentityLink(
        centre_id=by.centre, agree=list(result.agree), score=round(result.total), at=at,
        **pair(one, other),
    )  # fmt: skip
    fire(
        link, "suspect", by=by, at=at, new=True, subject=one, section=Section.IDENTITY,
        scene=Scene(at), given={"fields"},
    )  # fmt: skip
    ask_officer(link.pk, one, agency=by.agency, by=by, at=at)
    return link
