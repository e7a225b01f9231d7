"""The centre reached nobody and asked the police: they look, and the desk that calls goes on."""

from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.refusal import Missing
from hangot.core.reports import reading
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.reports.lists import words_of
from hangot.reports.models import PoliceAnswer, Report
from hangot.reports.queries import report_of
from hangot.tasks.actions import close_tasks, open_task, start_clock
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.models import Task

ASKED, AGAIN, LOOK = "notice.way_police", "notice.reach", "notice.not_reached"
DANGER = "danger"
LONGEST = 500
NOT_ASKED = Text("지금은 물어본 것이 없습니다.", "Nothing is being asked now.")
NO_RESULT = Text("무엇을 확인했는지 골라 주세요.", "Choose what you found out.")


def asked(report: Report) -> bool:
    """Does the centre wait for an answer of one's agency about this home?"""
    return Task.objects.filter(thing_id=report.notice_id, what=ASKED, done_at=None).exists()


def answer(
    *, report_id: UUID, result: str, words: str, by: Actor, at: datetime
) -> PoliceAnswer:  # fmt: skip
    """Keep what was found out; the desk that calls tries again, its lead is told of danger."""
    may("report.answer", by, Scene(at))
    report, pack = report_of(report_id), profile(by.profile)
    if not asked(report):
        raise Missing("asked", NOT_ASKED)
    if result not in pack.lists["police_answers"]:
        raise Missing("result", NO_RESULT)
    row = PoliceAnswer(
        centre_id=by.centre, notice_id=report.notice_id, agency_id=by.agency, post_id=by.post, at=at,
        result=result, words=_plain(words, by) or None,
    )  # fmt: skip
    row.save(force_insert=True)
    _desk_again(report, urgent=result == DANGER, by=by, at=at)
    remember(
        "report.answer", by=by, at=at, subject=report.notice_id, thing=row.pk,
        section=Section.OVERVIEW, reason=result,
    )  # fmt: skip
    return row


def _plain(words: str, by: Actor) -> str:
    """Nothing of an investigation leaves the police."""
    try:
        return reading.plain(LONGEST, words_of(profile(by.profile)).investigation)(words)
    except reading.Unfit as no:
        raise Missing("words", no.sentence) from None


def _desk_again(report: Report, *, urgent: bool, by: Actor, at: datetime) -> None:
    notice = report.notice_id
    stop_clocks(thing=notice, subject=notice, at=at)
    close_tasks(notice, subject=notice, by=by, at=at, what=(ASKED,))
    clock = start_clock(
        "first_contact_high" if urgent else "retry", subject=notice, agency=report.agency_id,
        thing=notice, at=at, by=by,
    )  # fmt: skip
    for what, duty in ((AGAIN, "C"), *(((LOOK, "L"),) if urgent else ())):
        open_task(
            what, subject=notice, agency=report.agency_id, duty=duty, thing_kind="notice",
            thing=notice, at=at, due=clock.due,
        )  # fmt: skip


def answers(report: Report) -> list[PoliceAnswer]:
    """What was answered, the newest first."""
    return list(PoliceAnswer.objects.filter(notice_id=report.notice_id).order_by("-at", "-pk"))
