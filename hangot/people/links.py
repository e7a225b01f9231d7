"""Two records that may be one person: suspected, decided, undone; nothing is ever merged."""

from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor, Section
from hangot.core.rights import Scene
from hangot.people.models import IdentityLink, Person, SeparationRule
from hangot.tasks.fire import fire, locked


def decide_link(*, link_id: UUID, event: str, reason: str, by: Actor, at: datetime) -> IdentityLink:
    """Link, differ, unlink or doubt: no record is rewritten, so every decision can be undone."""
    link: IdentityLink = locked(IdentityLink, link_id, expected=None)
    pair = (link.one_id, link.other_id)
    holds = {"sees_both"} if Person.objects.filter(pk__in=pair).count() == len(pair) else set()
    apart = SeparationRule.objects.filter(ends=None, one_id__in=pair, other_id__in=pair)
    holds |= set() if apart.exists() else {"no_separation"}
    link.reason, link.at = reason, at
    fire(
        link, event, by=by, at=at, scene=Scene(at), subject=link.one_id, section=Section.IDENTITY,
        holds=holds, given={"reason", "evidence"} if reason else (),
    )  # fmt: skip
    return link
