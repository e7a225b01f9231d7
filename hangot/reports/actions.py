"""A report is taken once, becomes a notice with a clock, and is known again when it comes again."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection

from hangot.access.alone import alone, one_at_a_time
from hangot.access.context import deriving
from hangot.access.trail import remember
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.ids import new_id
from hangot.core.refusal import Missing
from hangot.core.reports.fields import Report as Told
from hangot.core.reports.funnel import AGAIN, REPORTED
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.queries import house
from hangot.intake import actions as intake
from hangot.intake.models import Notice
from hangot.people.actions import Safety
from hangot.reports.apart import Beside, keep_beside
from hangot.reports.models import Arrived, Followed, HomeToken, Report
from hangot.reports.queries import report_of
from hangot.reports.recognising import Recognised, keep_traits, recognise
from hangot.vault import tokens

HIGH = "high"
CLOCKS = {"high": "first_contact_high", "normal": "first_contact"}
URGENCY = {"high": "urgent", "normal": "normal"}
OTHER_CONTENT = Text(
    "같은 번호로 이미 받은 신고와 내용이 다릅니다. 번호를 확인하거나 새 번호로 보내 주세요.",
    "A report with this number was taken before, and it said something else. Check the number.",
)
COUNT = """
insert into hangot_turned as t (id, centre_id, version, day, source, why, many)
values (%s, %s, 1, %s, %s, %s, 1)
on conflict on constraint turned_once do update set many = t.many + 1
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a report: the number of its notice; `new` False when it was here already."""

    receipt: str
    new: bool
    notice_id: UUID | None = None


def take(
    *, told: Told, source: str, by: Actor, at: datetime, beside: Beside | None = None
) -> Taken:
    """Keep a report: ten times the same is one report; other content under its number is Missing."""
    may("report.write", by, Scene(at))
    number, body = _tokens(told, by)
    one_at_a_time(f"report:{by.centre}:{by.agency}:{number}")
    if known := Arrived.objects.filter(agency_id=by.agency, number=number).first():
        if known.body != body:
            raise Missing("number", OTHER_CONTENT)
        remember("report.write", by=by, at=at, because="known")
        return Taken(known.receipt, new=False)
    found = recognise(told, by=by)
    notice = _notice(told, by=by, at=at)
    report = _keep(told, found, notice, source=source, by=by, at=at)
    _count(report, found, by=by)
    if beside:
        keep_beside(notice.pk, beside, by=by, at=at)
    Arrived(
        centre_id=by.centre, agency_id=by.agency, number=number, body=body, receipt=notice.number,
        at=at,
    ).save(force_insert=True)  # fmt: skip
    return Taken(notice.number, new=True, notice_id=notice.pk)


def turn_away(*, source: str, why: str, by: Actor, at: datetime) -> None:
    """A home that did not agree: counted, and nothing of it kept."""
    day = at.astimezone(SEOUL).date()
    with deriving(by.centre), connection.cursor() as cursor:
        cursor.execute(COUNT, [new_id(), by.centre, day, source, why])
    remember("report.write", by=by, at=at, because=why)


def _tokens(told: Told, by: Actor) -> tuple[int, int]:
    """The sender's number and the whole report as keyed tokens: equal when they are, unreadable."""
    whole = json.dumps(asdict(told), default=_plain, ensure_ascii=False, sort_keys=True)
    number = tokens.token(by.centre, f"report:number:{by.agency}:{told.number}")
    return number, tokens.token(by.centre, f"report:body:{whole}")


def _plain(value: datetime | date | time) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SEOUL).isoformat()
    return value.isoformat()


def _notice(told: Told, *, by: Actor, at: datetime) -> Notice:
    """The home is to be called by the agency that leads the house; the strictest safe contact."""
    safety = Safety(
        channels=("phone",) if told.phone else (), window_from=told.call_from,
        window_to=told.call_to,
    )  # fmt: skip
    story = intake.Story(
        "police_112", "unknown", urgency=URGENCY[told.risk], wish=told.wish or None,
        name=told.name or None, birth=told.birth, phone=told.phone, safety=safety,
    )  # fmt: skip
    lead = house(by.centre).centre.lead_agency_id
    sent = intake.Sent(lead, told.reported_at, CLOCKS[told.risk])
    return intake.receive(story=story, by=by, at=at, sent=sent)


def _keep(
    told: Told, found: Recognised, notice: Notice, *, source: str, by: Actor, at: datetime
) -> Report:
    members = [asdict(one) for one in told.members]
    report = Report(
        id=notice.pk, centre_id=by.centre, notice=notice, agency_id=notice.agency_id, from_agency=by.agency,
        from_post=by.post, receipt=notice.number, source=source, number=told.number, risk=told.risk,
        members=json.dumps(members, default=_plain, ensure_ascii=False) if members else None,
        district=told.district, reported_at=told.reported_at, taken_at=at, homes=found.homes,
        why=found.why, agreed_at=told.agreed_at or at, script=told.script,
    )  # fmt: skip
    report.save(force_insert=True)
    keep_traits(told, found, track=report.track, by=by)
    return report


def _count(report: Report, found: Recognised, *, by: Actor) -> None:
    """In the counts the report begins, and each earlier one of the home has come again.

    Reports may arrive out of order: which is earlier says when they were made, not taken.
    """
    mine = _counted(report, REPORTED)
    with deriving(by.centre):
        others = list(Followed.objects.filter(track__in=found.tracks, what=REPORTED))
        pairs = [(one, mine) if one.at <= mine.at else (mine, one) for one in others]
        again = [_again(earlier, later) for earlier, later in pairs]
        # Two reports of one minute say it of the earlier one twice.
        Followed.objects.bulk_create([mine, *again], ignore_conflicts=True)


def _counted(report: Report, what: str) -> Followed:
    return Followed(
        centre_id=report.centre_id, track=report.track, district=report.district, what=what,
        reported_on=report.reported_at.astimezone(SEOUL).date(), at=report.reported_at,
    )  # fmt: skip


def _again(earlier: Followed, later: Followed) -> Followed:
    return Followed(
        centre_id=earlier.centre_id, track=earlier.track, district=earlier.district, what=AGAIN,
        reported_on=earlier.reported_on, at=later.at,
    )  # fmt: skip


def another_home(*, report_id: UUID, by: Actor, at: datetime) -> Report:
    """Somebody looked: it only seemed to be a home that was reported before."""
    may("report.part", by, Scene(at))
    report = report_of(report_id)
    alone(report_id)
    with deriving(by.centre):
        mine = Followed.objects.filter(what=AGAIN, at=report.reported_at)
        homes = HomeToken.objects.filter(home__in=report.homes).values("track")
        mine.filter(track__in=homes).exclude(track=report.track).delete()
        report.homes, report.why, report.version = [new_id()], [], report.version + 1
        HomeToken.objects.filter(track=report.track).update(home=report.homes[0])
    report.save(update_fields=["homes", "why", "version"])
    remember(
        "report.part", by=by, at=at, subject=report_id, thing=report.pk, section=Section.OVERVIEW
    )
    return report
