"""Story D, third part: checked month by month, ended, and open again when it happens again."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from hangot.cases import checking, contacts, moves, plans
from hangot.cases.models import Check, Goal
from hangot.closing import actions as closing
from hangot.conferences import actions as conferences
from hangot.conferences import queries
from hangot.consent import actions as consents
from hangot.consent.models import Consent
from hangot.core.access import Section
from hangot.core.orders import Term
from hangot.core.refusal import Missing, NotAllowed
from hangot.intake import actions as intake
from hangot.orders import actions as orders
from hangot.reports import actions as reports
from hangot.reports import opening
from hangot.tasks.models import Clock, Task
from tests.domain import story_d as d
from tests.domain.story_d import Story, day

S = Section


def moved(story: Story) -> None:
    """12: a new home: her safe contact is asked again, and the order must be changed."""
    with story.on(day(11, 20), d.M) as by:
        term = Term(date(2026, 10, 12), date(2026, 12, 11))
        paper = orders.Paper("domestic_interim_near", "in_force", term=term, terms="100미터")
        story.kept["order"] = orders.write(
            case_id=story.file.pk, paper=paper, by=by, at=story.now
        ).pk
        contacts.change_contact(
            case_id=story.file.pk, kind="address", value="서울 성북구 정릉로 77", whose="self",
            expected=None, by=by, at=story.now,
        )  # fmt: skip
        waiting = set(Task.objects.filter(done_at=None).values_list("what", flat=True))
        assert {"safety.ask", "order.change"} <= waiting


def look(story: Story, moment: datetime, post: str, progress: str, **seen: Any) -> None:
    """One check: a word for every goal of the plan."""
    with story.on(moment, post) as by:
        row = Check.objects.get(case=story.file, state="planned")
        goals = Goal.objects.filter(plan_id=story.kept["plan"])
        said = checking.Seen(
            "visit", progress={goal.pk: progress for goal in goals},
            **{"follows": "keep", "safe": True, **seen},
        )  # fmt: skip
        checking.record_check(check_id=row.pk, seen=said, expected=None, by=by, at=story.now)


def given_to_the_office(story: Story) -> None:
    """13: the first check is the lead's, in a month; the neighbourhood office takes it over."""
    with story.on(day(11, 21), d.M) as by:
        first = Check.objects.get(case=story.file)
        assert (first.due, first.for_post) == (date(2026, 12, 9), by.post)
        checking.plan_check(
            case_id=story.file.pk, post_id=story.post(d.OFFICE), day=date(2026, 12, 4), by=by,
            at=story.now,
        )  # fmt: skip


def order_extended(story: Story) -> None:
    """Two weeks before its end the manager is told, and it is extended as the court wrote it."""
    story.turn(day(11, 28, 9))
    with story.as_(d.M) as by:
        assert Task.objects.filter(what="order.ending", done_at=None).exists()
        term = Term(date(2026, 12, 12), date(2027, 2, 10))
        orders.extend(order_id=story.kept["order"], term=term, by=by, at=story.now)


def checked_once(story: Story) -> None:
    """No check without a word for every goal."""
    with story.on(day(12, 4), d.OFFICE) as by, pytest.raises(Missing, match="result_per_goal"):
        checking.record_check(
            check_id=Check.objects.get(state="planned").pk, expected=None, by=by, at=story.now,
            seen=checking.Seen("visit", "keep", {}),
        )  # fmt: skip
    look(story, day(12, 4, 11), d.OFFICE, "better")


def checked_and_renewed(story: Story) -> None:
    """Two more checks; what is not renewed is closed on its day."""
    story.turn(day(12, 30, 9))
    with story.as_(d.M):
        assert Task.objects.filter(what="consent.renew", done_at=None).exists()
    look(story, day(1, 8), d.OFFICE, "worse", follows="change", safe=False)
    with story.on(day(1, 8, 11), d.M) as by:
        told = set(Task.objects.filter(done_at=None).values_list("what", flat=True))
        assert {"check.read", "safety.ask"} <= told
        rows = Consent.objects.filter(subject_id=story.file.person_id, state="given")
        for row in rows.exclude(agency_id=story.agency(d.LAW)):
            consents.renew(consent_id=row.pk, method="paper", by=by, at=story.now)
    story.turn(day(1, 20, 9))
    assert story.sees(d.OFFICE)[S.PLAN] > 0
    assert not any(story.sees(d.LAW).values())
    look(story, day(2, 5), d.OFFICE, "reached")
    with story.as_(d.M):
        planned, progress = checking.checks_of(story.file)
        assert [row.due for row in planned if row.state == "planned"] == [date(2027, 3, 5)]
        assert sorted(len(one) for one in progress.values()) == [2, 2, 2]


def closed(story: Story) -> None:
    """14: proposed, every referral ended, decided by the conference; then the neighbourhood looks on."""
    for post in (d.CHILD, d.MIND, d.LAW, d.OFFICE):
        story.now = story.days.come(day(2, 15))
        story.answer(story.kept[post], post, "complete")
        story.answer(story.kept[post], d.M, "acknowledge")
    with story.on(day(2, 19), d.M) as by:
        goals = Goal.objects.filter(plan_id=story.kept["plan"])
        closing.propose(
            case_id=story.file.pk, reason="no_recurrence", words=None, expected=None,
            results={goal.pk: "reached" for goal in goals}, by=by, at=story.now,
        )  # fmt: skip
    conference_ends_it(story)
    with story.as_(d.L) as by:
        said = moves.Said(owner_post=story.post(d.OFFICE), until=day(3, 26))
        moves.move(
            case_id=story.file.pk, event="begin_aftercare", said=said, expected=None, by=by,
            at=story.now,
        )  # fmt: skip


def conference_ends_it(story: Story) -> None:
    """Her end waits on the agenda by itself; three decide it, and who proposed it does not."""
    with story.on(day(2, 22), d.L) as by:
        (waiting,) = queries.proposed(by, at=story.now)
        assert (waiting.case, waiting.reasons[0]) == (story.file.pk, "closing")
        meeting = conferences.Meeting("integrated", day(2, 26, 14), day(2, 26, 15), by.post)
        row = conferences.prepare(meeting=meeting, by=by, at=story.now)
        item = conferences.propose(
            conference_id=row.pk, case_id=story.file.pk, wish=conferences.Wish(origin="closing"),
            by=by, at=story.now,
        )  # fmt: skip
        conferences.invite(
            conference_id=row.pk, posts=[story.post(one) for one in (d.M, d.P)], expected=None,
            by=by, at=story.now,
        )  # fmt: skip
        conferences.call(conference_id=row.pk, expected=None, by=by, at=story.now)
    story.now = story.days.come(day(2, 26, 14))
    for one in (d.L, d.M, d.P):
        with story.as_(one) as by:
            conferences.sign(conference_id=row.pk, by=by, at=story.now)
    with story.as_(d.L) as by:
        now: dict[str, Any] = {"expected": None, "by": by, "at": story.now}
        conferences.open_room(conference_id=row.pk, **now)
        conferences.present(item_id=item.pk, **now)
    with pytest.raises(NotAllowed, match="satisfaction_asked"), story.as_(d.L) as by:
        conferences.decide(
            item_id=item.pk, ruling=conferences.Ruling("close"), expected=None, by=by, at=story.now
        )
    with story.as_(d.L) as by:
        ruling = conferences.Ruling("close", satisfaction="good")
        conferences.decide(item_id=item.pk, ruling=ruling, expected=None, by=by, at=story.now)
    assert story.state() == "closed"


def looked_after(story: Story) -> None:
    """Aftercare is the neighbourhood's: one look on its day, and no next one by itself."""
    with story.as_(d.OFFICE) as by:
        assert Task.objects.filter(what="case.aftercare", post_id=by.post, done_at=None).exists()


def reported_again(story: Story) -> None:
    """15: a new report; the same case goes on with new clocks, and the old plan can be read."""
    with story.on(day(3, 13, 22, 10), d.P) as by:
        again = replace(
            d.SUNYOUNG, number="성북-27-0313", reported_at=day(3, 13, 22, 5), risk="high"
        )
        taken = reports.take(told=again, source="form", by=by, at=story.now)
    assert taken.notice_id
    with story.on(day(3, 13, 22, 30), d.C):
        assert Clock.objects.get(thing_id=taken.notice_id).due == day(3, 14, 0, 5)
    with story.on(day(3, 15), d.M) as by:
        found = intake.look_up_notice(
            notice_id=taken.notice_id, reason="safety", expected=None, by=by, at=story.now
        )
        assert [one.pk for one in found.people] == [story.file.person_id]
        intake.start(notice_id=taken.notice_id, receipt_id=None, expected=None, by=by, at=story.now)
        case = opening.open_case(
            notice_id=taken.notice_id, known=story.file.person_id, method="phone", lead_post=by.post,
            expected=None, by=by, at=story.now, reopen=story.file.pk,
        )  # fmt: skip
        assert (case.pk, case.state) == (story.file.pk, "assessment")
        assert [v.plan.number for v in plans.versions(case)] == [1]
        running = Clock.objects.filter(thing_id=case.pk, met_at=None)
        assert {clock.what for clock in running} == {"case_survey", "case_all"}
