"""A conference as the tests of it prepare one: who is invited, who signs, what is said."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from hangot import clock
from hangot.conferences import actions as conferences
from hangot.conferences.models import AgendaItem, Attendance, Conference
from hangot.core.access import Section
from hangot.directory.models import Post

Acts = Callable[..., Any]
MIND, JOBS, LEAD = "smile-centre-1", "moel-job-centre-1", "team-lead"


def post(slug: str) -> UUID:
    return Post.objects.get(slug=slug).pk


def prepared(acts: Acts, *, kind: str = "integrated", slug: str = LEAD) -> Conference:
    """In preparation for two days from now, chaired by whoever prepares it."""
    with acts(slug) as by:
        starts = clock.now() + timedelta(hours=1)
        meeting = conferences.Meeting(kind, starts, starts + timedelta(hours=1), by.post)
        return conferences.prepare(meeting=meeting, by=by, at=clock.now())


def put_on(
    acts: Acts,
    conference: Conference,
    case: Any,
    sections: Sequence[Section] = (),
    slug: str = LEAD,
) -> AgendaItem:
    with acts(slug) as by:
        wish = conferences.Wish(tuple(sections), origin="still")
        return conferences.propose(
            conference_id=conference.pk, case_id=case.pk, wish=wish, by=by, at=clock.now()
        )


def invite(acts: Acts, conference: Conference, *slugs: str, slug: str = LEAD) -> Conference:
    with acts(slug) as by:
        return conferences.invite(
            conference_id=conference.pk, posts=[post(one) for one in slugs], expected=None, by=by,
            at=clock.now(),
        )  # fmt: skip


def step(
    acts: Acts, name: str, conference: Conference, *, slug: str = LEAD, **more: Any
) -> Conference:
    """One step of the conference itself: call, open_room, end_decisions, fix_minutes, close …"""
    with acts(slug) as by:
        act: Callable[..., Conference] = getattr(conferences, name)
        return act(conference_id=conference.pk, expected=None, by=by, at=clock.now(), **more)


def sign(acts: Acts, conference: Conference, *slugs: str) -> None:
    for slug in slugs:
        with acts(slug) as by:
            conferences.sign(conference_id=conference.pk, by=by, at=clock.now())


def on_item(acts: Acts, name: str, item: AgendaItem, *, slug: str = LEAD, **more: Any) -> Any:
    """One act on an item: present, note, charge, decide, defer, confirm, leave, contribute."""
    with acts(slug) as by:
        return getattr(conferences, name)(item_id=item.pk, by=by, at=clock.now(), **more)


def came(conference: Conference) -> set[UUID]:
    rows = Attendance.objects.filter(conference=conference, worker_id__isnull=False)
    return set(rows.values_list("post_id", flat=True))


WORK = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
CARE = (Section.OVERVIEW, Section.IDENTITY, Section.HEALTH)


@pytest.fixture
def agreed(case: Any, agree: Any, acts: Acts, request: Any) -> Any:
    """Seoyun agreed: the job centre may know of work, the psychologist of her health."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", WORK, by)
        agree("smile-centre", CARE, by)
    return request.getfixturevalue("managed")


@pytest.fixture
def called(agreed: Any, acts: Acts) -> tuple[Conference, AgendaItem]:
    """A joint conference about her with the case manager, the job centre and the psychologist."""
    conference = prepared(acts)
    item = put_on(acts, conference, agreed, (Section.EMPLOYMENT, Section.HEALTH))
    invite(acts, conference, "case-manager-1", JOBS, MIND)
    return step(acts, "call", conference), item


@pytest.fixture
def opened(called: Any, acts: Acts) -> tuple[Conference, AgendaItem]:
    conference, item = called
    sign(acts, conference, LEAD, "case-manager-1", JOBS, MIND)
    conference = step(acts, "open_room", conference)
    return conference, on_item(acts, "present", item, expected=None)
