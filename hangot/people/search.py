"""Looking a person up by keyed tokens: only people one may see, ids first, rows by key after."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from hangot.audit.models import AuditEntry
from hangot.core.access import Actor
from hangot.core.korean import fold, name_tokens, phone_digits, query_tokens
from hangot.core.linkage import letter_distance
from hangot.core.lookup import Query
from hangot.people.models import Person
from hangot.vault import keyring, tokens
from hangot.vault.models import DataKey, PersonTokens
from hangot.vault.together import together

MOST = 20
PER_HOUR = 60
PER_DAY = 200
CLOSE = ("exact", "typo", "swapped")
"""Ways of being alike that are worth a second look; a shared given name is not."""


def birth_tokens(birth: str | None) -> set[str]:
    """The exact birth date as a token text; none when it is not known."""
    return {f"birth:{birth}"} if birth else set()


def phone_tokens(phone: str | None) -> set[str]:
    """The whole number and its last four digits."""
    digits = phone_digits(phone or "")
    return {f"phone:{digits}", f"tail:{digits[-4:]}"} if digits else set()


def whole_token(kind: str, value: str) -> set[str]:
    """One text that stands for a whole phone number, address or mail, however it is spelled."""
    if kind == "phone":
        digits = phone_digits(value)
        return {f"phone:{digits}"} if digits else set()
    if kind == "email":
        value = parseaddr(value)[1] or value
    return {f"{kind}:{''.join(fold(value).split())}"}


def find_ids(centre: UUID, required: Iterable[str], any_of: Iterable[str]) -> list[UUID]:
    """Ids of the people visible to the signed agency that carry the tokens; at most 40."""
    return _find(tokens.tokens(centre, required), tokens.tokens(centre, any_of))


def _find(must: Sequence[int], some: Sequence[int]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from hg.find(%s::bigint[], %s::bigint[], %s)",
            [list(must), list(some), MOST * 2],
        )
        return [row[0] for row in cursor.fetchall()]


def find(query: Query, *, by: Actor) -> list[Person]:
    """The people one may see that fit: exact names first, then typos and swapped syllables."""
    groups = query_tokens(query.name) if query.name else ()
    alike = {token for group in groups for token in group.any_of}
    rows = by_ids(find_ids(by.centre, _required(query), alike))
    return sorted(rows, key=lambda person: _distance(query.name, person))[:MOST]


def _distance(name: str, person: Person) -> int:
    """How far a name is from the one that was typed; nobody typed one: all are as near."""
    if not name or not person.name:
        return 0
    mine, theirs = fold(name).replace(" ", ""), fold(person.name).replace(" ", "")
    return -1 if mine == theirs else letter_distance(mine, theirs)


def _required(query: Query) -> set[str]:
    required = birth_tokens(query.birth.isoformat() if query.birth else None)
    required |= {f"phone:{query.phone}"} if query.phone else set()
    return required | ({f"tail:{query.phone_tail}"} if query.phone_tail else set())


def by_ids(ids: Sequence[UUID]) -> list[Person]:
    """The rows one may read, in the order of the ids, with their keys: one statement."""
    found, keys = together(
        Person.objects.filter(pk__in=ids), DataKey.objects.filter(subject_id__in=ids)
    )
    keyring.take(keys)
    rows = {person.pk: person for person in found}
    return [rows[pk] for pk in ids if pk in rows]


def matches(person: Person, *, centre: UUID) -> list[UUID]:
    """Ids of people like this one, seen or not; only for the job that tells the safety officer.

    Two of name, birth date and phone must agree; the phone by its tokens, which nobody can read.
    """
    names = {t for g in query_tokens(person.name or "") if g.kind in CLOSE for t in g.any_of}
    alike = tokens.tokens(centre, names)
    birth = tokens.tokens(centre, birth_tokens(person.birth))
    phones = other_tokens(person, centre=centre)
    found: dict[UUID, None] = {}
    for must in (birth, *([one] for one in phones)):
        if must and alike:
            found |= dict.fromkeys(_find(must, alike))
        if must and must is not birth and birth:
            found |= dict.fromkeys(_find([*must, *birth], []))
    return [pk for pk in found if pk != person.pk]


def other_tokens(person: Person, *, centre: UUID) -> frozenset[int]:
    """The tokens of a person that are neither name nor birth date; call inside `deriving()`."""
    row = PersonTokens.objects.filter(pk=person.pk).first()
    if row is None:
        return frozenset()
    known = {*name_tokens(person.name or ""), *birth_tokens(person.birth)}
    return frozenset(row.base) - set(tokens.tokens(centre, known))


def left(by: Actor, *, at: datetime) -> int:
    """How many look-ups the worker still has: capped by the hour and by the day."""
    return max(0, spare(by, at=at))


def spare(by: Actor, *, at: datetime) -> int:
    """What the caps leave of the look-ups in the log; below zero there is one too many."""
    # A look-up has a receipt; opening the page is recorded too, but uses up none.
    day = AuditEntry.objects.filter(
        worker_id=by.worker,
        act="person.find",
        at__gt=at - timedelta(days=1),
        done=True,
        object_id__isnull=False,
    )
    used = day.aggregate(
        day=Count("pk"), hour=Count("pk", filter=Q(at__gt=at - timedelta(hours=1)))
    )
    return min(PER_HOUR - int(used["hour"]), PER_DAY - int(used["day"]))
