"""Reports as the desks read them: one, those one sent, the history of a home, and the counts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Sum

from hangot.access.context import deriving
from hangot.core.refusal import Hidden
from hangot.core.reports.funnel import Event, Place
from hangot.core.reports.funnel import place as place_of
from hangot.intake.models import Notice
from hangot.reports.models import CitySum, Followed, ImportBatch, Report, Turned
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

SIZE = 50
EARLIER = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and its notice where one may read that: whoever sent it may not."""

    report: Report
    notice: Notice | None


def report_of(report_id: UUID) -> Report:
    """A report, by the id of its notice; Hidden when there is none, or none of one's business."""
    found = Report.objects.filter(pk=report_id).first()
    if found is None:
        raise Hidden
    return found


def told(report_id: UUID) -> Told:
    """A report as its page shows it."""
    found, notices, keys = together(
        Report.objects.filter(pk=report_id),
        Notice.objects.filter(pk=report_id),
        DataKey.objects.filter(pk=report_id),
    )
    if not found:
        raise Hidden
    keyring.take(keys)
    return Told(found[0], notices[0] if notices else None)


def members(report: Report) -> list[dict[str, Any]]:
    """Who lives there, as the report said: role, name, birth."""
    return list(json.loads(report.members)) if report.members else []


def history(report: Report) -> list[Report]:
    """Other reports of the same home that one may see, newest first; of others not even how many."""
    rows = Report.objects.filter(homes__overlap=report.homes).exclude(pk=report.pk)
    return list(rows.select_related("notice").order_by("-reported_at", "-pk")[:EARLIER])


def sent_by(post: UUID) -> list[Report]:
    """What a post sent, newest first; keys loaded."""
    rows = list(Report.objects.filter(from_post=post).order_by("-taken_at", "-pk")[:SIZE])
    keyring.load([row.pk for row in rows])
    return rows


def events(first: date, until: date, *, district: str = "") -> Iterable[tuple[str, Event]]:
    """What happened to the reports of a span of days, each with its district; `until` excluded."""
    rows = Followed.objects.filter(reported_on__gte=first, reported_on__lt=until)
    if district:
        rows = rows.filter(district=district)
    return [
        (place, Event(track, what, at))
        for place, track, what, at in rows.values_list("district", "track", "what", "at")
    ]


def to_count(centre: UUID, first: date, until: date) -> list[tuple[str, Event]]:
    """The same for whoever counts and may see no report: for sums, and nothing else."""
    with deriving(centre):
        return list(events(first, until))


def standing(place: Place, first: date, until: date, *, district: str = "") -> list[UUID]:
    """The contacts of the reports that stand in one place, as far as one may read them."""
    of: dict[UUID, list[Event]] = {}
    for _, event in events(first, until, district=district):
        of.setdefault(event.report, []).append(event)
    tracks = [track for track, found in of.items() if place_of(found) == place]
    rows = Report.objects.filter(track__in=tracks).order_by("-reported_at")
    return list(rows.values_list("notice_id", flat=True)[:SIZE])


def told_to(centre: UUID, year: int) -> list[CitySum]:
    """What the centres that answer to this one told of a year, by name."""
    return list(CitySum.objects.filter(to_centre=centre, year=year).order_by("label_ko", "pk"))


def turned_away(first: date, until: date) -> int:
    """How many reports were not taken because the home had not agreed."""
    rows = Turned.objects.filter(day__gte=first, day__lt=until)
    return int(rows.aggregate(all=Sum("many"))["all"] or 0)


def batch_of(batch_id: UUID) -> ImportBatch:
    """A file one uploaded, with its key; Hidden for anybody else's."""
    found, keys = together(
        ImportBatch.objects.filter(pk=batch_id), DataKey.objects.filter(pk=batch_id)
    )
    if not found:
        raise Hidden
    keyring.take(keys)
    batch: ImportBatch = found[0]
    return batch
