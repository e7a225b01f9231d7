"""Conferences as one may see them: lists, proposals for an agenda, what overlaps, who is missing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from hangot.cases.models import Case, Seat
from hangot.conferences.models import ActionItem, AgendaItem, Attendance, Conference, ItemSight
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.conferences.agenda import Proposal, Standing, proposals
from hangot.core.refusal import Hidden
from hangot.packs.active import profile
from hangot.people.models import Member
from hangot.referrals.models import Referral
from hangot.tasks.models import Clock
from hangot.vault.together import together

MOST = 60
WORKING = ("sent", "expired", "accepted", "scheduled", "in_service")
NOT_DONE = ("not_possible", "not_done")


def listed() -> list[Conference]:
    """The conferences one runs or is invited to, the latest first."""
    return list(Conference.objects.order_by("-starts", "pk")[:MOST])


def visible(conference_id: UUID) -> Conference:
    """One conference; Hidden where one neither runs it nor is invited."""
    found: Conference | None = Conference.objects.filter(pk=conference_id).first()
    if found is None:
        raise Hidden
    return found


def proposed(by: Actor, *, at: datetime) -> list[Proposal]:
    """Cases one may see that are over a threshold or asked for, and on no agenda yet."""
    pack = profile(by.profile)
    life = pack.life("case")
    over = [one.id for one in life.states if not life.is_open(one.id)]
    taken = AgendaItem.objects.filter(conference__isnull=False, state__in=("listed", "presented"))
    cases, items = together(
        Case.objects.exclude(state__in=over),
        AgendaItem.objects.filter(conference=None, state="listed"),
    )
    busy = set(taken.values_list("case_id", flat=True))
    asked: dict[UUID, set[str]] = defaultdict(set)
    for item in items:
        asked[item.case_id].add(item.origin)
    late, helping, undone = _late(at), _helping(), _undone(at)
    known = (
        Standing(
            case.pk, case.moved_at, case.state == "conference", case.danger,
            late[case.person_id], len(helping.get(case.person_id, ())), undone[case.person_id],
            tuple(sorted(asked[case.pk])),
        )
        for case in cases if case.pk not in busy
    )  # fmt: skip
    return proposals(known, pack.thresholds, at=at)


def _late(at: datetime) -> Counter[UUID]:
    rows = Clock.objects.filter(met_at=None, paused_at=None, due__lt=at).values("subject_id")
    return Counter({row["subject_id"]: row["n"] for row in rows.annotate(n=Count("pk"))})


def _undone(at: datetime) -> Counter[UUID]:
    today = at.astimezone(SEOUL).date()
    rows = ActionItem.objects.filter(state="open", due__lt=today).values("subject_id")
    return Counter({row["subject_id"]: row["n"] for row in rows.annotate(n=Count("pk"))})


def _helping(subjects: Collection[UUID] | None = None) -> Mapping[UUID, set[UUID]]:
    """The agencies at work for each person, as far as one may know of them."""
    seats = Seat.objects.filter(until=None)
    sent = Referral.objects.filter(state__in=WORKING)
    if subjects is not None:
        seats, sent = seats.filter(subject_id__in=subjects), sent.filter(subject_id__in=subjects)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = seats.values_list("subject_id", "agency_id").distinct()
    for subject, agency in (*pairs, *sent.values_list("subject_id", "to_agency").distinct()):
        found[subject].add(agency)
    return found


def missing(items: Iterable[AgendaItem], invited: Iterable[Attendance]) -> Mapping[UUID, set[UUID]]:
    """By item: agencies at work for the person that are not invited, as far as one may know."""
    rows, here = list(items), {one.agency_id for one in invited}
    helping = _helping({one.subject_id for one in rows})
    return {one.pk: helping.get(one.subject_id, set()) - here for one in rows}


def overlapping(items: Iterable[AgendaItem]) -> Mapping[UUID, list[Case]]:
    """By item: other open cases one may see of the same person or household."""
    subjects = {one.pk: one.subject_id for one in items}
    mine = Member.objects.filter(subject_id__in=set(subjects.values()), until=None)
    homes = dict(mine.values_list("subject_id", "household_id"))
    beside = Member.objects.filter(household_id__in=set(homes.values()), until=None)
    of_home: dict[UUID, set[UUID]] = defaultdict(set)
    for home, subject in beside.values_list("household_id", "subject_id"):
        of_home[home].add(subject)
    wanted = {s: {s, *of_home.get(homes.get(s, s), set())} for s in subjects.values()}
    cases = Case.objects.filter(person_id__in={one for them in wanted.values() for one in them})
    open_ones = list(cases.exclude(state__in=("closed", "archived", "destroyed", "transferred")))
    on_it = dict(AgendaItem.objects.filter(pk__in=subjects).values_list("pk", "case_id"))
    return {
        pk: [one for one in open_ones if one.person_id in wanted[s] and one.pk != on_it[pk]]
        for pk, s in subjects.items()
    }


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one post is asked: an item it may see, in which sections, about which ones to write."""

    item: AgendaItem
    sight: ItemSight


def invitations(conference: Conference, by: Actor) -> list[Invitation]:
    """The items of a conference that one may stay for, in their order."""
    items, sights = together(
        AgendaItem.objects.filter(conference=conference).order_by("number"),
        ItemSight.objects.filter(conference=conference, post_id=by.post, left_at=None),
    )
    mine = {one.item_id: one for one in sights if one.sections}
    return [Invitation(one, mine[one.pk]) for one in items if one.pk in mine]


def my_actions(by: Actor) -> list[ActionItem]:
    """What conferences gave one's post to do and is not settled, the soonest first."""
    rows = ActionItem.objects.filter(post_id=by.post, state="open")
    return list(rows.order_by("due", "pk")[:MOST])
