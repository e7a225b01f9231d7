"""Story D, second part: the survey, the conference, referrals, the plan she agreed to."""

from typing import Any
from uuid import UUID

import pytest

from hangot.cases import plans
from hangot.conferences import actions as conferences
from hangot.consent import actions as consents
from hangot.core.access import Level, Section
from hangot.core.lookup import parse
from hangot.core.refusal import Missing
from hangot.directory.models import Agency
from hangot.intake import actions as intake
from hangot.people import actions as people
from hangot.referrals import actions as referrals
from hangot.tasks.models import Clock, Task
from tests.domain import story_d as d
from tests.domain.story_d import Story, day

S = Section
FOR_CHILD = (S.IDENTITY, S.FAMILY, S.PROTECTION, S.INCIDENT)
LEVELS = {"in_family": "crisis", "mind": "much", "bonds": "much", "law": "some", "basics": "some"}
NEEDS = ("safety", "health", "family", "law_rights", "economy")


def surveyed(story: Story) -> None:
    """7: the survey is finished on the eighth day; only then does the case come to the conference."""
    with story.on(day(10, 21, 11), d.M) as by:
        with pytest.raises(Missing, match="survey_complete_or_waived"):
            story.move("convene", by)
        story.survey(LEVELS, by)
        agreed = (
            ("mental-health-centre", (S.IDENTITY, S.OVERVIEW, S.HEALTH), ()),
            ("specialist-partners", (S.IDENTITY, S.INCIDENT, S.LEGAL), ()),
            ("neighbourhood-office", (S.OVERVIEW, S.IDENTITY, S.WELFARE, S.PLAN), (S.HEALTH,)),
        )
        for agency, sections, no in agreed:
            story.agree(agency, sections, by, no=no)
        story.move("convene", by)
        met = Clock.objects.get(thing_id=story.file.pk, what="case_survey").met_at
        assert met == day(10, 21, 11)


def law_for_the_child(story: Story) -> None:
    """The law opens the child protection agency; the mother is told and need not agree."""
    with story.on(day(10, 21, 14), d.M) as by:
        terms = consents.BasisTerms(
            Agency.objects.get(slug="child-protection-agency", centre_id=by.centre).pk, FOR_CHILD,
            "아동학대처벌법 제10조, 아동복지법 제22조의4", "아이를 지키는 계획을 함께 세워야 합니다.",
        )  # fmt: skip
        basis = consents.propose_basis(
            subject=story.file.person_id, terms=terms, by=by, at=story.now
        )
    with story.as_(d.V) as by:
        referrals.decide_basis(
            basis_id=basis.pk, event="approve", reason="necessary", expected=None, by=by,
            at=story.now,
        )  # fmt: skip


def called_together(story: Story) -> None:
    """8: the cousin gets no invitation and finds nobody; his colleague comes instead."""
    _kept_out(story)
    with story.on(day(10, 22), d.L) as by:
        starts = day(10, 27, 14)
        meeting = conferences.Meeting("integrated", starts, day(10, 27, 16), by.post)
        row = conferences.prepare(meeting=meeting, by=by, at=story.now)
        wish = conferences.Wish((S.PLAN, S.WELFARE, S.HEALTH, S.PROTECTION), origin="still")
        item = conferences.propose(
            conference_id=row.pk, case_id=story.file.pk, wish=wish, by=by, at=story.now
        )
        story.kept |= {"conference": row.pk, "item": item.pk}
    coming = (d.M, d.P, d.CHILD, d.MIND)
    with story.as_(d.L) as by, pytest.raises(Missing, match="posts_invited"):
        _invite(story, (*coming, d.COUSIN), by)
    with story.as_(d.L) as by:
        _invite(story, (*coming, d.OFFICE), by)
        conferences.call(conference_id=row.pk, expected=None, by=by, at=story.now)
    with story.as_(d.OFFICE) as by:
        assert Task.objects.filter(what="conference.contribute", post_id=by.post).exists()


def _kept_out(story: Story) -> None:
    cousin = story.house.actors[d.COUSIN].worker
    with story.on(day(10, 22, 9), d.S) as by:
        people.deny(
            subject=story.file.person_id, code="kinship", worker=cousin, by=by, at=story.now
        )
    asked = ("박선영 1988-04-17", "오지연 1970-01-01")
    with story.as_(d.COUSIN) as by:
        found = [
            intake.look_up(
                query=parse(words, story.now.date()), reason="new_contact", by=by, at=story.now
            )
            for words in asked
        ]
        assert [len(one.people) for one in found] == [0, 0]


def _invite(story: Story, slugs: Any, by: Any) -> None:
    conferences.invite(
        conference_id=story.kept["conference"], posts=[story.post(one) for one in slugs],
        expected=None, by=by, at=story.now,
    )  # fmt: skip


def decided(story: Story) -> None:
    """9: a quorum, everybody signed today; chosen as a case, five things to do."""
    row: UUID = story.kept["conference"]
    here = (d.L, d.M, d.P, d.CHILD, d.MIND, d.OFFICE)
    story.now = story.days.come(day(10, 27, 14))
    for one in here:
        with story.as_(one) as by:
            conferences.sign(conference_id=row, by=by, at=story.now)
    item: dict[str, Any] = {"item_id": story.kept["item"]}
    with story.as_(d.L) as by:
        now: dict[str, Any] = {"by": by, "at": story.now}
        conferences.open_room(conference_id=row, expected=None, **now)
        conferences.present(**item, expected=None, **now)
        conferences.note(**item, section=S.PLAN, text="매달 동에서 살핀다", **now)
    _charged(story)
    with story.as_(d.L) as by:
        ruling = conferences.Ruling("select", kind="integrated", words="함께 돕기로 함")
        conferences.decide(**item, ruling=ruling, expected=None, by=by, at=story.now)
        for step in (conferences.end_decisions, conferences.fix_minutes):
            step(conference_id=row, expected=None, by=by, at=story.now)
    assert story.state() == "selected"
    _three_minutes(story, row)


def _three_minutes(story: Story, row: UUID) -> None:
    mind, child, plan = "마음 상담을 잇기로 함", "아이 방을 고친다", "매달 동에서 살핀다"
    shown = {
        slug: [one in story.read(row, slug) for one in (mind, child, plan)]
        for slug in (d.M, d.MIND, d.CHILD, d.OFFICE)
    }
    assert shown == {
        d.M: [True, True, True], d.MIND: [True, False, False], d.CHILD: [False, True, False],
        d.OFFICE: [False, False, True],
    }  # fmt: skip


def conference_closed(story: Story) -> None:
    """Nobody needs to see her because of the conference any more."""
    with story.as_(d.L) as by:
        row: UUID = story.kept["conference"]
        conferences.close(conference_id=row, expected=None, by=by, at=story.now)


CHARGES = (
    (S.PLAN, d.M, "서비스 계획을 세운다"), (S.PROTECTION, d.P, "순찰을 돈다"),
    (S.PROTECTION, d.CHILD, "아이 방을 고친다"), (S.HEALTH, d.MIND, "마음 상담을 이어 간다"),
    (S.PLAN, d.OFFICE, "다달이 찾아간다"),
)  # fmt: skip


def _charged(story: Story) -> None:
    with story.as_(d.M) as by:
        conferences.note(
            item_id=story.kept["item"], section=S.HEALTH, text="마음 상담을 잇기로 함", by=by,
            at=story.now,
        )  # fmt: skip
    for section, post, text in CHARGES:
        task = conferences.Charge(section, story.post(post), text, day(11, 10).date())
        with story.as_(d.M) as by:
            given = conferences.charge(item_id=story.kept["item"], task=task, by=by, at=story.now)
            story.kept[text] = given.pk


def referred(story: Story) -> None:
    """10: to the child's agency by law, to the others as agreed; no word of health to the office."""
    letters = (
        (d.CHILD, "child-case-management", FOR_CHILD),
        (d.MIND, "mental-health-support", (S.IDENTITY, S.OVERVIEW, S.HEALTH)),
        (d.LAW, "family-legal-counselling", (S.IDENTITY, S.INCIDENT, S.LEGAL)),
        (d.OFFICE, "recurrence-monitoring", (S.OVERVIEW, S.IDENTITY, S.WELFARE, S.PLAN)),
    )
    for post, service, sections in letters:
        with story.on(day(10, 28, 10), d.M) as by:
            story.kept[post] = story.refer(post, service, sections, by)
        story.answer(story.kept[post], post, "accept", "begin")
        assert story.sees(post)[sections[-1]] == Level.FULL
    assert story.sees(d.OFFICE)[S.HEALTH] == Level.NONE
    assert story.sees(d.CHILD)[S.HEALTH] == Level.NONE


def planned(story: Story) -> None:
    """11: the plan she agreed to on day 24, approved by another; thirty days are not over."""
    aims = [
        plans.Aim("safety", "다시 다치지 않는다", "다달이 찾아가 살핀다", story.agency(d.OFFICE), day(2, 19).date()),
        plans.Aim("health", "밤에 잔다", "마음 상담 열 번", story.agency(d.MIND), day(1, 29).date()),
    ]  # fmt: skip
    with story.on(day(10, 29), d.M) as by:
        story.move("plan", by)
        plan = plans.draft(case_id=story.file.pk, aims=aims, by=by, at=story.now)
    steps = (
        (day(11, 6), d.M, "agree", "signature"),
        (day(11, 9), d.L, "approve", ""),
        (day(11, 9, 15), d.M, "start", ""),
    )
    for moment, post, event, how in steps:
        with story.on(moment, post) as by:
            plans.step(plan_id=plan.pk, event=event, how=how, expected=None, by=by, at=story.now)
    with story.as_(d.M) as by:
        story.move("activate", by)
        whole = Clock.objects.get(thing_id=story.file.pk, what="case_all")
        assert whole.met_at is not None
        assert whole.met_at < whole.due
        story.kept["plan"] = plan.pk
