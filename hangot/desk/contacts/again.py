"""When to call again, and which other ways there are: what the page of a contact proposes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hangot.core.packs import Choice, Profile
from hangot.core.reports.hours import another_hour
from hangot.core.text import Text
from hangot.intake.models import CallAttempt, Notice
from hangot.intake.story import safety_of
from hangot.intake.ways import is_safe
from hangot.packs.calendar import is_holiday
from hangot.templatetags.moments import hour_of, short_words

UNREACHED = "unreachable"


def proposed(
    one: Notice, calls: Sequence[CallAttempt], pack: Profile, *, at: datetime
) -> Text | None:
    """Another time of day than before, once somebody was not reached; None while there is no need."""
    tried = [call.at for call in calls if not call.way]
    if one.state != UNREACHED or not tried:
        return None
    safe = safety_of(one)
    window = (safe.window_from, safe.window_to)
    found = another_hour(
        tried, after=at, window=window if all(window) else None,  # type: ignore[arg-type]
        office=(pack.opens, pack.closes), is_holiday=is_holiday(pack),
    )  # fmt: skip
    return _words(found) if found else None


def _words(at: datetime) -> Text:
    day, hour = short_words(at), hour_of(at)
    return Text(f"{day.ko} {hour}", f"{day.en} {hour}")


def ways(one: Notice, pack: Profile) -> list[Choice]:
    """The ways that are safe for this person, as the pack has them."""
    return [Choice(way.id, way.label) for way in pack.unreached.values() if is_safe(way, one)]


def title(call: CallAttempt, pack: Profile) -> Any:
    """What was tried: the result of a call, or the other way."""
    if call.way:
        return pack.unreached[call.way].label if call.way in pack.unreached else call.way
    return pack.word("call_results", call.result)
