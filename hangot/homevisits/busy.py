"""When those who could go are needed at the centre, are away, or are out at other homes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hangot.appointments.models import Absence
from hangot.appointments.queries import numbers_of, taken
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.homevisits.models import HomeVisit

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
Spans = tuple[tuple[int, int], ...]


def busy(
    day: date, posts: Collection[UUID], but: Iterable[HomeVisit], *, by: Actor
) -> Mapping[UUID, Spans]:
    """Minutes of the day on which each post is busy; `but`: visits that are planned anew."""
    since = datetime.combine(day, time(), SEOUL)
    numbers, held = numbers_of(by.centre, "post"), taken(since, since + DAY)
    found = defaultdict(list, {post: held.get(numbers.get(post, 0), []) for post in posts})
    for row in but:
        for post in (row.first_post, row.second_post):
            if post and row.leaves and row.ends and (row.leaves, row.ends) in found[post]:
                found[post].remove((row.leaves, row.ends))
    away = Absence.objects.filter(post_id__in=list(posts), starts__lt=since + DAY, ends__gt=since)
    for one in away:
        if one.post_id:
            found[one.post_id].append((one.starts, one.ends))
    return {post: _minutes(found[post], since) for post in posts}


def _minutes(spans: Iterable[tuple[datetime, datetime]], since: datetime) -> Spans:
    """Whole minutes of the day, outwards."""
    return tuple(
        sorted(
            (max(0, (starts - since) // MINUTE), -((since - min(ends, since + DAY)) // MINUTE))
            for starts, ends in spans
        )
    )
