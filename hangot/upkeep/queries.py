"""The state of the house: what is broken, what was mended lately, when its security was checked."""

from hangot.upkeep.models import RoomFault, SecurityCheck

LATELY = 20


def faults() -> tuple[list[RoomFault], list[RoomFault]]:
    """Those still to be mended, the urgent ones first, and the last that were."""
    rows = RoomFault.objects.select_related("room")
    waiting = rows.filter(state__in=("reported", "taken"))
    ended = rows.filter(state__in=("mended", "dismissed")).order_by("-ended_at")
    return list(waiting.order_by("-urgent", "reported_at")), list(ended[:LATELY])


def checks() -> list[SecurityCheck]:
    """The last looks at the security of the house, the newest first."""
    return list(SecurityCheck.objects.order_by("-at")[:LATELY])
