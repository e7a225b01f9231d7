"""Looking a person up by keyed tokens: only people one may see, ids first, rows by key after."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from hangot.audit.models import AuditEntry
from hangot.core.access import Actor
from hangot.core.korean import name_tokens, phone_digits, query_tokens
from hangot.core.lookup import Query
from hangot.people.models import Person
from hangot.vault import keyring, tokens

MOST = 20
PER_HOUR = 60
PER_DAY = 200


def birth_tokens(birth: str | None) -> set[str]:
    """The exact birth date as a token text; none when it is not known."""
    return {f"birth:{birth}"} if birth else set()


def phone_tokens(phone: str | None) -> set[str]:
    """The whole number and its last four digits."""
    digits = phone_digits(phone or "")
    return {f"phone:{digits}", f"tail:{digits[-4:]}"} if digits else set()


def find_ids(centre: UUID, required: Iterable[str], any_of: Iterable[str]) -> list[UUID]:
    """Ids of the people visible to the signed agency that carry the tokens; at most 200."""
    must = tokens.tokens(centre, required)
    some = tokens.tokens(centre, any_of)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from hg.find(%s::bigint[], %s::bigint[], %s)", [must, some, MOST * 2]
        )
        return [row[0] for row in cursor.fetchall()]


def find(query: Query, *, by: Actor) -> list[Person]:
    """The people one may see that fit: exact names first, then typos and swapped syllables."""
    required = _required(query)
    found: dict[UUID, None] = {}
    for group in query_tokens(query.name) if query.name else ():
        for person in find_ids(by.centre, required, group.any_of):
            found.setdefault(person)
        if len(found) >= MOST:
            break
    if not query.name:
        found = dict.fromkeys(find_ids(by.centre, required, ()))
    return by_ids(list(found)[:MOST])


def _required(query: Query) -> set[str]:
    required = birth_tokens(query.birth.isoformat() if query.birth else None)
    required |= {f"phone:{query.phone}"} if query.phone else set()
    return required | ({f"tail:{query.phone_tail}"} if query.phone_tail else set())


def by_ids(ids: Sequence[UUID]) -> list[Person]:
    """The rows one may read, in the order of the ids, with their keys loaded."""
    rows = Person.objects.in_bulk(ids)
    keyring.load(rows)
    return [rows[pk] for pk in ids if pk in rows]


def matches(person: Person, *, centre: UUID, phone: str | None) -> list[UUID]:
    """Ids of people like this one, seen or not; only for the job that tells the safety officer."""
    exact = name_tokens(person.name or "")
    first = query_tokens(person.name)[0].any_of if person.name else ()
    found: dict[UUID, None] = {}
    for required in (birth_tokens(person.birth), {t for t in phone_tokens(phone) if t[0] == "p"}):
        if required and exact:
            found |= dict.fromkeys(find_ids(centre, required, first))
    if (whole := phone_tokens(phone) - {f"tail:{(phone_digits(phone or '') or '')[-4:]}"}) and person.birth:
        found |= dict.fromkeys(find_ids(centre, whole | birth_tokens(person.birth), ()))
    return [pk for pk in found if pk != person.pk]


def left(by: Actor, *, at: datetime) -> int:
    """How many look-ups the worker still has: capped by the hour and by the day."""
    mine = AuditEntry.objects.filter(worker_id=by.worker, act="person.find")
    hour = mine.filter(at__gt=at - timedelta(hours=1)).count()
    day = mine.filter(at__gt=at - timedelta(days=1)).count()
    return max(0, min(PER_HOUR - hour, PER_DAY - day))
