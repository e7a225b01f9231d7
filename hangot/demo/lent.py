"""What is lent in the demo: the stock of the police desk, a device in use, a guard who is late, nights
that are over, a week with a volunteer; and what the deletion desk has cleared for 김하린."""

from datetime import date, datetime, timedelta

from hangot.core.clocks import SEOUL, months
from hangot.demo.stage import Stage
from hangot.demo.walks import Walk
from hangot.packs.active import profile
from hangot.protection import actions as support
from hangot.protection.models import Lending
from hangot.removals import actions as removals
from hangot.removals.queries import of_case
from hangot.upkeep import actions as upkeep

POLICE, DELETION = "police-victim-desk", "seoul-digital-sex-crime-centre"
VOLUNTEERS = "volunteer-centre"
STOCK = {
    "location_device": "W-011 W-012 W-013 W-014", "temporary_lodging": "A-1 A-2 A-3",
    "private_guard": "G-1 G-2", "moving_help": "M-1", "safe_room": "S-1",
}  # fmt: skip
DEVICE, GUARD, BED = "location_device", "private_guard", "temporary_lodging"
PLACES = 42


def stock(stage: Stage, at: datetime) -> None:
    """What the police desk has to lend."""
    with stage.played(f"{POLICE}-1", at) as by:
        known = profile(by.profile).protection.known
        for what, marks in STOCK.items():
            support.add(kind=known[what], typed=marks, by=by, at=at)


def kept_up(stage: Stage) -> None:
    """The house itself: one thing is broken, and its security was looked at."""
    with stage.played("reception-1", stage.day(2)) as by:
        upkeep.report(
            room_id=None,
            what="light",
            words="뒷문 앞 등이 나감",
            urgent=False,
            by=by,
            at=stage.day(2),
        )
    with stage.played("centre-manager", stage.day(9)) as by:
        upkeep.check(found=[], words="", by=by, at=stage.day(9))


def lent(walk: Walk) -> None:
    """A device for half a year, three nights that are over, and a guard who should be back."""
    at, day = walk.at, walk.at.astimezone(SEOUL).date()
    stock(walk.stage, at)
    kept_up(walk.stage)
    _issued(walk, DEVICE, day, months(day, 6))
    _issued(walk, GUARD, day, day + timedelta(days=7))
    bed = _issued(walk, BED, day, day + timedelta(days=3))
    left = walk.stage.after(at, days=3)
    with walk.stage.played(f"{POLICE}-1", left, about=walk.subject) as by:
        support.take_back(
            lending_id=bed.pk, condition="good", words="", expected=None, by=by, at=left
        )
    with walk.stage.ticked(POLICE) as by:
        for pk in support.overdue(by, walk.stage.now):
            support.fall_due(pk, by=by, at=walk.stage.now)


def _issued(walk: Walk, what: str, first: date, last: date) -> Lending:
    wish = support.Wish(what, first, last)
    with walk.stage.played(f"{POLICE}-1", walk.at, about=walk.subject) as by:
        row = support.reserve(case_id=walk.file.pk, wish=wish, by=by, at=walk.at)
        return support.issue(lending_id=row.pk, signed=True, expected=None, by=by, at=walk.at)


def cleared(walk: Walk) -> None:
    """Forty-two places: thirty-seven deleted, three blocked, two still asked for."""
    batch = removals.Batch(
        "\n".join(f"{walk.subject} {n}" for n in range(PLACES)), "abroad", "", "자료 117"
    )
    with walk.stage.played(f"{DELETION}-1", walk.at, about=walk.subject) as by:
        removals.register(case_id=walk.file.pk, batch=batch, by=by, at=walk.at)
    for event, days, first, last, words in (
        ("request", 1, 1, 42, ""), ("delete", 7, 1, 30, ""), ("check", 14, 1, 30, ""),
        ("refuse", 15, 40, 42, "국내 서버가 아니라고 함"), ("delete", 21, 31, 37, ""),
        ("block", 26, 40, 42, ""),
    ):  # fmt: skip
        at = walk.stage.after(walk.at, days=days)
        with walk.stage.played(f"{DELETION}-1", at, about=walk.subject) as by:
            rows = [one.pk for one in of_case(walk.file.pk) if first <= one.number <= last]
            removals.step(
                case_id=walk.file.pk, numbers=rows, event=event, on=at.astimezone(SEOUL).date(),
                words=words, by=by, at=at,
            )  # fmt: skip


def accompanied(walk: Walk) -> None:
    """Somebody stays with the child while the mother is at her course."""
    desk, day = f"{VOLUNTEERS}-1", walk.at.astimezone(SEOUL).date()
    with walk.stage.played(desk, walk.at, about=walk.subject) as by:
        kind = profile(by.profile).protection.known["volunteer_week"]
        support.add(kind=kind, typed="V-1 V-2", by=by, at=walk.at)
        wish = support.Wish(kind.id, day, day, "아이 돌봄")
        support.reserve(case_id=walk.file.pk, wish=wish, by=by, at=walk.at)
