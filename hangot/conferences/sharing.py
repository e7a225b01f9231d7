"""What each invited post may see of each item, for as long as the conference lasts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.barring import kept_out
from hangot.cases.models import Seat
from hangot.conferences.models import AgendaItem, Attendance, Conference, ItemSight
from hangot.consent import actions as consents
from hangot.consent.queries import lawful
from hangot.core.access import SHARED, Actor, Level, Section, by_number
from hangot.directory.models import Agency, Post
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks, due_at, open_task

UNASKED = {Section.OVERVIEW, Section.IDENTITY, Section.CONTACT, Section.FAMILY}
"""Parts of a record that everybody needs and nobody is asked to write about."""
Views = Mapping[UUID, Mapping[UUID, set[Section]]]


def views(
    items: Iterable[AgendaItem], invited: Iterable[Attendance], *, by: Actor, at: datetime
) -> Views:
    """By item and post: the sections that are lawful for its agency and within its duties."""
    rows = list(invited)
    slugs = dict(Post.objects.filter(pk__in=[r.post_id for r in rows]).values_list("pk", "slug"))
    return {item.pk: _of_item(item, rows, slugs, by=by, at=at) for item in items}


def _of_item(
    item: AgendaItem, rows: list[Attendance], slugs: Mapping[UUID, str], *, by: Actor, at: datetime
) -> Mapping[UUID, set[Section]]:
    barred = kept_out(item.subject_id, {r.post_id: r.agency_id for r in rows}, at=at)
    may = {one: lawful(item.subject_id, one, at=at) for one in {r.agency_id for r in rows}}
    about = {by_number(number) for number in item.sections} & set(SHARED)
    pack, found = profile(by.profile), {}
    for row in rows:
        caps = pack.caps(slugs[row.post_id])
        seen = {s for s in about & may[row.agency_id] if caps[s] > Level.NONE}
        if seen and row.post_id not in barred:
            found[row.post_id] = seen
    return found


def open_sights(conference: Conference, *, by: Actor, at: datetime) -> None:
    """Give every invited post what it may see of each item; ask its agency for what it knows.

    Called again it keeps what is still lawful, adds what has become so, and ends the rest.
    """
    invited = list(Attendance.objects.filter(conference=conference))
    items = list(
        AgendaItem.objects.filter(conference=conference, state__in=("listed", "presented"))
    )
    found = views(items, invited, by=by, at=at)
    agencies = {a.pk: a.slug for a in Agency.objects.filter(centre_id=by.centre)}
    for item in items:
        with access.changing(item.subject_id):
            known = {s.post_id: s for s in ItemSight.objects.filter(item=item)}
            for row in invited:
                seen = found[item.pk].get(row.post_id, set())
                sight = known.get(row.post_id)
                if sight is None and seen:
                    asked = _asked(item, row, agencies[row.agency_id], by=by, at=at) & seen
                    _begin(conference, item, row, seen, asked, by=by, at=at)
                elif sight is not None and sight.left_at is None:
                    _renew(conference, sight, seen, by=by, at=at)


def _asked(
    item: AgendaItem, row: Attendance, agency: str, *, by: Actor, at: datetime
) -> set[Section]:
    """What a post is asked about: what its agency is there for and reads whole; at home, the team."""
    if row.agency_id == by.agency:
        seats = Seat.objects.filter(case_id=item.case_id, until=None, post_id=row.post_id)
        if not seats.exists():
            return set()
    whole = lawful(item.subject_id, row.agency_id, at=at, least=Level.FULL)
    return set(profile(by.profile).asks(agency)) & whole - UNASKED


def _begin(
    conference: Conference, item: AgendaItem, row: Attendance, seen: set[Section],
    asked: set[Section], *, by: Actor, at: datetime,
) -> None:  # fmt: skip
    sight = ItemSight(
        centre_id=by.centre, conference=conference, item=item, subject_id=item.subject_id,
        agency_id=row.agency_id, post_id=row.post_id, sections=_numbers(seen),
        asked=_numbers(asked),
    )  # fmt: skip
    sight.save(force_insert=True)
    _claim(conference, sight, by=by, at=at)
    if row.agency_id != by.agency:
        consents.disclose(
            consents.Giving(
                item.subject_id, row.agency_id, row.post_id, seen, "conference", item.pk,
                "conference.call",
            ),
            by=by, at=at,
        )  # fmt: skip
    _ask(conference, sight, by=by, at=at)


def _ask(conference: Conference, sight: ItemSight, *, by: Actor, at: datetime) -> None:
    """The agency is asked for what it knows, until the conference begins."""
    close_tasks(sight.pk, subject=sight.subject_id, by=by, at=at)
    if conference.opened_at is None and set(sight.asked) - set(sight.answered):
        open_task(
            "conference.contribute", subject=sight.subject_id, agency=sight.agency_id,
            post=sight.post_id, thing_kind="conference", thing=sight.pk, at=at,
            due=min(due_at(by, "contribution", at), conference.starts), soft=True,
        )  # fmt: skip


def _renew(
    conference: Conference, sight: ItemSight, seen: set[Section], *, by: Actor, at: datetime
) -> None:
    """Lawful in another way than when it was given, or for a conference of another day."""
    access.end_claims(sight.subject_id, source=sight.pk, at=at)
    sight.sections = _numbers(seen)
    sight.version += 1
    sight.save()
    if seen:
        _claim(conference, sight, by=by, at=at)
        _ask(conference, sight, by=by, at=at)


def _claim(conference: Conference, sight: ItemSight, *, by: Actor, at: datetime) -> None:
    levels = dict.fromkeys((by_number(n) for n in sight.sections), Level.FULL)
    access.claim(
        sight.subject_id, levels, agency=sight.agency_id, post=sight.post_id, code="conference",
        source=sight.pk, starts=at, ends=due_at(by, "conference_minutes", conference.ends),
    )  # fmt: skip


def end_sights(conference: Conference, *, by: Actor, at: datetime) -> None:
    """The need is over for everybody: the conference ended, or is not held on that day."""
    for subject in conference.subjects:
        with access.changing(subject):
            for sight in ItemSight.objects.filter(conference=conference, subject_id=subject):
                end_sight(sight, by=by, at=at)


def end_sight(sight: ItemSight, *, by: Actor, at: datetime) -> None:
    """One post no longer needs to see; inside `changing()`."""
    access.end_claims(sight.subject_id, source=sight.pk, at=at)
    close_tasks(sight.pk, subject=sight.subject_id, by=by, at=at, what=("conference.contribute",))


def end_item(item: AgendaItem, *, by: Actor, at: datetime) -> None:
    """The item is off the agenda: nobody sees anything because of it any more."""
    with access.changing(item.subject_id):
        for sight in ItemSight.objects.filter(item=item):
            end_sight(sight, by=by, at=at)


def own_sight(item_id: UUID, post: UUID) -> ItemSight | None:
    """What this post may see because of an item, as long as it has not left."""
    rows = ItemSight.objects.filter(item_id=item_id, post_id=post, left_at=None)
    found: ItemSight | None = rows.first()
    return found


def _numbers(sections: Iterable[Section]) -> list[int]:
    return sorted(s.number for s in sections)
