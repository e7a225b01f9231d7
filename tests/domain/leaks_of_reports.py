"""Reports of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.access.models import Denial
from hangot.cases.judging import judge as write_judgement
from hangot.core.access import Level
from hangot.core.reports.columns import Row as Line
from hangot.core.reports.columns import heads
from hangot.directory.models import Centre
from hangot.indicators import city
from hangot.indicators.releasing import release
from hangot.reports import actions as reports
from hangot.reports import importing, measures
from hangot.reports.apart import Beside
from hangot.reports.keys import make_key
from hangot.reports.models import PoliceAnswer
from hangot.reports.telling import tell
from tests.domain.reported import REPORTED_AT, STRANGER, SUNYOUNG
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]
POLICE = "police-victim-desk-1"


def fill_reports(town: Town, *names: str) -> None:
    """Two homes of which one is reported twice; the lead judges; one counsellor is kept out."""
    at = clock.now()
    with town.acts(POLICE) as by:
        beside = Beside("neighbour", "강이웃", "01099998888", "…", "…")
        told = reports.take(told=SUNYOUNG, source="form", by=by, at=at, beside=beside)
        reports.take(told=STRANGER, source="form", by=by, at=at)
        known = heads(["접수번호", "신고일시", "동의"])
        sheet = [
            Line(2, {"number": "26-2", "reported_at": "2026-09-01 10:00", "agreed": "예"}, known)
        ]
        importing.check(sheet, by=by, at=at)
        reports.turn_away(source="form", why="not_agreed", by=by, at=at)
        assert told.notice_id
        PoliceAnswer(
            centre_id=by.centre, notice_id=told.notice_id, agency_id=by.agency, post_id=by.post,
            at=at, result="safe", words="…",
        ).save(force_insert=True)  # fmt: skip
        measures.take(
            report_id=told.notice_id, what="stalking_emergency", taken_at=SUNYOUNG.reported_at, by=by,
            at=at,
        )  # fmt: skip
    with town.acts("safety-officer") as by:
        for kept_out in ("counsellor-2", POLICE):
            Denial(
                centre_id=by.centre, subject_id=told.notice_id, starts=at, code="kin",
                worker_id=town.actor(kept_out).worker,
            ).save(force_insert=True)  # fmt: skip
    with town.acts("administrator") as by:
        Centre.objects.filter(pk=by.centre).update(answers_to=by.centre)
        house = Centre.objects.get(pk=by.centre)
    tell(house, at=REPORTED_AT)
    release(house, at=at)
    city.tell(house, at=at)
    with town.acts("administrator") as by:
        make_key(agency=town.actor(POLICE).agency, label="112", by=by, at=at)
    for name in names:
        with town.acts("counsellor-1") as by:
            write_judgement(
                case_id=town.cases[name].pk, event="say_watch", reasons=["again"], words="…",
                by=by, at=at,
            )  # fmt: skip


def _report(judge: "Judge", row: Row) -> bool:
    if judge.barred(row["notice_id"]):
        return False
    sent = row["from_agency"] == judge.actor.agency and judge.duty("P")
    seen = judge.level(row["notice_id"], 1, {"agency_id": row["agency_id"]})
    return seen >= Level.FULL or (sent and judge.touches(row["notice_id"]))


def _answer(judge: "Judge", row: Row) -> bool:
    report = next(one for one in judge.rows["report"] if one["notice_id"] == row["notice_id"])
    return _report(judge, report)


def _clock_of(judge: "Judge", row: Row) -> bool:
    return bool(row["agency_id"] == judge.actor.agency) and judge.duty("N")


def _batch(judge: "Judge", row: Row) -> bool:
    me = (judge.actor.agency, judge.actor.post)
    return (row["agency_id"], row["post_id"]) == me


def _part(judge: "Judge", row: Row) -> bool:
    of = {one["id"]: one for one in judge.rows["importbatch"]} if judge.rows else {}
    return judge.sees("importbatch", of[row["batch_id"]])


RULES_OF_REPORTS: Mapping[str, Callable[["Judge", Row], bool]] = {
    "report": _report,
    "policeanswer": _answer,
    "measure": lambda judge, row: _answer(judge, row) or _clock_of(judge, row),
    "arrived": lambda judge, row: bool(row["agency_id"] == judge.actor.agency),
    "hometoken": lambda _judge, _row: False,
    "importbatch": _batch,
    "importpart": _part,
    "reporter": lambda judge, row: judge.level(row["subject_id"], 15, row) >= Level.FULL,
    "followed": lambda judge, _row: judge.duty("L"),
    "cityfigures": lambda judge, _row: judge.duty("T", "D"),
    "citysum": lambda judge, _row: judge.duty("T", "D"),
    "released": lambda judge, row: judge.duty("T", "D", "L") and not row["exact"],
    "turned": lambda judge, _row: judge.duty("T", "D", "L"),
    "judgement": lambda judge, row: judge.level(row["subject_id"], 1, row) >= Level.FULL,
}
