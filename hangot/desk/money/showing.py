"""Benefits as the pages show them: state, whose turn, sums as a small picture, what happened."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.benefits import bounds, queries
from hangot.benefits.models import UNDECIDED, Benefit, Payment
from hangot.core.eligibility.rules import Rules
from hangot.core.text import Text
from hangot.desk.cases.header import PersonPage
from hangot.desk.links import link
from hangot.eligibility.ruling import in_use

WIDE, TALL = 200, 14
ASKED, EXPECTED = Text("신청", "Asked"), Text("미리 본 금액", "Expected")
GRANTED, PAID = Text("결정", "Granted"), Text("지급", "Paid")
RECLAIMED = Text("환수", "Claimed back")


def label(rules: Rules | None, row: Benefit) -> Text:
    """The service of the rules; the plain word where the rules know it no more."""
    found = rules.services.get(row.service) if rules else None
    return found.label if found else Text("지원금", "Benefit")


def rules_of(frame: PersonPage) -> Rules | None:
    """The rules of the centre, where it has some."""
    pack = frame.profile.rules
    return in_use(frame.viewer.centre, pack).rules if pack else None


def lines(frame: PersonPage, *, at: datetime) -> list[dict[str, Any]]:
    """All benefits of a person that one may see."""
    rules = rules_of(frame)
    return [
        line(frame, rules, row, payments, at=at)
        for row, payments in queries.of_subject(frame.case.person_id)
    ]


def line(
    frame: PersonPage, rules: Rules | None, row: Benefit, payments: Sequence[Payment], *,
    at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """One benefit: what every page says of it."""
    life, pack = frame.profile.life("benefit"), frame.profile
    turn = life.turn(row.state)
    mine = (turn, frame.viewer.agency) in (("receiver", row.to_agency), ("sender", row.from_agency))
    due = [one.due_on for one in payments if one.paid_on is None and row.ended_at is None]
    appeal = row.appeal_by if row.state == "refused" else None
    shown = sums(row, payments)
    return {
        "row": row, "label": label(rules, row), "state": life.label(row.state), "mine": mine,
        "turn": None if mine else pack.turns[turn], "look": "end" if life.by_id[row.state].final else "",
        "about": pack.word("payees", row.about), "form": pack.word("benefit_forms", row.form),
        "where": frame.agency(row.to_agency), "by": frame.agency(row.from_agency),
        "url": link("benefit", row.pk), "appeal_by": appeal, "next": min(due, default=None),
        "lapses_on": row.lapses_on if row.state == "approved" else None,
        "sums": shown, "tall": TALL * len(shown), "now": at,
    }  # fmt: skip


def sums(row: Benefit, payments: Iterable[Payment]) -> list[dict[str, Any]]:
    """What was asked, expected, granted, paid and claimed back, each with its width in the picture."""
    paid = sum(one.amount for one in payments if one.paid_on)
    found: list[tuple[Text, int | None]] = [
        (ASKED, row.asked), (EXPECTED, row.expected), (GRANTED, row.granted), (PAID, paid or None),
        (RECLAIMED, row.reclaimed or None),
    ]  # fmt: skip
    known = [(name, won) for name, won in found if won is not None]
    most = max(won for _, won in known)
    return [
        {"label": name, "won": won, "wide": max(1, won * WIDE // most), "top": TALL * place}
        for place, (name, won) in enumerate(known)
    ]


def anew(frame: PersonPage, row: Benefit, *, at: datetime) -> int | None:
    """What the rules give now, in won, where it is not what they gave when it was asked for.

    Only for who asked, and until it is decided: then somebody has to tell the deciding agency.
    """
    rules = rules_of(frame)
    open_still = row.state in UNDECIDED and row.from_agency == frame.viewer.agency
    if not open_still or rules is None or row.service not in rules.services:
        return None
    on = bounds.local(at)
    known = bounds.reckon(row.subject_id, row.service, row.form, by=frame.viewer, on=on)
    return known.expected if known.expected != row.expected else None


def paid_lines(frame: PersonPage, payments: Iterable[Payment]) -> list[dict[str, Any]]:
    """Payments made and due, with the relation of who is paid."""
    pack = frame.profile
    return [
        {
            "payee": pack.word("payees", one.payee), "kind": pack.word("payment_kinds", one.kind),
            "row": one,
        }
        for one in payments
    ]  # fmt: skip


def due(frame: PersonPage, payments: Iterable[Payment]) -> list[tuple[str, str]]:
    """Payments to come as choices of a form."""
    return [
        (str(one.pk), f"{frame.profile.word('payees', one.payee)} {one.number}, {one.due_on.isoformat()}, {one.amount:,}")
        for one in payments if one.paid_on is None
    ]  # fmt: skip


def history(frame: PersonPage, row: Benefit) -> list[dict[str, Any]]:
    """What happened, oldest first: who asked, who decided, who appealed."""
    life = frame.profile.life("benefit")

    def step(at: datetime | None, event: str, who: Text, *words: str | None) -> dict[str, Any]:
        return {
            "at": at,
            "label": life.event_label(event),
            "who": who,
            "words": [one for one in words if one],
        }

    asked = frame.author(row.from_post, row.from_agency)
    decided = _author(frame, row.decided_post, row.to_agency)
    outcome = "refuse" if row.granted is None else "approve"
    found = [
        step(row.asked_at, "request", asked, row.why),
        step(row.decided_at, outcome, decided, row.ground, row.elsewhere),
        step(row.appealed_at, "appeal", asked, row.appeal_words),
        step(row.ended_at, "cancel" if row.state == "cancelled" else "reconcile", decided, row.end_words),
    ]  # fmt: skip
    return sorted((one for one in found if one["at"]), key=lambda one: one["at"])


def _author(frame: PersonPage, post: UUID | None, agency: UUID) -> Text:
    return frame.author(post, agency) if post else frame.agency(agency)
