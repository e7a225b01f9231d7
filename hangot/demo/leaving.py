"""What leaves the house of the demo: one file waits, one can be fetched, one record is to end."""

from datetime import timedelta

from hangot.cases.models import Case
from hangot.demo.stage import Stage
from hangot.exports import actions, making
from hangot.retention import actions as retention

LEAD, OFFICER = "team-lead", "privacy-officer"
WAITS = actions.Wanted(
    "cases", "xlsx", "authority_report", "상반기 운영 현황 제출(공문 2026-118)", "시 여성가족과 담당 주무관"
)  # fmt: skip
READY = actions.Wanted(
    "cases", "csv", "own_planning", "팀 회의에서 담당 건수를 다시 나눕니다", "접수팀 회의"
)


def files_leave(stage: Stage) -> None:
    """The team lead asked twice; the privacy officer allowed one."""
    at = stage.now - timedelta(hours=3)
    with stage.played(LEAD, at) as by:
        ready = actions.ask(wanted=READY, by=by, at=at)
        actions.ask(wanted=WAITS, by=by, at=stage.now - timedelta(hours=1))
    later = at + timedelta(minutes=40)
    with stage.played(OFFICER, later) as by:
        actions.decide(export_id=ready.pk, event="allow", answer="", expected=None, by=by, at=later)
    making.make(ready.pk, stage.centre, at=later)


def a_record_ends(stage: Stage) -> None:
    """Somebody whose case is closed asked for it; the team lead has yet to approve."""
    at = stage.now - timedelta(hours=2)
    with stage.played(OFFICER, at) as by:
        case = Case.objects.filter(state="closed").order_by("-number").first()
        if case:
            retention.propose(
                subject=case.person_id, ground="person_asked", reason="본인 요구서를 받았습니다.",
                by=by, at=at,
            )  # fmt: skip
