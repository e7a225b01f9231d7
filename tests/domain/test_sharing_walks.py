"""Consents, referrals, times and the case of one person, whatever happens in whichever order.

A plain model on a sheet of paper says after each step how the tables must look; and as long as a
referral is open, it is somebody's turn.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from hangot import clock
from hangot.appointments import actions as times
from hangot.cases import actions as cases
from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.referrals import actions as referrals
from hangot.referrals import agreement
from tests.copies import Copy, copy
from tests.domain.booking_desk import asked as ask_for
from tests.domain.whole import Walk, asked, counted, walk, watched
from tests.worlds import Town

__all__ = ["copy"]
pytestmark = pytest.mark.slow
LEAD, CHIEF, JOBS, DESK = "case-manager-1", "team-lead", "moel-job-centre", "moel-job-centre-1"
WANTED = (Section.OVERVIEW, Section.EMPLOYMENT)
SERVING = ("accepted", "scheduled", "in_service")
UNANSWERED = ("held", "sent", "returned")
LIVES = ("consent", "referral", "appointment", "case")


@dataclass
class Letter:
    """One referral on paper: where it stands, whether it is frozen, whose turn the task says."""

    state: str = "draft"
    sent: bool = False
    frozen: bool = False
    task: str = ""


@dataclass
class Plain:
    """Everything of one person as somebody would keep it on a sheet of paper."""

    lines: dict[Section, list[str]] = field(default_factory=lambda: {s: [] for s in WANTED})
    letters: list[Letter] = field(default_factory=list)
    held: str = ""
    times: list[str] = field(default_factory=list)
    of: int = -1
    case: str = "intake"
    task: str = "case.assess"
    moves: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def noted(self, kind: str, event: str, source: str, target: str) -> None:
        self.moves[kind, event, source, target] += 1

    def live(self, section: Section) -> str:
        found = self.lines[section][-1:] or [""]
        return found[0] if found[0] in ("requested", "given") else ""

    def covered(self) -> bool:
        return all(self.live(section) == "given" for section in WANTED)

    # Consent

    def say(self, section: Section, answer: str) -> bool:
        if self.live(section) == "given" and answer == "refuse":
            return False
        if not self.live(section):
            self.lines[section].append("requested")
            self.noted("consent", "ask", "", "requested")
        if answer == "later" or self.live(section) == "given":
            if answer == "give":
                self.came()
            return True
        target = "given" if answer == "give" else "refused"
        self.noted("consent", answer, "requested", target)
        self.lines[section][-1] = target
        if answer == "give":
            self.came()
        return True

    def came(self) -> None:
        """What waited for the consent can go on."""
        for one in self.letters if self.covered() else ():
            if one.state == "held":
                one.task = "referral.send"
            elif one.frozen and one.state in SERVING:
                one.frozen = False
                one.task = "referral.complete" if one.state == "in_service" else "referral.begin"

    def withdraw(self, section: Section) -> bool:
        if self.live(section) != "given":
            return False
        self.lines[section][-1] = "withdrawn"
        self.noted("consent", "withdraw", "given", "withdrawn")
        for one in self.letters:
            fresh = one.sent and not one.frozen
            one.frozen |= one.sent
            if one.state in UNANSWERED:
                self.move(one, "withdraw", "withdrawn", "referral.acknowledge")
            elif fresh and one.state in SERVING:
                one.task = ""
        return True

    # Referral

    def move(self, one: Letter, event: str, target: str, task: str) -> bool:
        self.noted("referral", event, one.state, target)
        one.state, one.task = target, task
        return True

    def write(self) -> bool:
        self.letters.append(Letter())
        self.noted("referral", "write", "", "draft")
        return self.send(self.letters[-1])

    def send(self, one: Letter) -> bool:
        if self.covered() and one.state in ("draft", "held", "returned"):
            one.sent = True
            return self.move(one, "send", "sent", "referral.answer")
        if not self.covered() and one.state == "draft":
            return self.move(one, "hold", "held", "referral.consent")
        return False

    def step(self, one: Letter, event: str) -> bool:
        for sources, target, task in (STEPS[event],):
            if one.state in sources:
                return self.move(one, event, target, task)
        return False

    # Times

    def hold(self) -> bool:
        if self.held != "asked":
            return False
        self.held = "held"
        self.times.append("proposed")
        self.noted("appointment", "propose", "", "proposed")
        return True

    def end_time(self, event: str, target: str, *sources: str) -> bool:
        if not self.times or self.times[-1] not in sources:
            return False
        self.noted("appointment", event, self.times[-1], target)
        self.times[-1] = target
        return True

    def let_go(self) -> bool:
        if self.held != "held":
            return False
        self.end_time("lapse", "lapsed", "proposed")
        self.held = "asked"
        return True

    def book(self) -> bool:
        if self.held != "held" or not self.end_time("book", "booked", "proposed"):
            return False
        self.held = "booked"
        if self.of >= 0 and self.letters[self.of].state == "accepted":
            self.move(self.letters[self.of], "schedule", "scheduled", "referral.begin")
        return True

    def cancel(self) -> bool:
        done = self.end_time("cancel_person", "cancelled_by_person", "proposed", "booked")
        if done and self.of >= 0 and self.letters[self.of].state == "scheduled":
            one = self.letters[self.of]
            # While it is frozen nobody is asked to begin; the consent given again asks anew.
            self.move(one, "unschedule", "accepted", "" if one.frozen else "referral.begin")
        return done

    # Case

    def go(self, event: str) -> bool:
        sources, target, task = CASE[event]
        if self.case not in sources:
            return False
        self.noted("case", event, self.case, target)
        self.case, self.task = target, task
        return True


STEPS = {
    "return": (("sent",), "returned", "referral.resend"),
    "accept": (("sent", "expired"), "accepted", "referral.begin"),
    "decline": (("sent", "expired", *SERVING[:2]), "declined", "referral.acknowledge"),
    "begin": (SERVING[:2], "in_service", "referral.complete"),
    "complete": (("in_service",), "completed", "referral.acknowledge"),
    "stop": (("in_service",), "stopped", "referral.acknowledge"),
    "acknowledge": (
        ("completed", "declined", "expired", "no_contact", "stopped", "withdrawn"), "acknowledged", "",
    ),
    "discard": (("draft", "held"), "discarded", ""),
}  # fmt: skip
CASE = {
    "assess": (("intake",), "assessment", "case.convene"),
    "propose_end": (("intake", "assessment", "active"), "closing", "closure.decide"),
    "send_back": (("closing",), "active", "case.check"),
    "close": (("closing",), "closed", ""),
    "reopen": (("closed",), "assessment", "case.convene"),
}
ACTS = st.sampled_from(sorted(STEPS))
FAR = ("", "agreed", "sent", "accepted", "planned", "held", "booked", "free")


class Sharing(Walk):
    """Whatever a case manager, the team lead and the job centre may try."""

    town: ClassVar[Town]
    case: ClassVar[Any]
    agency: ClassVar[UUID]
    service: ClassVar[UUID]
    post: ClassVar[UUID]
    slug: ClassVar[str]
    touched = (
        "accessclaim", "accessgate", "accessrow", "accesssubject", "appointment", "auditentry", "bookable",
        "case", "casepointer", "chainhead", "check", "clock", "closure", "consent", "disclosure", "hold",
        "itinerary", "message", "moved", "note", "pulse", "referral", "reply", "sectionsummary",
        "task", "waitoffer",
    )  # fmt: skip

    def begin_with(self) -> None:
        self.plain = Plain()
        self.ids: list[UUID] = []
        self.plan: Any = None

    def __repr__(self) -> str:
        return repr(self.plain)

    @property
    def her(self) -> UUID:
        return UUID(str(self.case.person_id))

    def by(self, slug: str, act: Callable[..., object]) -> Callable[[], object]:
        def run() -> object:
            with self.town.acts(slug) as actor:
                return act(by=actor, at=clock.now())

        return run

    @initialize(far=st.sampled_from(range(len(FAR))))
    def begin(self, far: int) -> None:
        """Some walks begin late, or what comes late would seldom be tried."""
        firsts: tuple[Callable[[], None], ...] = (
            self.agree, self.write, lambda: self.act(0, "accept"), lambda: self.look(linked=True),
            lambda: self.time("hold"), lambda: self.time("book"), self.cancel,
        )  # fmt: skip
        for first in firsts[:far]:
            first()

    def agree(self) -> None:
        for section in WANTED:
            self.say(section, "give")

    @rule(
        section=st.sampled_from(WANTED), answer=st.sampled_from(["give", "give", "refuse", "later"])
    )
    def say(self, section: Section, answer: str) -> None:
        lines = [consents.Line(self.agency, section, answer)]
        self.both(self.plain.say(section, answer), self.by(LEAD, lambda **who: agreement.take_answers(
            subject=self.her, lines=lines, asked=consents.Asked("notice"),
            told=consents.Told("paper"), **who,
        )))  # fmt: skip

    @rule(section=st.sampled_from(WANTED))
    def withdraw(self, section: Section) -> None:
        self.both(self.plain.withdraw(section), self.by(LEAD, lambda **who: agreement.withdraw_consent(
            subject=self.her, agency=self.agency, sections=[section], **who,
        )))  # fmt: skip

    @precondition(lambda self: len(self.ids) < 2)
    @rule()
    def write(self) -> None:
        letter = referrals.Letter(
            self.service, self.post, WANTED, "부탁드립니다", case_id=self.case.pk
        )
        made: list[Any] = []
        self.ids.append(UUID(int=0))
        wanted = self.plain.write()

        def act(**who: Any) -> None:
            made.append(referrals.write_and_send(subject=self.her, letter=letter, **who))
            self.ids[-1] = made[0].pk

        self.both(wanted, self.by(LEAD, act))

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 1))
    def send(self, which: int) -> None:
        which %= len(self.ids)
        self.both(self.plain.send(self.plain.letters[which]), self.by(LEAD, lambda **who: referrals.send(
            referral_id=self.ids[which], expected=None, **who,
        )))  # fmt: skip

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 1), event=ACTS)
    def act(self, which: int, event: str) -> None:
        which %= len(self.ids)
        slug = LEAD if event in ("acknowledge", "discard") else DESK
        said = referrals.Said(
            why="no_capacity", text="네", outcome="given", disposition="done", alternative="…"
        )
        wanted = self.plain.step(self.plain.letters[which], event)
        self.both(wanted, self.by(slug, lambda **who: referrals.step(
            referral_id=self.ids[which], event=event, said=said, expected=None, **who,
        )))  # fmt: skip

    @precondition(lambda self: self.plan is None)
    @rule(linked=st.booleans())
    def look(self, linked: bool) -> None:
        """Plans are made once; holding and letting go may follow as often as it likes."""
        self.plain.of = 0 if linked and self.ids else -1
        named = {str(self.service): str(self.ids[0])} if self.plain.of == 0 else {}
        self.plain.held = "asked"

        def act(**who: Any) -> None:
            row = times.ask(case_id=self.case.pk, asked=ask_for(self.slug, referrals=named), **who)
            self.plan = row.pk

        self.both(True, self.by(LEAD, act))

    @precondition(lambda self: self.plan)
    @rule(what=st.sampled_from(["hold", "hold", "book", "book", "let_go"]))
    def time(self, what: str) -> None:
        wanted = getattr(self.plain, what)()
        acts: dict[str, Callable[..., Any]] = {
            "hold": lambda **who: times.propose(
                choice=0, itinerary_id=self.plan, expected=None, **who
            ),
            "book": lambda **who: times.book(itinerary_id=self.plan, expected=None, **who),
            "let_go": lambda **who: times.give_up(itinerary_id=self.plan, expected=None, **who),
        }
        self.both(wanted, self.by(LEAD, acts[what]))

    @precondition(lambda self: self.plain.times)
    @rule()
    def cancel(self) -> None:
        (last,) = asked("select id from hangot_appointment order by id desc limit 1")
        self.both(self.plain.cancel(), self.by(LEAD, lambda **who: times.cancel_person(
            appointment_id=last[0], expected=None, **who,
        )))  # fmt: skip

    @rule(event=st.sampled_from(sorted(CASE)))
    def go(self, event: str) -> None:
        wanted, pk = self.plain.go(event), self.case.pk
        acts: dict[str, tuple[str, Callable[..., Any]]] = {
            "propose_end": (LEAD, lambda **who: cases.propose_end(
                case_id=pk, reason="goals_met", words=None, results={}, outstanding=(), expected=None, **who)),
            "send_back": (CHIEF, lambda **who: cases.decide_end(
                case_id=pk, event="send_back", satisfaction="", words="더 보기", outstanding=(), expected=None, **who)),
            "close": (CHIEF, lambda **who: cases.decide_end(
                case_id=pk, event="close", satisfaction="asked", outstanding=(), expected=None, **who)),
        }  # fmt: skip
        usual = (LEAD, lambda **who: cases.advance(
            case_id=pk, event=event, expected=None, given={"reason"}, **who))  # fmt: skip
        self.both(wanted, self.by(*acts.get(event, usual)))

    def agrees(self) -> None:
        plain, her = self.plain, self.her
        for section, states in plain.lines.items():
            found = asked(
                "select state from hangot_consent where subject_id = %s and section = %s order by id",
                her, section.number,
            )  # fmt: skip
            assert [state for (state,) in found] == states, section
        rows = asked(
            "select r.state, r.sent_at is not null, r.frozen_at is not null, coalesce((select"
            " string_agg(t.what, ' ') from hangot_task t where t.thing_id = r.id and t.done_at is null), '')"
            " from hangot_referral r where r.subject_id = %s order by r.id", her,
        )  # fmt: skip
        assert rows == [(x.state, x.sent, x.frozen, x.task) for x in plain.letters]
        found = asked("select state from hangot_appointment where subject_id = %s order by id", her)
        assert [state for (state,) in found] == plain.times
        assert asked("select state from hangot_itinerary where subject_id = %s", her) == (
            [(plain.held,)] if plain.held else []
        )
        assert asked("select state from hangot_case where person_id = %s", her) == [(plain.case,)]
        self._turns()

    def _turns(self) -> None:
        """Who is next, what was noted, how much time is taken: nothing more, nothing less."""
        plain, her = self.plain, self.her
        tasks = "select what from hangot_task where done_at is null and"
        assert counted(f"{tasks} thing_id = %s", self.case.pk) == Counter(
            [plain.task] if plain.task else []
        )
        asked_for = sum(states[-1:] == ["requested"] for states in plain.lines.values())
        assert counted(f"{tasks} thing_kind = 'consent' and subject_id = %s", her) == Counter(
            {"consent.answer": asked_for} if asked_for else {}
        )
        assert counted(
            "select thing_kind, event, source, target from hangot_moved where subject_id = %s"
            " and thing_kind = any(%s) and event <> 'register'", her, list(LIVES),
        ) == plain.moves  # fmt: skip
        taken = asked("select count(*) from hangot_hold where live")[0][0] > 0
        assert taken == (plain.times[-1:] in (["proposed"], ["booked"]))


@pytest.fixture(scope="module")
def person(copy: Copy) -> tuple[Town, Any]:
    """She was received and has a case; committed, so that every walk begins there."""
    town = Town()
    for slug in (LEAD, CHIEF, DESK):
        town.actor(slug)
    return town, town.open("her", lead=LEAD)


@pytest.fixture
def known(person: tuple[Town, Any], copy: Copy) -> Iterator[dict[str, Any]]:
    town, case = person
    with watched(copy):
        with town.acts(LEAD):
            from hangot.directory.models import Agency, Post, Service

            agency = Agency.objects.get(slug=JOBS)
            service = Service.objects.filter(agency=agency, minutes__gt=0).order_by("slug")[0]
            post = Post.objects.filter(agency=agency).order_by("slug")[0]
        yield {
            "town": town, "case": case, "agency": agency.pk, "service": service.pk,
            "slug": service.slug, "post": post.pk,
        }  # fmt: skip


def test_the_long_way_and_back(known: dict[str, Any]) -> None:
    """Every step of the beginning once, and all of it taken back: somebody has the turn throughout."""
    one = type("Once", (Sharing,), known)()
    try:
        _there_and_back(one)
    finally:
        one.teardown()


def _there_and_back(one: Sharing) -> None:
    one.begin(len(FAR) - 1)
    assert (one.plain.letters[0].state, one.plain.letters[0].task) == ("accepted", "referral.begin")
    for section in WANTED:
        one.withdraw(section)


def test_the_tables_say_what_the_sheet_of_paper_says(known: dict[str, Any]) -> None:
    walk(Sharing, **known)
