"""The districts of a city: each a centre with its staff, cases and reports; and the city's own."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from bench import place
from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import Newcomer, clockwork, employ
from hangot.access.install import write_context_key
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.appointments.opening import open_house
from hangot.config import cluster
from hangot.core.access import Actor
from hangot.core.lookup import parse
from hangot.core.reports.fields import Report
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.intake import actions as intake
from hangot.people.actions import Safety
from hangot.reports import actions as reports
from hangot.reports.following import follow
from hangot.reports.telling import tell
from hangot.vault import centre_keys
from hangot.vault.keys import create

PACK, CITY = "crisis_family", "city"
POSTS = ("reception-1", "case-manager-1", "team-lead", "centre-manager", "statistics", "apo-1")
PASSWORD = "only-for-the-measurement"  # noqa: S105 - guards nothing


@dataclass(frozen=True, slots=True)
class District:
    """One centre, and under which account code somebody of it signs in."""

    centre: Centre

    def account(self, post: str) -> str:
        return f"{self.centre.slug}.{post}"

    @contextmanager
    def at_post(self, slug: str) -> Iterator[Actor]:
        """One transaction in the name of whoever sits on a post."""
        rows = Sitting.objects.filter(centre_id=self.centre.pk).select_related("post")
        seat = rows.get(post__slug=slug, until=None)
        with acting(actor(seat, profile_id=PACK, proved_at=clock.now())) as state:
            yield state.actor


def make(server: cluster.Cluster, name: str, many: int) -> tuple[District, list[District]]:
    """The database anew: the city's centre, and so many districts that answer to it."""
    keys = Path(settings.HANGOT_KEYS)
    if not keys.exists():
        create(keys)
    place.fresh(server, name)
    write_context_key()
    centre_keys.forget()
    city = _open(CITY, Text("시 총괄", "The city"))
    found = []
    for number in range(1, many + 1):
        one = _open(f"d{number}", Text(f"{number}구 센터", f"District {number}"))
        call_command("centre_answer", slug=one.centre.slug, to=CITY, stdout=io.StringIO())
        found.append(one)
    return city, found


def _open(slug: str, label: Text) -> District:
    centre = open_house(PACK, at=clock.now(), slug=slug, label=label)
    by = clockwork(centre)
    staff = [
        Newcomer(f"{slug}.{post}", f"담당 {n}", PASSWORD, post) for n, post in enumerate(POSTS)
    ]
    with acting(by):
        employ(staff, by=by, at=clock.now())
    return District(centre)


def fill(one: District, *, cases: int, handed_in: int) -> None:
    """So many people with an open case, and so many reports, told to the city."""
    at = clock.now()
    with one.at_post("reception-1") as by:
        query = parse("도하람 1997-03-09", at.date())
        receipt = intake.look_up(query=query, reason="new_contact", by=by, at=at).receipt.pk
    for number in range(cases):
        with one.at_post("reception-1") as by:
            notice = intake.receive(story=_story(number), by=by, at=at)
            intake.start(notice_id=notice.pk, receipt_id=receipt, expected=None, by=by, at=at)
        with one.at_post("case-manager-1") as by:
            intake.open_case(
                notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None,
                by=by, at=at,
            )  # fmt: skip
    _reports(one, handed_in, at)


def _story(number: int) -> intake.Story:
    return intake.Story(
        "phone", "yes", story="…", wish="…", name=f"측정{number}",
        birth=date(1980, 1, 1) + timedelta(days=number), phone="01000000000",
        crimes=("domestic_violence",), needs=("safety",), safety=Safety(),
    )  # fmt: skip


def _reports(one: District, many: int, at: datetime) -> None:
    for number in range(many):
        with one.at_post("apo-1") as by:
            told = Report(
                number=f"26-{number}", reported_at=at - timedelta(minutes=number), risk="high",
                name=f"측정{number}", phone=f"0100{number:07}",
            )  # fmt: skip
            reports.take(told=told, source="feed", by=by, at=at)
    follow(one.centre, at=at)
    tell(Centre.objects.get(pk=one.centre.pk), at=at)
