"""Deadlines and states as every page draws them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.safestring import SafeString

from hangot.core.text import Text
from hangot.templatetags import moments
from hangot.templatetags.markup import drawn
from hangot.templatetags.words import in_language, pick

Day = date | datetime | None


def clock_mark(
    due: Day, now: datetime, *, used: float | str | None = None, state: str = "",
    soft: bool = False, text: object = "",
) -> SafeString:  # fmt: skip
    """A deadline. `used` is the part of the time gone (0 to 1); `state` is met, pause or empty."""
    spent = None if used in (None, "") else float(used or 0)
    mark, words = _clock(due or None, now, spent, state=state, soft=soft)
    body = in_language(text) or in_language(words)
    if not body:
        return SafeString("")
    kind = f" clock-{mark}" if mark else ""
    when = _machine(due)
    if when:
        return drawn('<span class="clock{}"><time datetime="{}">{}</time></span>', kind, when, body)
    return drawn('<span class="clock{}">{}</span>', kind, body)


def _clock(
    due: Day, now: datetime, used: float | None, *, state: str, soft: bool
) -> tuple[str, Text | str]:
    if state in moments.MARKS:
        return state, moments.ended_words(state, due, now)
    if due is None:
        return "", ""
    return moments.clock_mark(due, now, used, soft=soft), moments.clock_words(due, now)


def _machine(moment: Day) -> str:
    """The value of a `datetime` attribute, on the wall clock of Seoul."""
    if not moment:
        return ""
    here = moments.local(moment)
    return here.isoformat(timespec="minutes") if isinstance(here, datetime) else here.isoformat()


def state_mark(
    label: object, turn: object = "", *, mine: bool = False, kind: str = ""
) -> SafeString:
    """A state and whose turn it is. `kind` is end or stop for states that are over."""
    look = "mine" if mine else kind
    turn_words = in_language(turn) or (pick("내 차례", "My turn") if mine else "")
    half = drawn("<span>{}</span>", turn_words) if turn_words else ""
    extra = f" state-{look}" if look else ""
    return drawn('<span class="state{}"><b>{}</b>{}</span>', extra, in_language(label), half)


SIGHTS = (("없음", "None"), ("표지", "Pointer"), ("요약", "Summary"), ("전체", "Full"))


VERDICTS: Mapping[str, tuple[str, str, Text]] = {
    "likely": ("v-yes", "✓", Text("받을 수 있어요", "May get it")),
    "discretionary": ("v-maybe", "◐", Text("담당 기관이 판단해요", "An official decides")),
    "unknown": ("v-open", "?", Text("더 물어야 해요", "More to ask")),
    "unlikely": ("v-no", "–", Text("지금은 어려워요", "Not as things stand")),
}


def verdict_mark(verdict: str) -> SafeString:
    """What may be had, in a sign and in words; it never says that something is decided."""
    look, sign, word = VERDICTS[verdict]
    return drawn('<span class="verdict {}">{} {}</span>', look, sign, pick(word.ko, word.en))


def sight_mark(level: int) -> SafeString:
    """How much of a section one sees: 0 none, 1 pointer, 2 summary, 3 full."""
    return drawn('<span class="sight sight-{}">{}</span>', level, pick(*SIGHTS[level]))
