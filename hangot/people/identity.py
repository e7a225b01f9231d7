"""Who somebody is: a record, its search tokens, a name that comes later, a name used instead."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.alone import alone
from hangot.access.queries import need_shared
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.korean import name_tokens
from hangot.core.rights import Scene, may
from hangot.people import marks
from hangot.people.entries import owned
from hangot.people.models import Alias, ContactPoint, NameCheck, Person
from hangot.people.search import birth_tokens, phone_tokens
from hangot.tasks.fire import locked
from hangot.vault import keyring, tokens
from hangot.vault.models import PersonTokens


def create_person(
    *, number: str, name: str | None, birth: str | None, phone: str | None, by: Actor, at: datetime
) -> Person:
    """A new record, searchable by keyed tokens only; call inside `changing()` of its id."""
    person = Person(
        centre_id=by.centre,
        number=number,
        name=name,
        birth=birth,
        anonymous=not name,
        created_at=at,
    )
    keyring.create(person.pk, by.centre)
    person.save(force_insert=True)
    access.register(person.pk, at=at)
    marks.birth(person.pk, birth, by=by, at=at)
    write_tokens(person.pk, name=name, birth=birth, phone=phone, by=by)
    NameCheck.objects.bulk_create([NameCheck(centre_id=by.centre, person_id=person.pk, at=at)])
    return person


def write_tokens(
    person: UUID, *, name: str | None, birth: str | None, phone: str | None, by: Actor
) -> None:
    """Keyed search tokens of what identifies a person."""
    base = tokens.tokens(by.centre, texts_of(name=name, birth=birth, phone=phone))
    mark = tokens.centre_token(by.centre)
    PersonTokens.objects.bulk_create(
        [
            PersonTokens(
                person_id=person, centre_id=by.centre, base=base, tokens=sorted({*base, mark})
            )
        ]
    )


def texts_of(*, name: str | None, birth: str | None, phone: str | None) -> set[str]:
    """What a person can be looked up by, as texts of tokens."""
    return {*name_tokens(name or ""), *birth_tokens(birth), *phone_tokens(phone)}


def add_tokens(person: UUID, texts: Iterable[str], *, by: Actor) -> None:
    """The person can be found by this, too; call inside `changing()`, which marks who may."""
    row = PersonTokens.objects.get(pk=person)
    row.base = sorted({*row.base, *tokens.tokens(by.centre, texts)})
    row.save(update_fields=["base"])


def identify(
    *, person_id: UUID, name: str, birth: str | None, phone: str | None, expected: int, by: Actor,
    at: datetime,
) -> Person:  # fmt: skip
    """An anonymous person gives a name; nothing else about the record changes."""
    may("person.write", by, Scene(at))
    person: Person = locked(Person, person_id, expected=expected)
    person.name, person.birth, person.anonymous = name, birth, False
    person.version += 1
    person.save()
    with access.changing(person_id):
        add_tokens(
            person_id, texts_of(name=name, birth=birth, phone=phone or _phone(person_id)), by=by
        )
        marks.birth(person_id, birth, by=by, at=at)
    NameCheck.objects.bulk_create([NameCheck(centre_id=by.centre, person_id=person_id, at=at)])
    remember("person.write", by=by, at=at, subject=person_id, section=Section.IDENTITY)
    return person


def _phone(person: UUID) -> str | None:
    """The phone in use, for the search tokens; None when there is none or it is not one's to see."""
    point = ContactPoint.objects.filter(subject_id=person, kind="phone", ended_at=None).first()
    return point.value if point else None


def add_alias(person: UUID, name: str, *, by: Actor, at: datetime) -> Alias:
    """A name used instead of the real one; call from an act that is audited."""
    alias = Alias(**owned(person, Section.IDENTITY, by=by, at=at), name=name)
    alias.save(force_insert=True)
    return alias


def write_alias(*, person_id: UUID, name: str, by: Actor, at: datetime) -> Alias:
    """From now on the person is called so; names before are kept."""
    may("person.write", by, Scene(at))
    alone(person_id)
    need_shared(by, person_id, Section.IDENTITY, Level.FULL, at=at)
    alias = add_alias(person_id, name, by=by, at=at)
    remember(
        "person.write", by=by, at=at, subject=person_id, thing=alias.pk, section=Section.IDENTITY
    )
    return alias
