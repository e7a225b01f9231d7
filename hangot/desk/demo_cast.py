"""The one-click sign-ins of the demo, grouped by role."""

from typing import Any

from hangot.access.context import acting
from hangot.access.founding import all_centres, clockwork
from hangot.accounts.models import Sitting
from hangot.core.text import Text
from hangot.directory.models import Centre

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


def groups() -> list[dict[str, Any]]:
    """Everybody of the cast who sits on a post, by role, agencies last."""
    found = []
    for centre in Centre.objects.filter(pk__in=all_centres()):
        with acting(clockwork(centre)):
            seats = Sitting.objects.filter(until=None, centre_id=centre.pk)
            found = list(seats.select_related("post__agency", "worker").order_by("post__slug"))
            people = [(seat, str(seat.worker.name)) for seat in found]
        return [_group(label, letters, people) for label, letters in ROLES]
    return []


def _group(label: Text, letters: str, people: list[tuple[Sitting, str]]) -> dict[str, Any]:
    shown, before = [], {"P": "", "A": "P"}.get(letters, "")
    for seat, name in people:
        duties = set(seat.post.duties)
        if duties & set(letters) and not duties & set(before):
            shown.append({
                "account": seat.worker.account, "name": name, "post": seat.post.label,
                "line": seat.post.agency.label if letters in ("A", "P") else None,
            })  # fmt: skip
    return {"role": label, "people": shown}
