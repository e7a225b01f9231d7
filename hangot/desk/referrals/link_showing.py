"""How the answer link of a referral stands, for the sender."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hangot.core.access import Actor
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.directory.queries import House
from hangot.referrals import links
from hangot.referrals.models import AnswerLink, Referral

LIVE = Text("쓸 수 있음", "Can be used")
OVER = Text("기한이 지남", "Its time is over")
CLOSED = Text("답을 다 받아 닫힘", "Closed with the referral")
ENDED: Mapping[str, Text] = {
    "renewed": Text("새 링크로 바뀜", "Replaced by a new one"),
    "revoked": Text("끊음", "Ended by hand"),
    "locked": Text("코드를 다섯 번 틀려 잠김", "Locked after five wrong codes"),
    "expired": OVER,
    "done": CLOSED,
}


def link_of(referral: Referral, rooms: House, by: Actor, at: datetime) -> dict[str, Any] | None:
    """The last link and what may be done; None where the receiver is in the house or nothing was sent."""
    agency = rooms.agencies.get(referral.to_agency)
    if agency is None or not agency.outside or referral.sent_at is None:
        return None
    last = next(iter(links.of(referral.pk)), None)
    open_, live = (
        links.waits(referral),
        last is not None and last.ended_at is None and last.ends > at,
    )
    return {
        "last": last, "live": live and open_, "state": _state(last, open_=open_, live=live),
        "may": open_ and opens("answer_link.make", by.duties),
    }  # fmt: skip


def _state(last: AnswerLink | None, *, open_: bool, live: bool) -> Text:
    if last is None or live:
        return LIVE if open_ else CLOSED
    return ENDED.get(last.why, OVER)
