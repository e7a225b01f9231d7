"""A month of the log is looked through: begun once it is over, answered entry by entry, closed."""

from datetime import date, datetime

from hangot.access.alone import one_at_a_time
from hangot.access.trail import remember
from hangot.audit.models import AuditEntry
from hangot.core.access import Actor
from hangot.core.chain import START
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.core.watching import sealing
from hangot.directory.queries import house
from hangot.tasks.fire import locked
from hangot.vault.keys import keys
from hangot.watching import months, queries
from hangot.watching.finding import findings
from hangot.watching.models import MonthFinding, MonthReview

NOT_OVER = Text(
    "아직 끝나지 않은 달입니다. 달이 끝난 뒤에 점검을 시작해 주세요.",
    "This month is not over. Begin its review when it is.",
)
BEGUN = Text("이미 점검을 시작한 달입니다.", "The review of this month has begun already.")
LEFT = Text(
    "아직 결과를 적지 않은 기록이 {n}건 있습니다. 모두 적은 뒤에 마감해 주세요.",
    "{n} entries have no result yet. Write them all, then close the month.",
)
CLOSED = Text("이미 마감한 달입니다.", "This month is closed.")


def turn(by: Actor) -> str:
    """Reviews of a centre are written one after the other: none slips in while a month is signed."""
    return f"month review {by.centre}"


def begin(*, month: date, by: Actor, at: datetime) -> MonthReview:
    """Keep what stands out in a month that is over; from now on it neither grows nor shrinks."""
    may("audit.review", by, Scene(at))
    if not months.is_over(month, at):
        raise Missing("month_over", NOT_OVER)
    one_at_a_time(turn(by))
    if queries.of_month(by.centre, month):
        raise Missing("not_begun", BEGUN)
    start, end = months.span(month)
    found = findings(house(by.centre), start=start, end=end)
    row = MonthReview(
        centre_id=by.centre, month=month, opened_at=at, opened_by=by.worker,
        entries=AuditEntry.objects.filter(centre_id=by.centre, at__gte=start, at__lt=end).count(),
    )  # fmt: skip
    row.save(force_insert=True)
    MonthFinding.objects.bulk_create(
        MonthFinding(
            centre_id=by.centre, review=row, entry_id=one.entry_id, why=one.why,
            amount=one.amount, usual=one.usual, peers=one.peers,
        )
        for one in found
    )  # fmt: skip
    remember("audit.begin", by=by, at=at, thing=row.pk)
    return row


def close(*, month: date, note: str | None, by: Actor, at: datetime) -> MonthReview:
    """Sign the month: every finding is answered, and nothing in it changes any more.

    The hash stands in the log too, so that the chain of the log and its anchors keep it.
    """
    may("audit.close", by, Scene(at))
    one_at_a_time(turn(by))
    known = queries.of_month(by.centre, month)
    if known is None:
        raise Hidden
    row: MonthReview = locked(MonthReview, known.pk, expected=None)
    if row.closed_at:
        raise Missing("open", CLOSED)
    whole = queries.whole(row)
    left = sum(1 for one in whole.findings if one.entry_id not in whole.answers)
    if left:
        raise Missing("answers", LEFT.format(n=left))
    _sign(whole, note, by=by, at=at)
    row.save()
    remember("audit.close", by=by, at=at, thing=row.pk, reason=row.hash)
    return row


def _sign(whole: queries.Month, note: str | None, *, by: Actor, at: datetime) -> None:
    row = whole.review
    closed = MonthReview.objects.filter(centre_id=by.centre, number__isnull=False)
    last = closed.order_by("-number").first()
    row.closed_at, row.closed_by, row.closed_post, row.note = at, by.worker, by.post, note
    row.number = (last.number or 0) + 1 if last else 1
    row.previous = previous = (last.hash if last else None) or START
    row.hash = sealing.digest(previous, queries.result(whole))
    row.mac = sealing.signature(row.hash, key=keys().anchor)
    row.version += 1
