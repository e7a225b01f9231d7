"""The cast of story D in its own district, on the days of the story, and what they do again and again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from hangot.access.queries import view
from hangot.cases import moves
from hangot.cases.models import Case
from hangot.conferences.reading import sheet
from hangot.consent import actions as consents
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.reports.fields import Member, Report
from hangot.core.text import Text
from hangot.directory.models import Agency, Post, Service
from hangot.instruments import actions as forms
from hangot.instruments import queries as fillings
from hangot.jobs import tick
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from tests.houses import House, opened
from tests.storytime import Calendar

C, M, P, L = "counsellor-1", "case-manager-1", "apo-1", "team-lead"
S, V = "safety-officer", "privacy-officer"
CHILD, MIND, LAW = "child-protection-agency-1", "mental-health-centre-1", "specialist-partners-2"
COUSIN, OFFICE = "neighbourhood-office-1", "neighbourhood-office-2"
POSTS = (C, M, P, L, S, V, CHILD, MIND, LAW, COUSIN, OFFICE, "statistics", "auditor")
REPORTED = datetime(2026, 10, 8, 23, 40, tzinfo=SEOUL)
MEMBERS = (
    Member("spouse", "최동훈", date(1985, 3, 3)), Member("child", "최유나", date(2017, 5, 2)),
)  # fmt: skip
SUNYOUNG = Report(
    number="성북-26-1008", reported_at=REPORTED, name="박선영", birth=date(1988, 4, 17),
    phone="01000770417", call_from=time(9, 30), call_to=time(11, 30), district="seongbuk",
    members=MEMBERS, script="v1", wish="아이가 무섭지 않게 지냈으면 해요", address="서울 성북구 보문로 12, 101동 302호",
)  # fmt: skip
ALL_NO = dict.fromkeys(
    [
        "assault", "severe", "weapon", "threat", "broken", "police", "drink", "repeated", "worse",
        "orders", "control", "several", "afraid", "children", "pregnant", "strangled", "stabbed",
        "fire",
    ],
    "no",
)  # fmt: skip


def day(month: int, number: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of the story: October to December are 2026, January to March 2027."""
    return datetime(2026 if month > 3 else 2027, month, number, hour, minute, tzinfo=SEOUL)


@dataclass
class Story:
    """The district, its calendar, and the case once there is one."""

    house: House
    days: Calendar
    now: datetime = REPORTED
    case: Case | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Case:
        assert self.case
        return self.case

    @contextmanager
    def on(self, moment: datetime, post: str) -> Iterator[Actor]:
        """It is that moment, and somebody acts on a post."""
        self.now = self.days.come(moment)
        with self.house.acts(post) as by:
            yield by

    @contextmanager
    def as_(self, post: str) -> Iterator[Actor]:
        """Somebody else, a minute later."""
        with self.house.acts(post) as by:
            yield by

    def post(self, slug: str) -> UUID:
        return self.house.actors[slug].post

    def state(self) -> str:
        with self.as_(L):
            return str(Case.objects.get(pk=self.file.pk).state)

    def sees(self, post: str) -> Mapping[Section, Level]:
        with self.as_(post) as by:
            return view(by, self.file.person_id, at=self.now).levels

    def agree(
        self, agency: str, sections: Sequence[Section], by: Actor, *, no: Sequence[Section] = ()
    ) -> None:
        """She answers line by line on the phone, the script of the pack read out to her."""
        words = profile(by.profile).consent
        asked = consents.Asked(words.notice_version, script_version=words.script.version)
        where = Agency.objects.get(slug=agency, centre_id=by.centre)
        for section in (*sections, *no):
            line = consents.ask(
                subject=self.file.person_id, agency=where.pk, section=section, asked=asked, by=by,
                at=self.now,
            )  # fmt: skip
            consents.answer(
                consent_id=line.pk, event="refuse" if section in no else "give", method="phone",
                giver="self", by=by, at=self.now, script_version=words.script.version,
            )  # fmt: skip

    def fill(self, code: str, answers: Mapping[str, str], by: Actor) -> Any:
        """A form begun, answered page by page and finished."""
        row = forms.start(case_id=self.file.pk, code=code, setting="face", by=by, at=self.now)
        found, _ = fillings.visible(row.pk, by=by)
        for number in range(len(found.form.groups)):
            given = {name: [one] for name, one in answers.items()}
            forms.keep_page(response_id=row.pk, number=number, given=given, by=by, at=self.now)
        return forms.finish(response_id=row.pk, expected=None, by=by, at=self.now)

    def refer(self, post: str, service: str, sections: Sequence[Section], by: Actor) -> Referral:
        """A letter to one post of an agency, written and sent."""
        to = self.house.actors[post]
        found = Service.objects.get(slug=service, agency_id=to.agency, centre_id=by.centre)
        letter = referrals.Letter(
            found.pk, to.post, tuple(sections), "함께 도와주세요", case_id=self.file.pk
        )
        return referrals.write_and_send(
            subject=self.file.person_id, letter=letter, by=by, at=self.now
        )

    def agency(self, post: str) -> UUID:
        return self.house.actors[post].agency

    def move(self, event: str, by: Actor, **said: Any) -> None:
        """One event of the case's life."""
        moves.move(
            case_id=self.file.pk, event=event, said=moves.Said(**said), expected=None, by=by,
            at=self.now,
        )  # fmt: skip

    def survey(self, levels: Mapping[str, str], by: Actor) -> None:
        """The survey of ten domains: nothing hard but what is named."""
        form = profile(by.profile).instruments["needs_ten"]
        items = [i for group in form.groups for i in group.items if i.type == "choice"]
        self.fill(
            "needs_ten", {i.id: "none" for i in items} | {"first_need": "안전"} | dict(levels), by
        )

    def read(self, conference: UUID, post: str) -> set[str]:
        """Every sentence of the minutes that somebody is shown."""
        with self.as_(post) as by:
            found = sheet(conference, by, at=self.now)
            return {
                entry.text
                for extract in found.extracts
                for entry in (*extract.words, *extract.decisions, *extract.actions)
            }

    def turn(self, moment: datetime) -> None:
        """Time passes until then, and the clock goes round."""
        self.now = self.days.come(moment)
        tick.round_of(moment)

    def answer(self, referral: Referral, post: str, *events: str) -> None:
        said = referrals.Said(outcome="given", text="네", disposition="done")
        for event in events:
            with self.as_(post) as by:
                referrals.step(
                    referral_id=referral.pk, event=event, said=said, expected=None, by=by,
                    at=self.now,
                )  # fmt: skip


def founded(days: Calendar) -> Story:
    """성북구 on the evening of the report."""
    days.come(REPORTED)
    return Story(opened("crisis_family", "seongbuk", Text("성북구 센터", "Seongbuk"), POSTS), days)


def posts(by: Actor) -> dict[str, UUID]:
    return dict(Post.objects.filter(centre_id=by.centre).values_list("slug", "pk"))
