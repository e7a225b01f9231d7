"""Trainings as one may read them, who was there, who still owes one, and what is closed until then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from hangot.accounts.queries import sitters, workers
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, NotAllowed
from hangot.core.training.owing import Standing, standing
from hangot.directory.models import Post
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.training.inviting import learns
from hangot.training.models import BoardQuestion, Trainee, TraineeName, Training

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Place:
    """One place with whose it is: `name` is empty where one is not told it.

    `seated`: somebody with an account sits on the invited post, so that no name need be written.
    """

    it: Trainee
    named: TraineeName | None
    name: str
    seated: bool = True


def listed() -> list[Training]:
    """The trainings one may see, newest first, each with how many are invited and came."""
    rows = Training.objects.annotate(
        places=Count("trainees"), came=Count("trainees", filter=Q(trainees__state="came"))
    )
    return list(rows.order_by("-starts")[:SHOWN])


def mine(by: Actor) -> Mapping[UUID, Place]:
    """The places of one's own post or person, by training."""
    found = TraineeName.objects.filter(Q(post_id=by.post) | Q(worker_id=by.worker))
    return {one.training_id: Place(one.trainee, one, "") for one in found.select_related("trainee")}


def places(training_id: UUID, *, at: datetime | None) -> list[Place]:
    """Everybody invited or there; a name only where one may read it.

    `at`: by when it is looked who sits on the posts; None where nobody is waited for any more.
    """
    found = Trainee.objects.filter(training_id=training_id).select_related("named")
    rows = [(row, getattr(row, "named", None)) for row in found.order_by("role", "id")]
    told = [one for _, one in rows if one]
    staff = workers(one.worker_id for one in told if one.worker_id)
    seats = sitters([one.post_id for one in told if one.post_id], at=at) if at else {}
    return [
        Place(row, one, _name(one, staff), one is None or one.post_id in seats) for row, one in rows
    ]


def _name(named: TraineeName | None, staff: Mapping[UUID, object]) -> str:
    if named is None:
        return ""
    worker = staff.get(named.worker_id) if named.worker_id else None
    return str(getattr(worker, "name", "") or named.name or "")


def certified(trainee_id: UUID) -> Trainee:
    """A place with a certificate; Hidden where there is none."""
    row = Trainee.objects.filter(pk=trainee_id).exclude(number="").first()
    if row is None:
        raise Hidden
    return row


@dataclass(frozen=True, slots=True)
class Owing:
    """One post, who sits there, and how that person stands in this year."""

    post: Post
    name: str
    standing: Standing


def owing(by: Actor, *, at: datetime) -> list[Owing]:
    """Everybody on a post, as far as one is told: one's own agency, or the whole house."""
    rooms, words = house(by.centre), profile(by.profile).training
    all_of_it = "D" in by.duties or by.agency == rooms.centre.lead_agency_id
    posts = [
        one for one in rooms.posts.values()
        if one.active and learns(one) and (all_of_it or one.agency_id == by.agency)
    ]  # fmt: skip
    seated = sitters([one.pk for one in posts], at=at)
    taken = _taken([one.id for one in words.courses.values() if one.yearly])
    on = at.astimezone(SEOUL).date()
    return [
        Owing(
            post, seated[post.pk].name if post.pk in seated else "",
            standing(words.targets, taken.get(_who(post, seated), ()), on),
        )
        for post in posts if post.pk in seated or not post.duties
    ]  # fmt: skip


def _who(post: Post, seated: Mapping[UUID, object]) -> UUID:
    """What somebody took is theirs wherever they sit; of an agency outside only the post is known."""
    return getattr(seated.get(post.pk), "pk", post.pk)


def _learned(courses: Iterable[str]) -> QuerySet[TraineeName]:
    """Who came to a training of these courses that was not called off."""
    return TraineeName.objects.filter(
        trainee__state="came", trainee__training__course__in=list(courses)
    ).exclude(trainee__training__state="cancelled")


def _taken(courses: Iterable[str]) -> Mapping[UUID, list[date]]:
    rows = _learned(courses).values_list("worker_id", "post_id", "trainee__training__starts")
    found: dict[UUID, list[date]] = {}
    for worker, post, starts in rows:
        if who := worker or post:
            found.setdefault(who, []).append(starts.astimezone(SEOUL).date())
    return found


def demand_trained(right: str, *, by: Actor, at: datetime) -> None:
    """NotAllowed, naming the course, where a part of the system opens only after one."""
    words = profile(by.profile).training
    gate = words.gate_of(right)
    if gate is None:
        return
    mine = _learned([gate.course]).filter(worker_id=by.worker)
    days = mine.values_list("trainee__training__starts", flat=True)
    taken = [one.astimezone(SEOUL).date() for one in days]
    if not gate.opens(taken, at.astimezone(SEOUL).date()):
        raise NotAllowed("trained", gate.closed(words.courses[gate.course].label))


def questions() -> list[BoardQuestion]:
    """What is asked on the board: open ones first, then the newest."""
    rows = BoardQuestion.objects.annotate(many=Count("answers"))
    return list(rows.order_by(F("closed_at").asc(nulls_first=True), "-at")[:SHOWN])
