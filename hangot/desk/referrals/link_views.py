"""The sender's side of an answer link: made and shown once, watched, ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.door import page, sees, to
from hangot.desk.naming import withheld
from hangot.desk.referrals.showing import seen_by
from hangot.directory.queries import house
from hangot.referrals import links, queries

ENDED = Text("답 링크를 끊었습니다.", "The answer link is ended.")
NOTHING = Text("쓸 수 있는 답 링크가 없습니다.", "There is no answer link to end.")
# As digits are said on the telephone in Korea, so that one and two are not mixed up.
SAID = dict(
    zip(
        "0123456789",
        ("공", "하나", "둘", "삼", "넷", "오", "여섯", "칠", "팔", "아홉"),
        strict=True,
    )
)
IN_ENGLISH = dict(
    zip("0123456789", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True)
)  # fmt: skip


@page(right="answer_link.make", door="referral.link", methods=("POST",))
def make(request: Any, referral_id: UUID) -> HttpResponse:
    """A new link with its code, shown this once; the one before ends."""
    row = queries.visible(referral_id)
    sight = seen_by(row, request.actor, request.at)
    sees(request, subject=row.subject_id, thing=row.pk)
    made = tried(
        request, lambda: links.make(referral_id=referral_id, by=request.actor, at=request.at),
        right="answer_link.make", thing=row.pk,
    )  # fmt: skip
    if isinstance(made, Missing):
        messages.warning(request, str(made.sentence))
        return to("referral", referral_id)
    link, told = made
    rooms = house(request.actor.centre)
    told_of = not withheld(row.to_agency, request.actor, sight, rooms)
    return render(request, "desk/referrals/link.html", {
        "referral": row, "link": link, "agency": rooms.agencies[row.to_agency] if told_of else None,
        "code": f"{told.code[:4]} {told.code[4:]}",
        "address": request.build_absolute_uri(reverse("answer_code", args=[told.token])),
        "said": Text(_said(told.code, SAID), _said(told.code, IN_ENGLISH)),
    })  # fmt: skip


def _said(code: str, names: dict[str, str]) -> str:
    halves = (code[:4], code[4:])
    return ", ".join(" ".join(names[one] for one in half) for half in halves)


@page(right="answer_link.end", door="referral.link", methods=("POST",))
def end(request: Any, referral_id: UUID) -> HttpResponse:
    """End it now; whoever is reading is refused at the next click."""
    row = queries.visible(referral_id)
    seen_by(row, request.actor, request.at)
    sees(request, subject=row.subject_id, thing=row.pk)
    ended = links.revoke(referral_id=referral_id, by=request.actor, at=request.at)
    messages.success(request, str(ENDED if ended else NOTHING))
    return to("referral", referral_id)
