"""The frame of every staff page: places a post may open, its turn count, who and where one is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from hangot.access.context import running
from hangot.accounts.models import Sitting
from hangot.core.access import Actor
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.vault import keyring

# right, address name, icon, label: a post sees only the places its duties open.
PLACES: tuple[tuple[tuple[str, str, str, Text], ...], ...] = (
    (
        ("today.see", "today", "home", Text("오늘", "Today")),
        ("notice.write", "new_contact", "plus", Text("새 접수", "New contact")),
        ("notice.find", "notices", "reception", Text("접수", "Contacts")),
    ),
    (
        ("case.find", "cases", "case", Text("사례", "Cases")),
        ("referral.find", "referrals", "inbox", Text("의뢰함", "Referrals")),
        ("directory.see", "services", "services", Text("서비스 목록", "Services")),
    ),
    (
        ("identity_link.find", "safety", "shield", Text("보호 업무", "Safety desk")),
        ("basis.find", "bases", "law", Text("법적 근거", "Legal bases")),
        ("break_glass.find", "glasses", "key", Text("긴급열람 검토", "Emergency reviews")),
        ("audit.see", "review", "eye", Text("기록 점검", "Log review")),
        ("posts.see", "posts", "people", Text("직위", "Posts")),
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the rail."""

    url: str
    icon: str
    label: Text
    count: int | str
    current: bool


def mine(actor: Actor) -> Q:
    """Tasks whose turn it is: the own post's, or of a duty or agency nobody in particular holds."""
    anybody = Q(post_id=None, duty=None)
    return Q(agency_id=actor.agency, done_at=None) & (
        Q(post_id=actor.post) | Q(post_id=None, duty__in=sorted(actor.duties)) | anybody
    )


# One statement for what stands around every page. Each half of the turns walks one stretch of an
# index; with "or" between them a prepared statement would read the tasks of the whole agency.
AROUND = """
select c.label_ko, c.label_en, k.wrapped, g.id, g.ends_at, (
  select count(*) from (
    (select 1 from hangot_task where agency_id = %s and post_id = %s and done_at is null limit %s)
    union all
    (select 1 from hangot_task where agency_id = %s and post_id is null and done_at is null
       and (duty is null or duty = any(%s)) limit %s)) turns)
from hangot_centre c
left join hangot_datakey k on k.subject_id = c.id
left join lateral (select id, ends_at from hangot_breakglass
  where post_id = %s and state = 'opened' and ends_at > %s limit 1) g on true
where c.id = %s
"""
MANY = 99


def frame(request: Any) -> dict[str, Any]:
    """Context of the shell; empty for pages before one sits on a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not running():
        return {"now": getattr(request, "at", None)}
    sitting: Sitting = request.sitting
    label_ko, label_en, wrapped, glass, ends, turns = _around(actor, request.at)
    keyring.put(actor.centre, actor.centre, wrapped)
    return {
        "nav": [g for places in PLACES if (g := _group(places, actor, request.path, turns))],
        "centre": Text(label_ko, label_en), "post_label": sitting.post.label,
        "worker_name": sitting.worker.name, "now": request.at,
        "emergency": _emergency(actor, glass, ends),
        "may_find": opens("person.find", actor.duties),
        "may_receive": opens("notice.write", actor.duties),
    }  # fmt: skip


def _around(actor: Actor, at: datetime) -> tuple[Any, ...]:
    agency, post, most = actor.agency, actor.post, MANY + 1
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [
            agency, post, most, agency, sorted(actor.duties), most, post, at, actor.centre
        ])  # fmt: skip
        found: tuple[Any, ...] = cursor.fetchone()
    return found


def _group(
    group: tuple[tuple[str, str, str, Text], ...], actor: Actor, path: str, turns: int
) -> list[Item]:
    items = []
    for right, name, icon, label in group:
        if opens(right, actor.duties):
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            here = path == url or (url != "/" and path.startswith(url))
            count = f"{MANY}+" if turns > MANY else turns
            items.append(Item(url, icon, label, count if name == "today" else 0, here))
    nearest = max((len(item.url) for item in items if item.current), default=0)
    return [replace(one, current=one.current and len(one.url) == nearest) for one in items]


def _emergency(actor: Actor, glass: UUID | None, ends: datetime | None) -> dict[str, Any] | None:
    if glass is None or not opens("break_glass.write", actor.duties):
        return None
    return {"number": "", "until": ends, "end_url": reverse("glass_end", args=[glass])}
