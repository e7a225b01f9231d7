"""The steps of a case as the cast would take them, one real act after another."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access import actions as access
from hangot.cases import actions as cases
from hangot.cases import plans, records
from hangot.cases.models import Case, Goal, PlannedAction
from hangot.closing import actions as closing
from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.core.lookup import parse
from hangot.demo.names import GOALS, NOTES
from hangot.demo.people import Sketch
from hangot.demo.stage import Stage
from hangot.intake import actions as intake
from hangot.intake.models import Notice
from hangot.packs.active import profile

MONTH = timedelta(days=30)
RECEPTION, LEAD = "reception-1", "team-lead"
COUNSELLORS = ("counsellor-1", "counsellor-2")
MANAGERS = ("case-manager-1", "case-manager-2")


@dataclass(slots=True)
class Walk:
    """One person on the way through the house: the stage, who they are, how late it is."""

    stage: Stage
    sketch: Sketch
    dice: random.Random
    at: datetime
    counsellor: str = COUNSELLORS[0]
    manager: str = MANAGERS[0]
    case: Case | None = None

    def later(self, *, days: float = 0, minutes: float = 0) -> datetime:
        """Time passes."""
        self.at = self.stage.after(self.at, days=days, minutes=minutes)
        return self.at

    @property
    def file(self) -> Case:
        """The case; it must have been opened."""
        if self.case is None:
            raise LookupError("no case yet")
        return self.case

    @property
    def subject(self) -> UUID:
        return self.file.person_id


def call(walk: Walk, *, anonymous: bool = False) -> Notice:
    """Somebody reaches the centre; reception looks them up and writes down what it heard."""
    one = walk.sketch
    story = intake.Story(
        one.channel, one.safe, one.urgency, story=one.story, wish=one.wish,
        name=None if anonymous else one.name, alias=one.alias, phone=None if anonymous else one.phone,
        birth=None if anonymous else one.birth, crimes=one.crimes, needs=one.needs, safety=one.safety,
    )  # fmt: skip
    with walk.stage.played(RECEPTION, walk.at) as by:
        return intake.receive(story=story, by=by, at=walk.at)


def screen(walk: Walk, notice: Notice) -> Notice:
    """Look before creating, then begin the first counselling."""
    one = walk.sketch
    at = walk.later(minutes=walk.dice.randint(10, 90))
    with walk.stage.played(RECEPTION, at) as by:
        words = f"{one.name} {one.birth:%Y-%m-%d}"
        found = intake.look_up(
            query=parse(words, at.date()), reason="before_registering", by=by, at=at
        )
        return intake.start(
            notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=at
        )


def open_case(walk: Walk, notice: Notice, *, method: str = "paper") -> Case:
    """The counsellor opens the case and takes its lead."""
    at = walk.later(minutes=walk.dice.randint(20, 60))
    with walk.stage.played(walk.counsellor, at) as by:
        walk.case = intake.open_case(
            notice_id=notice.pk, known=None, method=method, lead_post=by.post, expected=None, by=by,
            at=at,
        )  # fmt: skip
    return walk.file


def arrive(walk: Walk) -> Case:
    """From the first call to the open case."""
    return open_case(walk, screen(walk, call(walk)))


def agree(
    walk: Walk, desk: str, sections: Sequence[Section], *, no: Sequence[Section] = (),
    method: str = "paper",
) -> None:  # fmt: skip
    """Ask line by line; what is in `no` is refused, and that costs nothing."""
    stage, at = walk.stage, walk.later(minutes=5)
    with stage.played(walk.counsellor, at) as by, access.changing(walk.subject):
        words = profile(by.profile).consent
        script = words.script.version if method == "phone" else None
        asked = consents.Asked(words.notice_version, script_version=script)
        for section in (*sections, *no):
            line = consents.ask(
                subject=walk.subject, agency=stage.agencies[desk], section=section, asked=asked,
                by=by, at=at,
            )  # fmt: skip
            event = "refuse" if section in no else "give"
            consents.answer(
                consent_id=line.pk, event=event, method=method, giver="self", by=by, at=at,
                script_version=script,
            )  # fmt: skip


def ask_only(walk: Walk, desk: str, section: Section) -> None:
    """A line that is still to be answered."""
    with walk.stage.played(walk.counsellor, walk.at) as by:
        asked = consents.Asked(profile(by.profile).consent.notice_version)
        consents.ask(
            subject=walk.subject, agency=walk.stage.agencies[desk], section=section, asked=asked,
            by=by, at=walk.at,
        )  # fmt: skip


def hand_to_manager(walk: Walk) -> None:
    """The case manager takes the lead; the counsellor stays in the team and keeps the consents."""
    if walk.counsellor == walk.manager:
        return
    at = walk.later(days=1)
    with walk.stage.played(walk.counsellor, at, about=walk.subject) as by:
        post = walk.stage.posts[walk.manager]
        cases.move_lead(case_id=walk.file.pk, post_id=post, expected=None, by=by, at=at)
    with walk.stage.played(walk.manager, at, about=walk.subject) as by:
        cases.seat_post(
            case_id=walk.file.pk, post_id=walk.stage.posts[walk.counsellor], agency=by.agency,
            sections=cases.TEAM, by=by, at=at,
        )  # fmt: skip


def note(walk: Walk, post: str, section: Section = Section.OVERVIEW) -> None:
    """A word about a contact with the person."""
    with walk.stage.played(post, walk.at, about=walk.subject) as by:
        records.write_note(
            subject=walk.subject, section=section, text=walk.dice.choice(NOTES), what="phone",
            case_id=walk.file.pk, by=by, at=walk.at,
        )  # fmt: skip


def move(walk: Walk, post: str, event: str, **more: object) -> None:
    """One event of the case's life."""
    with walk.stage.played(post, walk.at, about=walk.subject) as by:
        step: Callable[..., Case] = cases.advance
        walk.case = step(
            case_id=walk.file.pk, event=event, expected=None, by=by, at=walk.at, **more
        )


def plan(walk: Walk, *, until: str, apart: str = "") -> None:
    """A plan up to a state: draft, agreed, approved, active. `apart`: a desk whose part only it knows."""
    aims = [
        plans.Aim(domain, text, what, walk.stage.agencies[walk.sketch.desks[0]], walk.at.date())
        for domain, text, what in walk.dice.sample(GOALS, 2)
    ]
    if apart:
        due = walk.at.date() + MONTH
        aims.append(plans.Aim("", "", "", walk.stage.agencies[apart], due, apart=True))
    with walk.stage.played(walk.manager, walk.at, about=walk.subject) as by:
        made = plans.draft(case_id=walk.file.pk, aims=aims, by=by, at=walk.at)
    steps = (
        ("agreed", "agree", walk.manager),
        ("approved", "approve", LEAD),
        ("active", "start", walk.manager),
    )
    reached = ("draft", "agreed", "approved", "active").index(until)
    for _, event, post in steps[:reached]:
        at = walk.later(days=1)
        with walk.stage.played(post, at, about=walk.subject) as by:
            how = "paper" if event == "agree" else ""
            plans.step(plan_id=made.pk, event=event, how=how, expected=None, by=by, at=at)


def tick(walk: Walk) -> None:
    """The first action of the plan in force was done, the next one not."""
    with walk.stage.played(walk.manager, walk.at, about=walk.subject) as by:
        rows = PlannedAction.objects.filter(goal__plan__case_id=walk.file.pk).order_by("pk")
        day = walk.at.date()
        said = (plans.Outcome(plans.DONE, day), plans.Outcome(plans.NOT_DONE, day, "unreachable"))
        for row, outcome in zip(rows, said, strict=False):
            plans.settle(action_id=row.pk, said=outcome, expected=None, by=by, at=walk.at)


def end(walk: Walk, *, decided: bool) -> None:
    """Propose to close, with a result for each goal; perhaps the team lead decides."""
    at = walk.later(days=2)
    with walk.stage.played(walk.manager, at, about=walk.subject) as by:
        goals = Goal.objects.filter(plan__case_id=walk.file.pk)
        results = {goal.pk: walk.dice.choice(("reached", "partly")) for goal in goals}
        closing.propose(
            case_id=walk.file.pk, reason=walk.dice.choice(("goal_reached", "better", "moved")),
            words="함께 정한 일을 마쳤습니다.", results=results, expected=None, by=by, at=at,
        )  # fmt: skip
    if decided:
        at = walk.later(days=1)
        with walk.stage.played(LEAD, at, about=walk.subject) as by:
            closing.decide(
                case_id=walk.file.pk,
                event="close",
                satisfaction="good",
                expected=None,
                by=by,
                at=at,
            )
