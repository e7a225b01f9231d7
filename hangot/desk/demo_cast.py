"""The one-click sign-ins of the demo: choose a centre, then one of its cast, grouped by role."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.accounts.models import Sitting
from hangot.core.text import Text
from hangot.directory.demonstration import marked
from hangot.directory.models import Centre
from hangot.packs.active import profile

ROLES: tuple[tuple[Text, str], ...] = (
    (Text("접수·안내", "Reception"), "R"),
    (Text("상담사", "Counsellor"), "C"),
    (Text("사례관리사", "Case manager"), "M"),
    (Text("팀장·센터장", "Team lead, centre manager"), "LD"),
    (Text("보호·개인정보·감사", "Safety, privacy, audit"), "SVU"),
    (Text("통계·시스템", "Statistics, system"), "TN"),
    (Text("경찰", "Police"), "P"),
    (Text("기관 담당자", "Agency workers"), "A"),
)


def context(wanted: str) -> dict[str, Any]:
    """The switch of centres and the cast of the chosen one; the first where none was chosen."""
    centres = list(Centre.objects.filter(pk__in=marked()).order_by("pk")) if settings.DEMO else []
    if not centres:
        return {}
    here = next((one for one in centres if one.slug == wanted), centres[0])
    alike = [one for one in centres if one.profile == here.profile]
    return {
        "cast": groups(here), "kinds": kinds(centres, here), "here": here,
        "alike": alike if len(alike) > 1 else [],
    }  # fmt: skip


def kinds(centres: Iterable[Centre], here: Centre) -> list[dict[str, Any]]:
    """One entry for each pack; it leads to the first centre that runs it."""
    first: dict[str, Centre] = {}
    for one in centres:
        first.setdefault(one.profile, one)
    return [
        {"slug": one.slug, "label": profile(name).label, "here": name == here.profile}
        for name, one in first.items()
    ]


def groups(centre: Centre) -> list[dict[str, Any]]:
    """Everybody of the cast of a centre who sits on a post, by role, agencies last."""
    with acting(clockwork(centre)):
        seats = Sitting.objects.filter(until=None, centre_id=centre.pk)
        found = seats.select_related("post__agency", "worker").order_by("post__slug")
        people = [(seat, str(seat.worker.name)) for seat in found]
    shown = [_group(label, letters, people) for label, letters in ROLES]
    return [one for one in shown if one["people"]]


def _group(label: Text, letters: str, people: list[tuple[Sitting, str]]) -> dict[str, Any]:
    shown, before = [], {"P": "", "A": "PC"}.get(letters, "")
    for seat, name in people:
        duties = set(seat.post.duties)
        if duties & set(letters) and not duties & set(before):
            shown.append({
                "account": seat.worker.account, "name": name, "post": seat.post.label,
                "line": seat.post.agency.label if letters in ("A", "P") else None,
            })  # fmt: skip
    return {"role": label, "people": shown}
