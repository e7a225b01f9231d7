"""Referrals in every state: written, sent, answered, served, ended, acknowledged."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from hangot.cases import records
from hangot.core.access import Section
from hangot.demo.names import ANSWERS, REASONS, RESULTS
from hangot.demo.walks import Walk
from hangot.directory.models import Service
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral

SENDER, RECEIVER = "sender", "receiver"


class Move(NamedTuple):
    """One step after sending: whose, which, how many days later, with which code."""

    who: str
    event: str
    days: float
    said: referrals.Said = referrals.Said()
    holds: frozenset[str] = frozenset()


ACCEPT = Move(RECEIVER, "accept", 1, referrals.Said(text=ANSWERS[0]))
BEGIN = Move(RECEIVER, "begin", 2)
COMPLETE = Move(RECEIVER, "complete", 3, referrals.Said(outcome="given", text=RESULTS[0]))
ACKNOWLEDGE = Move(SENDER, "acknowledge", 1, referrals.Said(disposition="done"))
DECLINE = Move(RECEIVER, "decline", 1, referrals.Said(
    why="no_capacity", text="지금은 자리가 없습니다.", alternative="다음 달에 다시 여쭤 주세요."
))  # fmt: skip
LOSE = Move(
    RECEIVER, "lose", 3, referrals.Said(why="unreachable", text="안전한 시간에 세 번 걸었습니다."),
    frozenset({"attempts_in_safe_windows"}),
)  # fmt: skip
WAYS: Mapping[str, Sequence[Move]] = {
    "sent": (),
    "returned": (Move(RECEIVER, "return", 1, referrals.Said(text="소득을 알 수 있는 서류가 더 필요합니다.")),),
    "accepted": (ACCEPT,),
    "scheduled": (ACCEPT, Move(RECEIVER, "schedule", 1)),
    "in_service": (ACCEPT, BEGIN),
    "completed": (ACCEPT, BEGIN, COMPLETE),
    "acknowledged": (ACCEPT, BEGIN, COMPLETE, ACKNOWLEDGE),
    "declined": (DECLINE,),
    "declined_done": (DECLINE, Move(SENDER, "acknowledge", 1, referrals.Said(disposition="rerouted"))),
    "no_contact": (ACCEPT, LOSE),
    "stopped": (ACCEPT, BEGIN, Move(RECEIVER, "stop", 4, referrals.Said(
        why="person_declined", text="본인이 여기까지만 원하셨습니다."
    ))),
    "withdrawn": (Move(SENDER, "withdraw", 1, referrals.Said(why="not_needed")),),
}  # fmt: skip
UNSENT = ("draft", "held", "discarded", "expired")
STATES = (*WAYS, *UNSENT)


def refer(
    walk: Walk, desk: str, sections: Sequence[Section], *, until: str = "sent", service: str = "",
    post: str = "",
) -> Referral:  # fmt: skip
    """Write a referral to a desk and let it live until a state; `held` lacks one consent."""
    stage, by_post = walk.stage, walk.counsellor
    asked = (*sections, Section.FINANCE) if until == "held" else tuple(sections)
    offers = stage.services[desk]
    letter = referrals.Letter(
        offers[service] if service else walk.dice.choice(sorted(offers.items()))[1],
        stage.posts[post or f"{desk}-1"], asked, walk.dice.choice(REASONS),
        own_words=walk.sketch.wish, urgency=walk.sketch.urgency, case_id=walk.file.pk,
    )  # fmt: skip
    with stage.played(by_post, walk.at, about=walk.subject) as by:
        row = referrals.write(subject=walk.subject, letter=letter, by=by, at=walk.at)
        if until == "discarded":
            return referrals.step(
                referral_id=row.pk, event="discard", said=referrals.Said(), expected=None, by=by,
                at=walk.at,
            )  # fmt: skip
        if until != "draft":
            row = referrals.send(referral_id=row.pk, expected=None, by=by, at=walk.at)
    if until in WAYS:
        _live(walk, row, WAYS[until], post or f"{desk}-1")
    if until == "expired":
        _expire(walk, row)
    return row


def _live(walk: Walk, row: Referral, moves: Sequence[Move], receiver: str) -> None:
    if moves:
        with walk.stage.played(receiver, walk.at) as by:
            referrals.see(row, by=by, at=walk.at)
    for one in moves:
        at = walk.later(days=one.days)
        post = receiver if one.who == RECEIVER else walk.counsellor
        with walk.stage.played(post, at, about=walk.subject) as by:
            if one.event == "complete":
                _serve(walk, row, post)
            referrals.step(
                referral_id=row.pk, event=one.event, said=one.said, expected=None, by=by, at=at,
                holds=one.holds,
            )  # fmt: skip


def _serve(walk: Walk, row: Referral, post: str) -> None:
    with walk.stage.played(post, walk.at, about=walk.subject) as by:
        records.deliver(
            subject=walk.subject, service=_service(row.service_id), minutes=walk.dice.choice((30, 40, 60)),
            result=walk.dice.choice(RESULTS), source=row.pk, case_id=row.case_id, by=by, at=walk.at,
        )  # fmt: skip


def _service(pk: UUID) -> Service:
    return Service.objects.get(pk=pk)


def _expire(walk: Walk, row: Referral) -> None:
    """Nobody answered in time; the clock says so a minute after the due moment."""
    with walk.stage.ticked() as by:
        referrals.expire(row.pk, by=by, at=max(row.due or walk.at, walk.at))
