"""A month under review as it is kept: its findings, the answers to them, the sealed result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from hangot.audit.models import AuditEntry, AuditReview
from hangot.core.watching import sealing
from hangot.core.watching.sealing import Answered, Kept, Result
from hangot.vault.keys import keys
from hangot.vault.together import together
from hangot.watching.models import MonthFinding, MonthReview


@dataclass(frozen=True, slots=True)
class Month:
    """A review with all that belongs to it: the hash of each entry and the last answer about it."""

    review: MonthReview
    findings: Sequence[MonthFinding]
    hashes: Mapping[UUID, str]
    answers: Mapping[UUID, AuditReview]


def of_month(centre: UUID, month: date) -> MonthReview | None:
    """The review of a month, if somebody has begun it."""
    found: MonthReview | None = MonthReview.objects.filter(centre_id=centre, month=month).first()
    return found


def findings(review: MonthReview) -> list[MonthFinding]:
    """What stood out, in the order in which it was found."""
    return list(MonthFinding.objects.filter(review=review).order_by("pk"))


def closed_month_of(entry: UUID) -> bool:
    """Does this entry stand in a month that is closed?"""
    return MonthFinding.objects.filter(entry_id=entry, review__closed_at__isnull=False).exists()


def whole(review: MonthReview) -> Month:
    """Everything of a review, in one statement; answers as they stood when it was closed."""
    wanted = MonthFinding.objects.filter(review=review).order_by("pk")
    said = AuditReview.objects.filter(entry_id__in=wanted.values("entry_id")).order_by("at", "pk")
    if review.closed_at:
        said = said.filter(at__lte=review.closed_at)
    found, entries, answers = together(
        wanted, AuditEntry.objects.filter(pk__in=wanted.values("entry_id")), said
    )
    return Month(
        review, found, {one.pk: one.hash or "" for one in entries},
        {one.entry_id: one for one in answers},
    )  # fmt: skip


def result(month: Month) -> Result:
    """The text of a closed month that is sealed, from its rows as they are now."""
    row, key = month.review, keys().anchor
    return Result(
        row.number or 0, row.month.isoformat(), row.entries,
        row.closed_at.astimezone(UTC).isoformat() if row.closed_at else "", str(row.closed_by),
        sealing.words(row.note, key=key), tuple(_answers(month, key)),
    )  # fmt: skip


def _answers(month: Month, key: bytes) -> Iterator[Answered]:
    for one in month.findings:
        said = month.answers.get(one.entry_id)
        yield Answered(
            month.hashes.get(one.entry_id, ""), one.why, one.amount, said.result if said else "",
            sealing.words(said.note if said else None, key=key),
        )  # fmt: skip


def kept(centre: UUID) -> list[Kept]:
    """Every closed month in the order of the chain, as its rows say now."""
    rows = MonthReview.objects.filter(centre_id=centre, closed_at__isnull=False).order_by("number")
    return [_kept(whole(row)) for row in rows]


def _kept(month: Month) -> Kept:
    row = month.review
    return Kept(result(month), row.previous or "", row.hash or "", row.mac or "")


def broken(centre: UUID) -> str | None:
    """The first closed month that is not as it was signed; None when all are."""
    return sealing.first_break(kept(centre), key=keys().anchor)


def holds(month: Month) -> bool:
    """Is this one month as it was signed? Cheap enough for a page."""
    return sealing.is_whole(_kept(month), key=keys().anchor)
