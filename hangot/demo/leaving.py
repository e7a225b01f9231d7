"""Files that leave the house of the demo: one waits for its approval, one can be fetched."""

from datetime import timedelta

from hangot.demo.stage import Stage
from hangot.exports import actions, making

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
