"""The small house: founded from the pack, with its cast, its rota and some people with cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from bench import place
from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import clockwork, employ, found
from hangot.access.install import write_context_key
from hangot.accounts.models import Sitting
from hangot.accounts.queries import actor
from hangot.appointments.asking import Ask
from hangot.appointments.opening import open_books
from hangot.appointments.planning import offers, snapshot
from hangot.cases.models import Case
from hangot.config import cluster
from hangot.core.access import Actor
from hangot.core.lookup import parse
from hangot.demo.cast import newcomers
from hangot.directory.models import Service
from hangot.intake import actions as intake
from hangot.packs.active import profile
from hangot.people.actions import Safety
from hangot.vault import centre_keys
from hangot.vault.keys import create

PACK = "crime_victim"


def make(server: cluster.Cluster, name: str, people: int) -> list[Case]:
    """The database anew, and so many cases in it, all led by the same counsellor."""
    keys = Path(settings.HANGOT_KEYS)
    if not keys.exists():
        create(keys)
    place.fresh(server, name)
    write_context_key()
    centre_keys.forget()
    at = clock.now()
    boss = clockwork(found(PACK, at=at))
    with acting(boss):
        employ(newcomers(), by=boss, at=at)
        open_books(profile(PACK), by=boss)
    with at_post("reception-1") as by:
        query = parse("도하람 1997-03-09", date(2026, 9, 2))
        receipt = intake.look_up(query=query, reason="new_contact", by=by, at=at).receipt.pk
    return [_case(number, receipt, at) for number in range(people)]


@contextmanager
def at_post(slug: str) -> Iterator[Actor]:
    """One transaction in the name of whoever sits on a post."""
    seat = Sitting.objects.select_related("post").get(post__slug=slug, until=None)
    now = clock.now()
    with acting(actor(seat, profile_id=PACK, proved_at=now, address="192.0.2.7")) as state:
        yield state.actor


def look() -> None:
    """Plan for somebody once, as a server has done that runs since this morning."""
    with at_post("counsellor-1") as by:
        case = Case.objects.all()[0]
        (service,) = Service.objects.filter(slug="moving-cost").values_list("pk", flat=True)
        day = clock.now().date() + timedelta(days=3)
        offers(snapshot(case.person_id, Ask((service,), day, day), by=by, at=clock.now()))


def _case(number: int, receipt: UUID, at: datetime) -> Case:
    story = intake.Story(
        "phone", "yes", story="…", wish="…", name=f"측정{number}",
        birth=date(1980, 1, 1) + timedelta(days=number), phone="01000000000",
        crimes=("stalking",), needs=("safety",), safety=Safety(),
    )  # fmt: skip
    with at_post("reception-1") as by:
        notice = intake.receive(story=story, by=by, at=at)
        intake.start(notice_id=notice.pk, receipt_id=receipt, expected=None, by=by, at=at)
    with at_post("counsellor-1") as by:
        case: Case = intake.open_case(
            notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None,
            by=by, at=at,
        )  # fmt: skip
    return case
