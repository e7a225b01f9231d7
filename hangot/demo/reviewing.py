"""The auditor of the demo: one month is closed and signed, the next one is being looked through."""

from datetime import date, timedelta

from hangot.access.context import acting
from hangot.clock import SEOUL
from hangot.core.access import Purpose
from hangot.demo.stage import Stage
from hangot.watching import actions, months, queries
from hangot.watching.answering import review_entry

AUDITOR = "auditor"
ASKED = "담당 팀장에게 물어보니 그날 전화를 대신 받았다고 합니다. 일지와 맞습니다."
SAID = "모두 업무상 필요한 열람이었습니다. 결과 없는 찾기는 안내문을 다시 보냈습니다."
OPEN = 5
"""So many are left to answer in the month that is being looked through."""


def reviewed_months(stage: Stage) -> None:
    """The month before last is closed; of the last one a few entries wait for their answer."""
    last = months.shifted(stage.now.astimezone(SEOUL).date().replace(day=1), -1)
    _month(stage, months.shifted(last, -1), left=0)
    _month(stage, last, left=OPEN)


def _month(stage: Stage, month: date, *, left: int) -> None:
    at = min(months.span(month)[1] + timedelta(days=2, hours=10), stage.now)
    with acting(stage.actors[AUDITOR], Purpose.OVERSIGHT) as state:
        row = actions.begin(month=month, by=state.actor, at=at)
        ids = list(dict.fromkeys(one.entry_id for one in queries.findings(row)))
        for number, pk in enumerate(ids[: max(0, len(ids) - left)]):
            result, note = ("explained", ASKED) if number % 7 == 0 else ("fine", None)
            review_entry(entry_id=pk, result=result, note=note, by=state.actor, at=at)
        if not left:
            actions.close(month=month, note=SAID, by=state.actor, at=at)
