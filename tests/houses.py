"""Further centres beside the one of the template: founded in a test, with staff on some posts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import Newcomer, clockwork, employ
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.appointments.opening import open_house
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.lookup import parse
from hangot.core.text import Text
from hangot.directory.models import Centre, Post
from hangot.intake import actions as intake
from hangot.people.actions import Safety
from hangot.training import actions as training
from hangot.training.actions import Session
from hangot.training.models import TraineeName

PASSWORD = "only-for-tests-never-for-people"
ANY_TIME = Safety(window_from=time(0), window_to=time(23, 59))


@dataclass(frozen=True, slots=True)
class House:
    """A centre and who sits on its posts; account codes are `slug.post`."""

    centre: Centre
    actors: Mapping[str, Actor]

    @contextmanager
    def acts(self, post: str) -> Iterator[Actor]:
        """One transaction in the name of who sits on a post."""
        by = replace(self.actors[post], proved_at=clock.now())
        with acting(by):
            yield by

    def account(self, post: str) -> str:
        return f"{self.centre.slug}.{post}"

    def hears(self, story: intake.Story, *, first: str, counsellor: str) -> Case:
        """Somebody calls, is looked for and received, and gets a case led by a counsellor."""
        with self.acts(first) as by:
            notice = intake.receive(story=story, by=by, at=clock.now())
            query = parse(f"{story.name} {story.birth:%Y-%m-%d}", date(2026, 9, 2))
            found = intake.look_up(query=query, reason="new_contact", by=by, at=clock.now())
            intake.start(
                notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by,
                at=clock.now(),
            )  # fmt: skip
        with self.acts(counsellor) as by:
            return intake.open_case(
                notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None,
                by=by, at=clock.now(),
            )  # fmt: skip


def opened(pack: str, slug: str, label: Text, posts: Sequence[str]) -> House:
    """Found a centre and put somebody on each of the posts."""
    centre = open_house(pack, at=clock.now(), slug=slug, label=label)
    by = clockwork(centre)
    with acting(by):
        staff = [
            Newcomer(f"{slug}.{post}", f"담당 {n}", PASSWORD, post) for n, post in enumerate(posts)
        ]
        employ(staff, by=by, at=clock.now())
        seats: Any = Sitting.objects.filter(centre_id=centre.pk, until=None).select_related("post")
        actors = {seat.post.slug: actor(seat, profile_id=pack) for seat in seats}
    return House(centre, actors)


def story(name: str, birth: date, phone: str, *crimes: str) -> intake.Story:
    """What somebody invented says at the first call."""
    return intake.Story(
        "phone", "yes", story="도와주세요", wish="조용히 지내고 싶어요", name=name, birth=birth, phone=phone,
        crimes=crimes, needs=("safety",), safety=ANY_TIME,
    )  # fmt: skip


def taught(house: House, course: str, *posts: str, by: str = "team-lead") -> None:
    """Who sits on these posts took a course yesterday, as their team lead wrote down."""
    at = clock.now()
    with house.acts(by) as lead:
        began = at - timedelta(days=1)
        session = Session(course, "지난 교육", began, began + timedelta(hours=3), "강당")
        held = training.plan(session=session, by=lead, at=at)
        agencies = set(Post.objects.filter(slug__in=posts).values_list("agency_id", flat=True))
        roles = ("lead", "staff")
        training.invite(training_id=held.pk, agencies=agencies, roles=roles, by=lead, at=at)
        training.call(training_id=held.pk, expected=None, by=lead, at=at)
        mine = [house.actors[post].post for post in posts]
        places = TraineeName.objects.filter(training_id=held.pk, post_id__in=mine)
        came = {one.trainee_id: "" for one in places}
        training.attend(training_id=held.pk, came=came, by=lead, at=at)
