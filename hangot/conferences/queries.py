"""Conferences as one may see them: lists, proposals for an agenda, what overlaps, who is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.conferences.models import ActionItem, Conference
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.conferences.agenda import Proposal, Standing, proposals
from hangot.core.refusal import Hidden
from hangot.packs.active import profile

MOST = 60
WORKING = ("sent", "expired", "accepted", "scheduled", "in_service")


def listed() -> list[Conference]:
    """The conferences one runs or is invited to, the latest first."""
    return list(Conference.objects.order_by("-starts", "pk")[:MOST])


def visible(conference_id: UUID) -> Conference:
    """One conference; Hidden where one neither runs it nor is invited."""
    found: Conference | None = Conference.objects.filter(pk=conference_id).first()
    if found is None:
        raise Hidden
    return found


# Everything that speaks for each open case one may see, counted where it lies; row policies hold inside.
STANDING = """
select c.id, c.moved_at, c.state = 'conference', c.danger,
  (select count(*) from hangot_clock k where k.subject_id = c.person_id and k.met_at is null
    and k.paused_at is null and k.due < %(at)s),
  (select count(*) from (
    select s.agency_id from hangot_seat s where s.subject_id = c.person_id and s.until is null
    union select r.to_agency from hangot_referral r
    where r.subject_id = c.person_id and r.state = any(%(working)s)) helping),
  (select count(*) from hangot_actionitem a where a.subject_id = c.person_id and a.state = 'open'
    and a.due < %(today)s),
  c.state = 'closing',
  array(select distinct w.origin from hangot_agendaitem w
    where w.subject_id = c.person_id and w.case_id = c.id and w.conference_id is null
    and w.state = 'listed' order by w.origin)
from hangot_case c
where c.state <> all(%(over)s) and not exists (
  select 1 from hangot_agendaitem i where i.subject_id = c.person_id and i.case_id = c.id
    and i.conference_id is not null and i.state in ('listed', 'presented'))
"""


def proposed(by: Actor, *, at: datetime) -> list[Proposal]:
    """Cases one may see that are over a threshold or asked for, and on no agenda yet."""
    pack = profile(by.profile)
    life = pack.life("case")
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {
            "at": at, "today": at.astimezone(SEOUL).date(), "working": list(WORKING),
            "over": [one.id for one in life.states if not life.is_open(one.id)],
        })  # fmt: skip
        found = [(*row, tuple(asked)) for *row, asked in cursor.fetchall()]
    return proposals((Standing(*row) for row in found), pack.thresholds, at=at)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around an item: agencies at work that are not invited, other cases of the home."""

    missing: Sequence[UUID] = ()
    cases: Sequence[str] = ()


AROUND = """
select i.id,
  array(select distinct h.agency from (
    select s.agency_id as agency from hangot_seat s
    where s.subject_id = i.subject_id and s.until is null
    union select r.to_agency from hangot_referral r
    where r.subject_id = i.subject_id and r.state = any(%(working)s)) h
    where h.agency not in (select a.agency_id from hangot_attendance a
      where a.conference_id = i.conference_id)
    order by h.agency),
  array(select distinct c.number from hangot_case c where c.id <> i.case_id
    and c.state <> all(%(over)s) and (c.person_id = i.subject_id or exists (
      select 1 from hangot_member m join hangot_member o on o.household_id = m.household_id
      where m.subject_id = i.subject_id and o.subject_id = c.person_id
        and m.until is null and o.until is null)) order by c.number)
from hangot_agendaitem i where i.conference_id = %(conference)s
"""


def around(conference: Conference, by: Actor) -> Mapping[UUID, Around]:
    """By item what lies around it, as far as one may know: one statement for the whole agenda."""
    life = profile(by.profile).life("case")
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {
            "conference": conference.pk, "working": list(WORKING),
            "over": [one.id for one in life.states if not life.is_open(one.id)],
        })  # fmt: skip
        return {pk: Around(missing, cases) for pk, missing, cases in cursor.fetchall()}


def my_actions(by: Actor) -> list[ActionItem]:
    """What conferences gave one's post to do and is not settled, the soonest first."""
    rows = ActionItem.objects.filter(post_id=by.post, state="open")
    return list(rows.order_by("due", "pk")[:MOST])
