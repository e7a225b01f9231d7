"""The frame of every staff page: places a post may open, its turn count, who and where one is."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.middleware.csrf import get_token

from hangot.access.context import current, running
from hangot.accounts.models import Sitting
from hangot.core.access import Actor
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk import rail
from hangot.desk.links import link
from hangot.vault import keyring


def mine(actor: Actor) -> Q:
    """Tasks whose turn it is: the own post's, or of a duty or agency nobody in particular holds."""
    anybody = Q(post_id=None, duty=None)
    return Q(agency_id=actor.agency, done_at=None) & (
        Q(post_id=actor.post) | Q(post_id=None, duty__in=sorted(actor.duties)) | anybody
    )


# One statement for what stands around every page. Each part of the turns walks one stretch of an
# index; with "or" between them a prepared statement would read the tasks of the whole agency.
AROUND = """
select c.label_ko, c.label_en, k.wrapped, g.id, g.ends_at, (
  select count(*) from (
    (select 1 from hangot_task where agency_id = %(agency)s and post_id = %(post)s
       and done_at is null limit %(most)s)
    union all
    (select 1 from unnest(%(duties)s::text[]) held cross join lateral (
       select 1 from hangot_task where agency_id = %(agency)s and post_id is null
         and duty = held and done_at is null limit %(most)s) r)
    union all
    (select 1 from hangot_task where agency_id = %(agency)s and post_id is null
       and duty is null and done_at is null limit %(most)s)) turns)
from hangot_centre c
left join hangot_datakey k on k.subject_id = c.id
left join lateral (select id, ends_at from hangot_breakglass
  where post_id = %(post)s and state = 'opened' and ends_at > %(at)s limit 1) g on true
where c.id = %(centre)s
"""


def frame(request: Any) -> dict[str, Any]:
    """Context of the shell; empty for pages before one sits on a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not running():
        return {"now": getattr(request, "at", None)}
    sitting: Sitting = request.sitting
    asked = request.around or around(actor, request.at)
    [(label_ko, label_en, wrapped, glass, ends, turns)] = asked()
    keyring.put(actor.centre, actor.centre, wrapped)
    where = rail.Where(Text(label_ko, label_en), sitting.post.label, sitting.worker.name)
    token = get_token(request)
    return {
        "nav": partial(rail.places, actor.duties, request.path),
        "rail": rail.drawn(actor.duties, request.path, turns, where=where),
        # Masked once for the whole page: every form of it may carry the same.
        "topbar": rail.topbar(request, token), "csrf_token": token,
        "centre": where.centre, "now": request.at, "emergency": _emergency(actor, glass, ends),
    }  # fmt: skip


def around(actor: Actor, at: datetime) -> Callable[[], list[tuple[Any, ...]]]:
    """What stands around every page, in one row, asked along with the next statement."""
    return current().teller.soon(AROUND, {
        "agency": actor.agency, "post": actor.post, "duties": sorted(actor.duties),
        "most": rail.MANY + 1, "at": at, "centre": actor.centre,
    })  # fmt: skip


def _emergency(actor: Actor, glass: UUID | None, ends: datetime | None) -> dict[str, Any] | None:
    if glass is None or not opens("break_glass.write", actor.duties):
        return None
    return {"number": "", "until": ends, "end_url": link("glass_end", glass)}
