"""Real cases for the access tests: one invented person for every relation and state of consent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hangot import clock
from hangot.access.context import acting
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor as actor_of
from hangot.cases import actions as cases
from hangot.cases import records
from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.core.access import Actor, Section
from hangot.core.lookup import parse
from hangot.directory.models import Agency, Post, Service
from hangot.intake import actions as intake
from hangot.intake import lookup, opening
from hangot.people import actions as people
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral

CANARY_NAMES = ("한서윤", "도하람", "윤이솔", "강보늬")
STORY = "퇴근길에 계속 따라왔어요"
PHONE = "01077340182"
GIVEN = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
PART = (Section.OVERVIEW,)
LONG_AGO = timedelta(days=100)


@dataclass(slots=True)
class Town:
    """The founded house, its people by slug, and the cases that were made in it by name."""

    actors: dict[str, Actor] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    referrals: dict[tuple[str, str], Referral] = field(default_factory=dict)
    notices: dict[str, UUID] = field(default_factory=dict)
    receipt: UUID | None = None

    def actor(self, slug: str) -> Actor:
        if slug not in self.actors:
            seat = Sitting.objects.select_related("post").get(post__slug=slug, until=None)
            self.actors[slug] = actor_of(
                seat, profile_id="crime_victim", proved_at=clock.now(), address="192.0.2.7"
            )
        return self.actors[slug]

    @contextmanager
    def acts(self, slug: str) -> Iterator[Actor]:
        with acting(self.actor(slug)) as state:
            yield state.actor

    def open(
        self, name: str, *, lead: str = "counsellor-1", at: datetime | None = None, called: str = ""
    ) -> Case:
        """A person calls, is looked for, received, and gets a case led by a post."""
        at = at or clock.now()
        number = len(self.cases)
        story = intake.Story(
            "phone", "yes", story=STORY, wish="집을 옮기고 싶어요", name=called or CANARY_NAMES[number % 4],
            alias="가람", birth=date(1990, 1, 1) + timedelta(days=number), phone=PHONE,
            crimes=("stalking",), needs=("safety",), safety=people.Safety(window_from=time(0), window_to=time(23, 59)),
        )  # fmt: skip
        with self.acts("reception-1") as by:
            notice = intake.receive(story=story, by=by, at=at)
            receipt = self._looked(by, at)
            intake.start(notice_id=notice.pk, receipt_id=receipt, expected=None, by=by, at=at)
        with self.acts(lead) as by:
            case: Case = opening.open_case(
                notice_id=notice.pk,
                known=None,
                method="paper",
                lead_post=by.post,
                expected=None,
                by=by,
                at=at,
            )
        self.cases[name], self.notices[name] = case, notice.pk
        return case

    def _looked(self, by: Actor, at: datetime) -> UUID:
        if self.receipt is None:
            query = parse("도하람 1997-03-09", date(2026, 9, 2))
            self.receipt = lookup.look_up(
                query=query, reason="new_contact", by=by, at=at
            ).receipt.pk
        return self.receipt

    def agency(self, slug: str) -> Agency:
        with self.acts("counsellor-1"):
            return Agency.objects.get(slug=slug)

    def agree(
        self,
        name: str,
        slug: str,
        sections: Sequence[Section],
        answer: str = "give",
        *,
        at: datetime | None = None,
    ) -> None:
        """The person answers lines of the consent form."""
        at = at or clock.now()
        with self.acts("counsellor-1") as by:
            agency = Agency.objects.get(slug=slug)
            for section in sections:
                line = consents.ask(
                    subject=self.cases[name].person_id, agency=agency.pk, section=section,
                    asked=consents.Asked("notice"), by=by, at=at,
                )  # fmt: skip
                consents.answer(
                    consent_id=line.pk, event=answer, method="paper", giver="self", by=by, at=at
                )

    def law(self, name: str, slug: str, sections: Sequence[Section]) -> None:
        """A clause of law instead of consent, approved by the privacy officer."""
        with self.acts("counsellor-1") as by:
            terms = consents.BasisTerms(
                Agency.objects.get(slug=slug).pk,
                sections,
                "개인정보 보호법 제18조",
                "급하고 달리 길이 없음",
            )
            basis = consents.propose_basis(
                subject=self.cases[name].person_id, terms=terms, by=by, at=clock.now()
            )
        with self.acts("privacy-officer") as by:
            referrals.decide_basis(
                basis_id=basis.pk,
                event="approve",
                reason="necessary",
                expected=None,
                by=by,
                at=clock.now(),
            )

    def refer(
        self, name: str, slug: str, sections: Sequence[Section], *, at: datetime | None = None
    ) -> Referral:
        """Write a referral to an agency's first service and post, and send it if it is lawful."""
        at = at or clock.now()
        case = self.cases[name]
        with self.acts("counsellor-1") as by:
            agency = Agency.objects.get(slug=slug)
            letter = referrals.Letter(
                Service.objects.filter(agency=agency, minutes__gt=0).order_by("slug")[0].pk,
                Post.objects.filter(agency=agency).order_by("slug")[0].pk, sections, "부탁드립니다",
                case_id=case.pk,
            )  # fmt: skip
            draft = referrals.write(subject=case.person_id, letter=letter, by=by, at=at)
            sent = referrals.send(referral_id=draft.pk, expected=None, by=by, at=at)
        self.referrals[name, slug] = sent
        return sent

    def step(
        self, name: str, slug: str, by_slug: str, *events: str, at: datetime | None = None
    ) -> None:
        """The receiver (or sender) moves the referral on."""
        at = at or clock.now()
        said = referrals.Said(
            why="no_capacity", text="네", outcome="given", disposition="done", alternative="…"
        )
        with self.acts(by_slug) as by:
            for event in events:
                referrals.step(
                    referral_id=self.referrals[name, slug].pk,
                    event=event,
                    said=said,
                    expected=None,
                    by=by,
                    at=at,
                )

    def withdraw(self, name: str, slug: str, sections: Sequence[Section]) -> None:
        with self.acts("counsellor-1") as by:
            referrals.withdraw_consent(
                subject=self.cases[name].person_id, agency=Agency.objects.get(slug=slug).pk,
                sections=sections, by=by, at=clock.now(),
            )  # fmt: skip

    def deny(self, name: str, **named: UUID) -> UUID:
        """Keep a worker, post or agency out of a record; the id of the denial."""
        with self.acts("safety-officer") as by:
            denial = people.deny(
                subject=self.cases[name].person_id,
                code="separation",
                by=by,
                at=clock.now(),
                **named,
            )
            return denial.pk

    def seat(self, name: str, slug: str, sections: Sequence[Section]) -> None:
        """A post joins the team of the case."""
        with self.acts("counsellor-1") as by:
            post = self.actor(slug)
            cases.seat_post(
                case_id=self.cases[name].pk, post_id=post.post, agency=post.agency, sections=sections,
                by=by, at=clock.now(),
            )  # fmt: skip

    def note(self, name: str, slug: str, section: Section) -> None:
        """A post writes a note."""
        with self.acts(slug) as by:
            records.write_note(
                subject=self.cases[name].person_id, section=section, text=STORY, what="talk",
                case_id=self.cases[name].pk, by=by, at=clock.now(),
            )  # fmt: skip
