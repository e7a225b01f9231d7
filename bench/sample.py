"""Whom and what the requests are about: workers, open cases, people to look up, referrals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from bench import staff
from bench.maker import House
from hangot.core.korean import query_tokens
from hangot.people.search import birth_tokens
from hangot.vault import centre_keys, keyring, tokens
from hangot.vault.sealing import unseal

SIZE = 400
ENOUGH = 20_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A referral that waits: who may send it, who may accept it."""

    pk: UUID
    sender: str
    receiver: str
    version: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything the requests need to know, read as the administrator."""

    home: UUID
    centre: UUID
    logins: dict[str, str]
    posts: Mapping[str, UUID]
    casework: Sequence[str]
    finders: Sequence[str]
    cases: Sequence[tuple[str, UUID]]
    people: Sequence[str]
    tokens: Sequence[tuple[list[int], list[int]]]
    drafts: Sequence[Letter]
    sent: Sequence[Letter]


def take(admin: psycopg.Connection[Any], house: House, at: datetime) -> Sample:
    """Look around in the house."""
    centre_keys.forget()
    desks = [desk for desk in house.leads if desk.slug.startswith("large-")]
    people = _people(admin, house.centre)
    return Sample(
        home=house.home, centre=house.centre, logins=staff.logins(at), posts={desk.slug: desk.post for desk in house.leads},
        casework=[desk.slug for desk in desks], finders=[desk.slug for desk in desks],
        cases=_cases(admin), people=[f"{name} {birth}" for name, birth in people],
        tokens=[_wanted(house, name, birth) for name, birth in people],
        drafts=_letters(admin, "draft"), sent=_letters(admin, "sent"),
    )  # fmt: skip


def _cases(admin: psycopg.Connection[Any]) -> list[tuple[str, UUID]]:
    found = admin.execute(
        "select p.slug, c.id from hangot_case c join hangot_post p on p.id = c.lead_post_id"
        " where c.state not in ('closed') order by md5(c.id::text) limit %s",
        [SIZE],
    ).fetchall()
    return [(slug, pk) for slug, pk in found]


def _people(admin: psycopg.Connection[Any], centre: UUID) -> list[tuple[str, str]]:
    """Names and birth dates in clear, opened with the keys of the measurement."""
    rows = admin.execute(
        "select p.id, p.name, p.birth, k.wrapped from hangot_person p"
        " join hangot_datakey k on k.subject_id = p.id order by md5(p.id::text) limit %s",
        [SIZE],
    ).fetchall()
    return [_opened(centre, *row) for row in rows]


def _opened(centre: UUID, pk: UUID, name: bytes, birth: bytes, wrapped: bytes) -> tuple[str, str]:
    _, key = keyring._unwrapped(centre, pk, bytes(wrapped))
    texts = [
        unseal(key, bytes(value), f"hangot_person|{column}|{pk}").decode()
        for column, value in (("name", name), ("birth", birth))
    ]
    return texts[0], texts[1]


def _wanted(house: House, name: str, birth: str) -> tuple[list[int], list[int]]:
    """What the look-up must find, and of what any: the name with its typos and swapped syllables."""
    alike = {token for group in query_tokens(name) for token in group.any_of}
    born = tokens.tokens(house.centre, birth_tokens(birth))
    must = [*born, tokens.agency_token(house.centre, house.home)]
    return must, tokens.tokens(house.centre, alike)


def _letters(admin: psycopg.Connection[Any], state: str) -> list[Letter]:
    rows = admin.execute(
        "select r.id, f.slug, t.slug, r.version from hangot_referral r"
        " join hangot_post f on f.id = r.from_post join hangot_post t on t.id = r.to_post"
        " where r.state = %s order by md5(r.id::text) limit %s",
        [state, ENOUGH],
    ).fetchall()
    return [Letter(*row) for row in rows]
