"""The round of a day: proposed by the core, checked again, and written for all homes or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from hangot.access.context import deriving
from hangot.access.models import AccessRow, Denial
from hangot.access.queries import held_by
from hangot.access.trail import remember
from hangot.accounts.models import Sitting
from hangot.core.access import Actor, Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rounds.check import check
from hangot.core.rounds.model import Call, Member, Pair, Policy, Rounds, Travel
from hangot.core.rounds.plan import route_day
from hangot.core.text import Text
from hangot.core.times import RoundRule
from hangot.directory.models import Post
from hangot.homevisits.actions import scene
from hangot.homevisits.busy import Spans, busy
from hangot.homevisits.models import HomeVisit
from hangot.homevisits.turns import hand_out, put_away
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked

TWICE = Text(
    "한 사람은 하루에 한 조에만 들어갈 수 있고, 한 조는 두 사람입니다.",
    "Nobody goes with two pairs on one day, and a pair is two people.",
)
OFFICER, HOUR = "P", 60
ESCORTED, UNSAFE, PLAIN = 100, 10, 1


@dataclass(frozen=True, slots=True)
class DayRound:
    """A proposal: the visits of the day by id, the rounds, and what they were worked out from."""

    visits: Mapping[UUID, HomeVisit]
    posts: Mapping[UUID, Post]
    rounds: Rounds


def of_day(day: date, *, by: Actor) -> list[HomeVisit]:
    """The home visits of one's agency on a day, that one may see, in the order of the day."""
    rows = HomeVisit.objects.filter(agency_id=by.agency, day=day).exclude(state="cancelled")
    return sorted(rows, key=lambda row: (row.starts is None, row.starts or row.created_at))


def goers(*, by: Actor) -> list[Post]:
    """Everybody of the house who goes to homes: counsellors, case managers, officers."""
    posts = Post.objects.filter(centre_id=by.centre, active=True).select_related("agency")
    return [
        post for post in posts.order_by("agency__slug", "slug") if set(post.duties) & set("CMP")
    ]


def propose(day: date, pairs: Sequence[tuple[UUID, UUID]], *, by: Actor, at: datetime) -> DayRound:
    """The best round of the visits that are still at home; Hidden for an unknown post."""
    rows = {row.pk: row for row in of_day(day, by=by) if row.state == "planned"}
    known = {post.pk: post for post in goers(by=by)}
    going = [one for pair in pairs for one in pair]
    if any(one not in known for one in going):
        raise Hidden
    if len(set(going)) != len(going):
        raise Missing("pair", TWICE)
    posts = {one: known[one] for one in going}
    rule = profile(by.profile).times.rounds
    taken = busy(day, going, rows.values(), by=by)
    members = {one: _member(posts[one], rule, taken[one]) for one in going}
    couples = [Pair(members[one], members[two]) for one, two in pairs]
    found = route_day(
        [call(row, posts, at) for row in rows.values()], couples, travel(rule), policy(rule)
    )
    return DayRound(rows, posts, found)


def accept(
    day: date, pairs: Sequence[tuple[UUID, UUID]], *, shown: str, by: Actor, at: datetime
) -> DayRound:
    """Write pair and times of every home of the round; Stale if it is no longer what was shown."""
    found = propose(day, pairs, by=by, at=at)
    if mark(found.rounds) != shown:
        raise Stale(0, 1)
    rule = profile(by.profile).times.rounds
    calls = [call(row, found.posts, at) for row in found.visits.values()]
    sound = not check(found.rounds.tours, calls, travel(rule), policy(rule))
    for pk in found.rounds.left:
        _left_out(UUID(pk), by=by, at=at)
    for tour in found.rounds.tours:
        for stop in tour.stops:
            row = locked(HomeVisit, UUID(stop.call), expected=None)
            row.first_post, row.second_post = UUID(tour.pair.one.id), UUID(tour.pair.two.id)
            row.leaves, row.starts = moment(day, stop.leaves), moment(day, stop.starts)
            row.ends = moment(day, tour.back if stop is tour.stops[-1] else stop.ends)
            fire(
                row, "set_round", by=by, at=at, scene=scene(row, at=at), subject=row.subject_id,
                section=Section.PLAN, holds={"checked_round"} if sound else set(), given={"pair"},
            )  # fmt: skip
            hand_out(row, {pk: post.agency_id for pk, post in found.posts.items()}, by=by, at=at)
    return found


def _left_out(pk: UUID, *, by: Actor, at: datetime) -> None:
    """A home that an earlier round of the day would have visited has no pair any more."""
    row: HomeVisit = locked(HomeVisit, pk, expected=None)
    if row.first_post is None:
        return
    row.first_post = row.second_post = row.leaves = row.starts = row.ends = None
    row.version += 1
    row.save()
    put_away(row, by=by, at=at)
    remember("home_visit.set_round", by=by, at=at, subject=row.subject_id, thing=row.pk)


def mark(rounds: Rounds) -> str:
    """A short sign of what was shown: the homes and times of each pair."""
    stops = (f"{stop.call[-6:]}{stop.starts}" for tour in rounds.tours for stop in tour.stops)
    return "-".join(stops)


def call(row: HomeVisit, posts: Mapping[UUID, Post], at: datetime) -> Call:
    """What the planner knows of a home: no name, no address, and who must not go."""
    weight = ESCORTED if row.escort else UNSAFE if row.unsafe else PLAIN
    return Call(
        str(row.pk), row.area or "", row.minutes, row.opens, row.closes, weight,
        unsafe=row.unsafe or row.escort, escort=row.escort, barred=barred(row, posts, at),
    )  # fmt: skip


def barred(row: HomeVisit, posts: Mapping[UUID, Post], at: datetime) -> frozenset[str]:
    """Posts without any lawful view of the person, or kept out of it; which of both is not said."""
    with deriving(row.subject_id):
        rows = AccessRow.objects.filter(subject_id=row.subject_id)
        shut = Denial.objects.filter(Q(ends=None) | Q(ends__gt=at), subject_id=row.subject_id)
        names = {one for pair in shut.values_list("post_id", "agency_id") for one in pair if one}
        workers = {one for one in shut.values_list("worker_id", flat=True) if one}
        return frozenset(
            str(post.pk)
            for post in posts.values()
            if {post.pk, post.agency_id} & names
            or not rows.filter(_held(post, at)).exists()
            or Sitting.objects.filter(post_id=post.pk, until=None, worker_id__in=workers).exists()
        )


def _held(post: Post, at: datetime) -> Q:
    return held_by(
        agency=post.agency_id, post=post.pk, duties=post.duties, purpose=Purpose.SUPPORT, at=at
    )


def travel(rule: RoundRule) -> Travel:
    return Travel(rule.usual, rule.within, rule.between)


def policy(rule: RoundRule) -> Policy:
    return Policy(minute(rule.unsafe_over), OFFICER)


def moment(day: date, minute: int) -> datetime:
    """A minute of a day in Seoul."""
    return datetime.combine(day, time(), SEOUL) + timedelta(minutes=minute)


def _member(post: Post, rule: RoundRule, taken: Spans) -> Member:
    hours = minute(rule.starts), minute(rule.ends)
    return Member(str(post.pk), frozenset(post.duties), *hours, taken)


def minute(clock: time) -> int:
    """A time of day as minutes since midnight."""
    return clock.hour * HOUR + clock.minute
