"""Two records that may be one person: suspected, decided, undone; nothing is ever merged."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.refusal import Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.people.meeting import rules_change, tell_safety
from hangot.people.models import IdentityLink, Person, SeparationRule
from hangot.tasks.actions import close_tasks, due_at, open_task
from hangot.tasks.fire import fire, locked
from hangot.tasks.models import Task

NOT_HERE = Text(
    "볼 수 있는 사례 가운데 이 번호가 없습니다. 번호를 다시 봐 주세요.",
    "No case you may see has this number. Check it.",
)


def pair(one: UUID, other: UUID) -> dict[str, UUID]:
    """The columns that name a pair: always in one order and under one id, so that it stands once."""
    first, second = sorted((one, other))
    return {"id": uuid5(first, str(second)), "one_id": first, "other_id": second}


def ask_officer(link: UUID, subject: UUID, *, agency: UUID, by: Actor, at: datetime) -> None:
    """The safety officer decides about a pair; asked once while nobody has answered."""
    with deriving(subject):
        waiting = Task.objects.filter(what="link.decide", thing_id=link, done_at=None).exists()
    if waiting:
        return
    open_task(
        "link.decide", subject=subject, agency=agency, duty="S", thing_kind="identity_link",
        thing=link, at=at, due=due_at(by, "acknowledge", at),
    )  # fmt: skip


def suspect(
    *, person_id: UUID, other_id: UUID, agree: Sequence[str], reason: str, by: Actor, at: datetime
) -> None:
    """Tell the safety officer that two records one sees look like one person.

    Nothing is answered but that: a pair that was told before, by whomever, is told again only.
    """
    may("identity_link.suspect", by, Scene(at))
    if not _sees_both(person_id, other_id):
        raise Missing("other", NOT_HERE)
    link = IdentityLink(
        centre_id=by.centre, agree=list(agree), score=0, reason=reason or None, at=at,
        **pair(person_id, other_id),
    )  # fmt: skip
    try:
        with transaction.atomic():
            fire(
                link, "suspect", by=by, at=at, new=True, subject=person_id, scene=Scene(at),
                section=Section.IDENTITY, given={"fields"} if agree else (),
            )  # fmt: skip
    except IntegrityError:  # the pair is in the table, which only the safety officer reads
        remember("identity_link.suspect", by=by, at=at, subject=person_id, thing=link.pk)
    ask_officer(link.pk, person_id, agency=_lead(by), by=by, at=at)


def _sees_both(one: UUID, other: UUID) -> bool:
    return one != other and Person.objects.filter(pk__in=(one, other)).count() == len((one, other))


def _lead(by: Actor) -> UUID:
    found: UUID = Centre.objects.values_list("lead_agency_id", flat=True).get(pk=by.centre)
    return found


def decide_link(*, link_id: UUID, event: str, reason: str, by: Actor, at: datetime) -> IdentityLink:
    """Link, differ, unlink or doubt: no record is rewritten, so every decision can be undone."""
    link: IdentityLink = locked(IdentityLink, link_id, expected=None)
    sides = (link.one_id, link.other_id)
    holds = {"sees_both"} if _sees_both(*sides) else set()
    apart = SeparationRule.objects.filter(ends=None, one_id__in=sides, other_id__in=sides)
    holds |= set() if apart.exists() else {"no_separation"}
    link.reason, link.at = reason, at
    fire(
        link, event, by=by, at=at, scene=Scene(at), subject=link.one_id, section=Section.IDENTITY,
        holds=holds, given={"reason", "evidence"} if reason else (),
    )  # fmt: skip
    for side in sides if event != "doubt" else ():
        close_tasks(link.pk, subject=side, by=by, at=at, what=("link.decide",))
    rules_change(by=by)
    tell_safety(link.one_id, at=at)
    return link
