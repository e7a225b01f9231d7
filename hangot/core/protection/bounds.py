"""What cannot be: a stay that runs backwards, is too long, or is extended too far or too often."""

from datetime import date

from hangot.core.protection.kinds import Kind, Stay, after
from hangot.core.text import Text

BACKWARDS = Text(
    "마지막 날은 첫날보다 앞설 수 없습니다. 날짜를 다시 적어 주세요.",
    "The last day cannot be before the first. Write the days again.",
)
NO_NIGHT = Text(
    "하룻밤도 없습니다. 나가는 날을 들어오는 날 뒤로 적어 주세요.",
    "Not one night. The day of leaving comes after that of arriving.",
)
TOO_LONG = Text(
    "{label}: {end}까지 쓸 수 있습니다. 적은 날은 {typed}입니다. ({source})",
    "{label}: until {end} at most, and this says {typed}. ({source})",
)
TOO_OFTEN = Text(
    "{label}: {times}번까지 연장할 수 있습니다. 더 필요하면 새로 예약해 주세요. ({source})",
    "{label} can be extended {times} times. Reserve anew if more is needed. ({source})",
)
NEVER = Text(
    "{label}: 연장하지 않습니다. 더 필요하면 새로 예약해 주세요. ({source})",
    "{label} is not extended. Reserve anew if more is needed. ({source})",
)
NOT_LONGER = Text(
    "연장은 지금 마지막 날({last})보다 뒤여야 합니다.",
    "An extension must end after the present last day, {last}.",
)


def fault(kind: Kind, stay: Stay) -> Text | None:
    """Why a stay of this kind cannot be; None if it can."""
    if stay.last < stay.first:
        return BACKWARDS
    if kind.unit == "nights" and stay.last == stay.first:
        return NO_NIGHT
    if kind.most is not None and stay.last > (end := after(stay.first, kind.most)):
        return _said(kind, TOO_LONG, end=end, typed=stay.last)
    return None


def fault_of_more(kind: Kind, stay: Stay, last: date, *, extended: int) -> Text | None:
    """Why a stay extended so often cannot move its last day there; None if it can."""
    if kind.times is not None and extended >= kind.times:
        return _said(kind, TOO_OFTEN if kind.times else NEVER, times=kind.times)
    if last <= stay.last:
        return Text(NOT_LONGER.ko.format(last=stay.last), NOT_LONGER.en.format(last=stay.last))
    if kind.more is not None and last > (end := after(stay.last, kind.more)):
        return _said(kind, TOO_LONG, end=end, typed=last)
    return None


def _said(kind: Kind, sentence: Text, **values: object) -> Text:
    return Text(
        sentence.ko.format(label=kind.label.ko, source=kind.source, **values),
        sentence.en.format(label=kind.label.en, source=kind.source, **values),
    )
