"""Which item a lending has: chosen among those that are free, and kept by the database itself.

Two desks may ask for the last bed at once. Both may find it free; the database keeps it for one, and
the other is told so and from when on there is one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hangot.core.access import Actor
from hangot.core.ids import new_id
from hangot.core.protection.free import Span, free, next_stay
from hangot.core.protection.kinds import Kind, Stay, taken
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.protection.models import Item, Lending, Taken

KEY = (1 << 62) - 1
NOTHING_HERE = Text(
    "{label}: 우리 기관에 빌려줄 것이 없습니다. 물품·자리 화면에서 먼저 들여 주세요.",
    "{label}: your agency has none. Add some on the page of the stock first.",
)
FULL = Text(
    "{label}: {first}부터 {last}까지 빈 것이 없습니다. 가장 빠른 날은 {next}입니다."
    " 날짜를 바꾸거나 대기에 올려 주세요.",
    "{label}: none is free from {first} to {last}. The next is free from {next} on."
    " Change the days, or use the waiting list.",
)
KEPT_ON = Text(
    "{label}: 다른 예약이 있어 그날까지 연장할 수 없습니다. 더 짧게 연장하거나 다른 것을 새로 예약해 주세요.",
    "{label}: it is reserved for somebody else by then. Extend it less, or reserve another one.",
)
TAKE = """
insert into hangot_taken (id, centre_id, version, agency_id, item_id, lending_id, key, during, live, out)
values (%s, %s, 1, %s, %s, %s, %s, daterange(%s, %s), true, false)
on conflict on constraint item_one_at_a_time do nothing returning id
"""


def key(item: UUID) -> int:
    """The random bits of an id, as a number of the database."""
    return item.int & KEY


def stock(kind: Kind, *, by: Actor) -> Mapping[UUID, Sequence[Span]]:
    """The items of a kind that can be lent, in the order of their numbers, and when each is taken."""
    rows = Item.objects.filter(agency_id=by.agency, what=kind.id, state="ready").order_by("mark")
    found: dict[UUID, list[Span]] = {item: [] for item in rows.values_list("pk", flat=True)}
    for one in Taken.objects.filter(item__in=list(found), live=True).order_by("during"):
        found[one.item_id].append((one.during.lower, one.during.upper))
    return found


def keep(row: Lending, kind: Kind, *, by: Actor) -> None:
    """The first item that is free; Missing says from when on there is one."""
    stay, things = Stay(row.first, row.last), stock(kind, by=by)
    if not any(_take(row, item, kind, stay, by) for item in free(kind, stay, things)):
        raise Missing("place_free", refusal(kind, stay, by=by))


def refusal(kind: Kind, stay: Stay, *, by: Actor) -> Text:
    """Why there is none, and from when on there is."""
    later = next_stay(kind, stay, stock(kind, by=by))
    sentence = FULL if later else NOTHING_HERE
    values = {"first": stay.first, "last": stay.last, "next": later.first if later else ""}
    return Text(
        sentence.ko.format(label=kind.label.ko, **values),
        sentence.en.format(label=kind.label.en, **values),
    )


def _take(row: Lending, item: UUID, kind: Kind, stay: Stay, by: Actor) -> bool:
    since, until = taken(kind, stay)
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE, [new_id(), by.centre, by.agency, item, row.pk, key(item), since, until]
        )
        return cursor.fetchone() is not None


def of(row: Lending) -> Taken:
    """What a lending has, or had last."""
    found = Taken.objects.filter(lending=row).order_by("-live", "-id").first()
    if found is None:
        raise Hidden
    return found


def lengthen(row: Lending, kind: Kind, last: date) -> None:
    """The same item for longer; Missing where somebody else has it by then."""
    since, until = taken(kind, Stay(row.first, last))
    try:
        with transaction.atomic():
            Taken.objects.filter(pk=of(row).pk).update(during=DateRange(since, until))
    except IntegrityError:
        sentence = Text(
            KEPT_ON.ko.format(label=kind.label.ko), KEPT_ON.en.format(label=kind.label.en)
        )
        raise Missing("place_free", sentence) from None


def hand_out(row: Lending) -> Item | None:
    """The item goes to the person; None while somebody else still has it or it is not ready."""
    mine = of(row)
    item = Item.objects.select_for_update().get(pk=mine.item_id)
    if item.state != "ready" or Taken.objects.filter(item=item, out=True).exists():
        return None
    Taken.objects.filter(pk=mine.pk).update(out=True)
    return item


def give_up(row: Lending) -> Item:
    """The item is no longer this lending's; locked, so that its own state can follow."""
    mine = of(row)
    item = Item.objects.select_for_update().get(pk=mine.item_id)
    Taken.objects.filter(pk=mine.pk).update(live=False, out=False)
    return item
