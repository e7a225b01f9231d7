"""The house of stories E and F on the days of the stories, and what its people do again and again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.access.queries import view
from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import Actor, Level, Purpose, Section
from hangot.core.clocks import SEOUL
from hangot.core.eligibility.findings import Finding
from hangot.core.indicators.counting import EVERY, YEAR, Figure
from hangot.core.text import Text
from hangot.directory.places import Room
from hangot.eligibility import facts, ruling
from hangot.employment.queries import Seeking, seeking
from hangot.indicators.counting import Place, tallies, values
from hangot.intake.actions import Story as Told
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from hangot.visits import actions as visits
from hangot.visits.models import Stop
from tests.domain import story_work as w
from tests.houses import House, opened
from tests.storytime import Calendar

WHOLE = Figure(EVERY, EVERY, YEAR)
M, L, DOOR = "case-manager-1", "team-lead", "reception-1"
HALF = timedelta(minutes=30)


def day(month: int, number: int, hour: int = 10, minute: int = 0, year: int = 2026) -> datetime:
    """A moment of the story."""
    return datetime(year, month, number, hour, minute, tzinfo=SEOUL)


@dataclass
class Story:
    """The house, its calendar, and one case after the other."""

    house: House
    days: Calendar
    case: Case | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The moment it is in the story."""
        return clock.now()

    @property
    def file(self) -> Case:
        assert self.case
        return self.case

    @contextmanager
    def on(self, moment: datetime, post: str) -> Iterator[Actor]:
        """It is that moment, and somebody acts on a post."""
        self.days.come(moment)
        with self.house.acts(post) as by:
            yield by

    @contextmanager
    def as_(self, post: str) -> Iterator[Actor]:
        """Somebody else, at the same moment."""
        with self.house.acts(post) as by:
            yield by

    def come(self, moment: datetime, who: Told) -> None:
        """Somebody comes in and a case is opened, led by the keeper of joint plans."""
        self.days.come(moment)
        self.case = self.house.hears(who, first="reception-1", counsellor=M)

    def asks(
        self, post: str, service: str, sections: Sequence[Section], *, no: Sequence[Section] = ()
    ) -> Referral:
        """The consent form line by line, and the letter to that desk, accepted."""
        w.agreed(self.house, self.file, post, sections, no=no, lead=M)
        self.kept[post] = w.referred(self.house, self.file, post, service, sections, lead=M)
        return self.kept[post]  # type: ignore[no-any-return]

    def agency(self, post: str) -> UUID:
        return self.house.actors[post].agency

    def sees(self, post: str) -> Mapping[Section, Level]:
        with self.as_(post) as by:
            return view(by, self.file.person_id, at=self.now).levels

    def tells(self, told: Mapping[str, Any], *, post: str = M) -> None:
        """Answers as the person gave them."""
        rules = self.ruling().rules
        with self.as_(post) as by:
            for name, given in told.items():
                facts.tell(
                    subject=self.file.person_id, rules=rules, fact=name, given=given,
                    source="person", by=by, at=self.now,
                )  # fmt: skip

    def finds(self, service: str, *, post: str = M, on: datetime | None = None) -> Finding:
        """What the rules say of one service on a day, from what this desk sees."""
        using, at = self.ruling(), (on or self.now).astimezone(SEOUL).date()
        with self.as_(post):
            known = facts.told(self.file.person_id, using.rules, on=at)
        found: Finding = using.engine.find(service, facts.usable(known), at)
        return found

    def ruling(self) -> Any:
        return ruling.packaged(profile("employment_welfare").rules)

    def seeks(self, post: str) -> Seeking:
        """The search as a desk sees it today."""
        with self.as_(post) as by:
            return seeking(self.file, by, on=self.now.astimezone(SEOUL).date())

    def turn(self, moment: datetime) -> None:
        """Time passes until then, and the clock goes round."""
        self.days.come(moment)
        tick.round_of(self.now)

    def renews(self, moment: datetime, *posts: str) -> None:
        """She or he says yes again for these desks and for the house itself, and for no other."""
        with self.on(moment, M) as by:
            agencies = [by.agency, *(self.agency(post) for post in posts)]
            for row in Consent.objects.filter(
                subject_id=self.file.person_id, state="given", agency_id__in=agencies
            ):
                consents.renew(consent_id=row.pk, method="paper", by=by, at=self.now)

    def finished(self, post: str, letter: str = "") -> None:
        """That desk has done what was asked in its letter, and the lead has read how."""
        said = referrals.Said(outcome="given", text="네", disposition="done")
        for who, event in ((post, "begin"), (post, "complete"), (M, "acknowledge")):
            with self.as_(who) as by:
                referrals.step(
                    referral_id=self.kept[letter or post].pk, event=event, said=said, expected=None, by=by,
                    at=self.now,
                )  # fmt: skip

    def visits(self, post: str) -> None:
        """Somebody comes to one desk that did not expect them, is helped, and goes."""
        agency, starts = self.agency(post), self.now
        with self.as_(DOOR) as by:
            room = Room.objects.filter(agency=agency).order_by("slug")[0]
            walk = visits.Walk(agency, room.pk, starts, starts + HALF)
            visit = visits.walk_in(
                subject=self.file.person_id, walks=[walk], companions=0, by=by, at=self.now
            )
            stop = Stop.objects.get(visit=visit).pk
        with self.as_(post) as by:
            visits.receive(stop_id=stop, by=by, at=self.now)
        with self.on(starts + HALF, post) as by:
            visits.finish(stop_id=stop, result="given", by=by, at=self.now)
        with self.as_(DOOR) as by:
            visits.leave(visit_id=visit.pk, way_back="booked", by=by, at=self.now)

    def counts(self, name: str, year: int, figure: Figure = WHOLE) -> int:
        """A figure of the house for a year, as the clock counts it."""
        indicator = profile("employment_welfare").indicators.counted[name]
        with acting(clockwork(self.house.centre), Purpose.STATISTICS):
            found = tallies([indicator], year, (YEAR,), Place(self.house.centre.pk, {}, {}))
        return values(indicator, YEAR, found, {"agency": ()})[figure]


def founded(days: Calendar, now: datetime, slug: str) -> Story:
    """The house on the first morning of a story."""
    days.come(now)
    label = Text("남양주 고용복지+센터", "Namyangju")
    return Story(opened("employment_welfare", slug, label, w.POSTS), days)
