"""The frame of every staff page: places a post may open, its turn count, who and where one is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from hangot.access.context import running
from hangot.access.models import BreakGlass
from hangot.accounts.models import Sitting
from hangot.core.access import Actor
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.tasks.models import Task

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
    count: int
    current: bool


def mine(actor: Actor) -> Q:
    """Tasks whose turn it is: the own post's, or of a duty or agency nobody in particular holds."""
    anybody = Q(post_id=None, duty=None)
    return Q(agency_id=actor.agency, done_at=None) & (
        Q(post_id=actor.post) | Q(post_id=None, duty__in=sorted(actor.duties)) | anybody
    )


def frame(request: Any) -> dict[str, Any]:
    """Context of the shell; empty for pages before one sits on a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not running():
        return {"now": getattr(request, "at", None)}
    sitting: Sitting = request.sitting
    turns = Task.objects.filter(mine(actor)).count()
    return {
        "nav": [_group(group, actor, request.path, turns) for group in PLACES],
        "centre": Centre.objects.get(pk=actor.centre).label,
        "post_label": sitting.post.label, "worker_name": sitting.worker.name, "now": request.at,
        "emergency": _emergency(actor, request.at),
    }  # fmt: skip


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
            items.append(Item(url, icon, label, turns if name == "today" else 0, here))
    return items


def _emergency(actor: Actor, at: Any) -> dict[str, Any] | None:
    if not opens("break_glass.write", actor.duties):
        return None
    live = BreakGlass.objects.filter(post_id=actor.post, state="opened", ends_at__gt=at).first()
    if live is None:
        return None
    return {"number": "", "until": live.ends_at, "end_url": reverse("glass_end", args=[live.pk])}
