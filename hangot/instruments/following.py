"""What may follow a finished filling: a correction beside it, a level judged otherwise."""

import json
from datetime import datetime
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.instruments.form import Band
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.instruments import alarms
from hangot.instruments.models import Response
from hangot.instruments.rows import Filled, dumped, opened
from hangot.instruments.steps import finished, fired, new_row

NO_BAND = Text("바꿀 수준을 골라 주세요.", "Choose the level.")
SAME = Text("지금과 같은 수준입니다.", "This is the level there is.")
ONCE = Text(
    "이미 고쳐 쓴 양식입니다. 고쳐 쓴 것을 열어 주세요.",
    "This was corrected already. Open the correction.",
)


def correct(*, response_id: UUID, by: Actor, at: datetime) -> Response:
    """Begin a correction: a new filling with the same answers; the old one stays until it is done."""
    row = finished(response_id, None)
    if row.corrections.filter(state="finished").exists():
        raise Missing("correction", ONCE)
    found = opened(row, by)
    begun = row.corrections.filter(state="draft", post_id=by.post).first()
    if begun is not None:
        return begun
    new = new_row(row.case, found.form, row.setting, found.answers, by=by, at=at)
    new.asked_on, new.corrects = row.asked_on, row
    fired(new, "start", by=by, at=at, holds={"form_in_use"}, new=True)
    return new


def overrule(
    *, response_id: UUID, band: str, reason: str, expected: int | None, by: Actor, at: datetime
) -> Filled:
    """Judge the level otherwise, with a reason; what the form found stays beside it."""
    row = finished(response_id, expected)
    found = opened(row, by)
    chosen = _band(found, band)
    said = json.loads(str(row.judged)) if row.judged else []
    said.append({
        "band": band, "reason": reason.strip(), "post": str(by.post), "agency": str(by.agency),
        "at": at.isoformat(),
    })  # fmt: skip
    row.judged = dumped(said)
    fired(row, "overrule", by=by, at=at, given={"reason"} if reason.strip() else set())
    done = opened(row, by)
    if _higher(found, chosen):
        alarms.raise_for(done, [(f"judged.{band}", chosen.follows)], by=by, at=at)
    return done


def _band(found: Filled, name: str) -> Band:
    bands = {one.id: one for one in found.form.risk.bands} if found.form.risk else {}
    if name not in bands:
        raise Missing("band", NO_BAND)
    if found.level is bands[name]:
        raise Missing("band", SAME)
    return bands[name]


def _higher(found: Filled, chosen: Band) -> bool:
    return found.level is None or chosen.start > found.level.start
