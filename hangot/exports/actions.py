"""A file is asked for, allowed or refused by somebody else, taken back, handed out, or lapses."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hangot.access.trail import remember
from hangot.audit.actions import EXPORT
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.exports.models import Export, ExportPart
from hangot.exports.sheets import LIMIT, SHEETS, Sheet
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked
from hangot.watching import months

OPEN = timedelta(hours=24)
"""So long a request waits for its approval, and so long a file can be fetched after it."""
FORMS = ("csv", "xlsx")
TOO_MANY = Text(
    "{n}줄이라 한 번에 내보낼 수 없습니다. 많아야 {most}줄입니다. 달을 나누어 요청해 주세요.",
    "{n} rows are too many for one file; at most {most}. Ask month by month.",
)
WHICH_MONTH = Text("어느 달인지 골라 주세요.", "Say which month.")
OVER = Text(
    "기간이 지났습니다. 필요하면 다시 요청해 주세요.", "Its time is over. Ask anew if it is needed."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the sheet, its form, of which month, why and for whom."""

    sheet: str
    form: str
    purpose: str
    reason: str
    recipient: str
    month: date | None = None


def ask(*, wanted: Wanted, by: Actor, at: datetime) -> Export:
    """Ask for a file; Missing when it would be too long. Hidden for what this post cannot ask."""
    sheet = allowed_sheet(wanted.sheet, by)
    if (
        wanted.form not in FORMS
        or wanted.purpose not in profile(by.profile).lists["export_reasons"]
    ):
        raise Hidden
    if sheet.monthly and (wanted.month is None or not months.is_over(wanted.month, at)):
        raise Missing("month", WHICH_MONTH)
    total = sheet.rows(by, wanted.month).count()
    if total > LIMIT:
        raise Missing("limit", TOO_MANY.format(n=total, most=LIMIT))
    row = Export(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, worker_id=by.worker,
        sheet=sheet.id, form=wanted.form, month=wanted.month, purpose=wanted.purpose,
        reason=wanted.reason, recipient=wanted.recipient, created_at=at, ends=at + OPEN, total=total,
    )  # fmt: skip
    given = {name for name in ("reason", "recipient") if getattr(wanted, name).strip()}
    fire(row, "ask", by=by, at=at, scene=Scene(at), subject=None, given=given,
         reason=wanted.purpose, new=True)  # fmt: skip
    return row


def allowed_sheet(name: str, by: Actor) -> Sheet:
    """The sheet, if this post may take it now."""
    sheet = SHEETS.get(name)
    if sheet is None or not sheet.duties & by.duties:
        raise Hidden
    return sheet


def decide(
    *, export_id: UUID, event: str, answer: str, expected: int | None, by: Actor, at: datetime
) -> Export:
    """Allow or refuse; never by who asked. A refusal says why."""
    row: Export = locked(Export, export_id, expected=expected)
    _in_time(row, at)
    row.decided_by, row.decided_post, row.decided_at = by.worker, by.post, at
    row.answer = answer.strip() or None
    if event == "allow":
        row.ends = at + OPEN
    given = {"reason"} if row.answer else set()
    fire(row, event, by=by, at=at, scene=scene(row, at), subject=None, given=given)
    return row


def withdraw(*, export_id: UUID, expected: int | None, by: Actor, at: datetime) -> Export:
    """Take it back; a file that was made is gone."""
    row: Export = locked(Export, export_id, expected=expected)
    fire(row, "withdraw", by=by, at=at, scene=scene(row, at), subject=None)
    _discard(row)
    return row


def lapse(export_id: UUID, *, by: Actor, at: datetime) -> Export:
    """Its time is over: the clock takes the file away."""
    row: Export = locked(Export, export_id, expected=None)
    fire(row, "lapse", by=by, at=at, scene=scene(row, at), subject=None)
    _discard(row)
    return row


def fetch(*, export_id: UUID, by: Actor, at: datetime) -> tuple[Export, bytes]:
    """The file, for who asked, while they still may and it is still open; the log says export."""
    row: Export = locked(Export, export_id, expected=None)
    may("export.fetch", by, scene(row, at))
    allowed_sheet(row.sheet, by)
    if row.state != "made":
        raise Hidden
    _in_time(row, at)
    parts = ExportPart.objects.filter(export=row).order_by("number")
    content = b"".join(bytes(part) for part in parts.values_list("content", flat=True))
    row.fetched += 1
    row.save(update_fields=["fetched"])
    remember("export.fetch", by=by, at=at, thing=row.pk, reason=row.purpose, kind=EXPORT)
    return row, content


def scene(row: Export, at: datetime) -> Scene:
    """What the rights may look at: who asked."""
    return Scene(at, proposer=row.worker_id, proposer_post=row.post_id)


def _in_time(row: Export, at: datetime) -> None:
    if row.ends <= at:
        raise Missing("time", OVER)


def _discard(row: Export) -> None:
    ExportPart.objects.filter(export=row).delete()
