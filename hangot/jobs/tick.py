"""One round of the clock: what is due is done, once, and one failure does not stop the rest."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from hangot.access.context import acting, system
from hangot.access.models import BreakGlass, Once, Parked
from hangot.accounts.models import Login
from hangot.appointments import actions as appointments
from hangot.appointments.models import Appointment
from hangot.appointments.sooner import Freed, pass_on
from hangot.cases import emergency
from hangot.conferences import overdue
from hangot.consent import actions as consents
from hangot.consent.models import Consent, SharingBasis
from hangot.core.access import Actor
from hangot.core.clocks import SEOUL
from hangot.core.refusal import Hidden, NotAllowed
from hangot.directory.models import Agency, Centre
from hangot.eligibility import changing
from hangot.exports import actions as exports
from hangot.exports import making
from hangot.exports.models import Export
from hangot.homevisits import actions as homevisits
from hangot.indicators import city, handing, releasing
from hangot.intake.matching import suspect
from hangot.jobs import post
from hangot.orders import actions as orders
from hangot.packs.active import profile
from hangot.protection import actions as protection
from hangot.referrals import actions as referrals
from hangot.referrals import links
from hangot.referrals.models import AnswerLink, Referral
from hangot.reports import following, importing, measures, telling
from hangot.retention import finding as retention
from hangot.retention import shredding
from hangot.tasks import late
from hangot.tasks.models import Task
from hangot.visits import actions as visits
from hangot.visits.closing import left_open

AT_ONCE = 500
DUTIES = frozenset({"N", "D", "S", "V"})
CANCELLED = ("cancelled_by_person", "cancelled_by_service")
LONG_ENOUGH = 45
AT_NIGHT = 3
LATELY = timedelta(minutes=15)
PARKED, KEPT = timedelta(minutes=30), timedelta(hours=24)
log = logging.getLogger(__name__)


class Chore(NamedTuple):
    """One kind of thing that time causes: what is due for an agency, and what to do with one."""

    name: str
    due: Callable[[Actor, datetime], Iterable[UUID]]
    act: Callable[[UUID, Actor, datetime], object]


def round_of(at: datetime) -> dict[str, int]:
    """Do everything that is due in every centre; how often each thing was done."""
    counts: dict[str, int] = {}
    for centre in Centre.objects.all():
        for by in clocks(centre):
            for chore in CHORES:
                counts[chore.name] = counts.get(chore.name, 0) + _all(chore, by, at)
            counts["messages"] = counts.get("messages", 0) + post.deliver(by, at)
        counts["visits"] = counts.get("visits", 0) + _days_over(centre, at)
        counts["rules"] = counts.get("rules", 0) + _rules(centre, at)
        counts["imports"] = counts.get("imports", 0) + _imports(centre, at)
        counts["reports"] = counts.get("reports", 0) + following.follow(centre, at=at)
        counts["city"] = counts.get("city", 0) + telling.tell(centre, at=at)
        counts["exports"] = counts.get("exports", 0) + _files(centre, at)
        counts["retention"] = counts.get("retention", 0) + _kept_long_enough(centre, at)
        counts["figures"] = counts.get("figures", 0) + releasing.release(centre, at=at)
        counts["city_figures"] = counts.get("city_figures", 0) + city.tell(centre, at=at)
        counts["handings"] = counts.get("handings", 0) + handing.remind(centre, at=at)
        counts["links"] = counts.get("links", 0) + _once_a_centre(centre, at)
    return counts


def clocks(centre: Centre) -> Iterator[Actor]:
    """The clock in each agency of a house."""
    for agency in Agency.objects.filter(centre_id=centre.pk, outside=False).values_list(
        "pk", flat=True
    ):
        yield system(centre.pk, agency, DUTIES, profile=centre.profile)


def _all(chore: Chore, by: Actor, at: datetime) -> int:
    with acting(by):
        waiting = list(chore.due(by, at))
    return sum(_one(chore, pk, by, at) for pk in waiting)


def _one(chore: Chore, pk: UUID, by: Actor, at: datetime) -> bool:
    """One act, one transaction; what somebody did in the meantime is left alone."""
    try:
        with acting(by):
            chore.act(pk, by, at)
    except (Hidden, NotAllowed):
        return False
    except Exception:
        log.exception("%s could not be done", chore.name)
        return False
    return True


def _days_over(centre: Centre, at: datetime) -> int:
    """Reception of the house goes through the days that are over; it alone sees whole visits."""
    by = system(centre.pk, centre.lead_agency_id, DUTIES | {"R"}, profile=centre.profile)
    return _all(DAYS, by, at)


def _once_a_centre(centre: Centre, at: datetime) -> int:
    by = system(centre.pk, centre.lead_agency_id, DUTIES, profile=centre.profile)
    with acting(by):
        Parked.objects.filter(at__lt=at - PARKED).delete()
        Login.objects.filter(expire_date__lt=at).delete()
        Once.objects.filter(at__lt=at - KEPT, centre_id=centre.pk).delete()
    with acting(by):
        return len(suspect(by=by, at=at))


def _rules(centre: Centre, at: datetime) -> int:
    """New figures are tested, and the people they touch counted, in transactions of their own."""
    found = changing.waiting(centre)
    for pk in found:
        try:
            changing.check(pk, centre, at=at)
        except Exception:
            log.exception("a new figure could not be tested")
    return len(found)


def _files(centre: Centre, at: datetime) -> int:
    """Exports that were allowed are made, in transactions of their own; old ones are taken away."""
    by = system(centre.pk, centre.lead_agency_id, DUTIES, profile=centre.profile)
    done = 0
    for pk in making.waiting(centre):
        try:
            done += making.make(pk, centre, at=at)
        except Exception:
            log.exception("an export could not be made")
    return done + _all(LAPSED, by, at)


def _kept_long_enough(centre: Centre, at: datetime) -> int:
    """Records whose time is over are found; who was destroyed is written down outside."""
    shredding.keep_list(centre)
    return retention.find(centre, at=at) if at.astimezone(SEOUL).hour == AT_NIGHT else 0


def _imports(centre: Centre, at: datetime) -> int:
    """Files of reports go on until a minute is nearly over."""
    until = time.monotonic() + LONG_ENOUGH
    return importing.resume(centre, at=at, enough=lambda: time.monotonic() > until)


def _late_referrals(by: Actor, at: datetime) -> Iterable[UUID]:
    rows = Referral.objects.filter(from_agency=by.agency, state="sent", due__lte=at)
    return rows.order_by("due").values_list("pk", flat=True)[:AT_ONCE]


def _mine(by: Actor) -> Q:
    return Q(asked_by_agency=by.agency, state="given")


def _ended_consents(by: Actor, at: datetime) -> Iterable[UUID]:
    rows = Consent.objects.filter(_mine(by), ends__lte=at)
    return rows.order_by("ends").values_list("pk", flat=True)[:AT_ONCE]


def _ending_consents(by: Actor, at: datetime) -> Iterable[UUID]:
    """Near their end, and nobody was told yet."""
    # It ends at the midnight after its last day; the warning comes so many days before that day.
    soon = at + timedelta(days=profile(by.profile).consent.warn_days + 1)
    rows = Consent.objects.filter(_mine(by), ends__gt=at, ends__lte=soon)
    told = Task.objects.filter(what="consent.renew", agency_id=by.agency, thing_kind="consent")
    known = set(told.values_list("thing_id", flat=True))
    return [pk for pk in rows.values_list("pk", flat=True) if pk not in known][:AT_ONCE]


def _warn(pk: UUID, _by: Actor, at: datetime) -> None:
    consents.warn(Consent.objects.get(pk=pk), at=at)


def _over_bases(by: Actor, at: datetime) -> Sequence[UUID]:
    """At their end, or used in haste and not approved in time."""
    unconfirmed = Q(decided_at=None, approve_by__lte=at)
    rows = SharingBasis.objects.filter(
        Q(ends__lte=at) | unconfirmed, proposed_agency=by.agency, state="active"
    )
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _open_glasses(by: Actor, at: datetime) -> Iterable[UUID]:
    rows = BreakGlass.objects.filter(agency_id=by.agency, state="opened", ends_at__lte=at)
    return rows.order_by(F("ends_at")).values_list("pk", flat=True)[:AT_ONCE]


def _held_too_long(by: Actor, at: datetime) -> Iterable[UUID]:
    rows = Appointment.objects.filter(
        made_agency=by.agency, state="proposed", hold_until__lte=at, itinerary__isnull=False
    )
    found = rows.order_by("hold_until").values_list("itinerary", flat=True)[:AT_ONCE]
    return list(dict.fromkeys(found))


def _given_back(_: Actor, at: datetime) -> Iterable[UUID]:
    """Cancelled since the last rounds, by whomever, and not over yet."""
    rows = Appointment.objects.filter(
        state__in=CANCELLED, ended_at__gt=at - LATELY, ended_at__lte=at, starts__gt=at
    )
    return rows.order_by("ended_at").values_list("pk", flat=True)[:AT_ONCE]


def _offer_on(pk: UUID, by: Actor, at: datetime) -> None:
    """A partner that cancels sees none of those whom this agency would ask."""
    one = Appointment.objects.get(pk=pk)
    if pass_on(Freed(one.post_id, one.starts, one.ends), by=by, at=at) is None:
        raise Hidden


def _over_links(by: Actor, at: datetime) -> Iterable[UUID]:
    """At their end, or made for a referral that is over."""
    rows = AnswerLink.objects.filter(from_agency=by.agency, ended_at=None)
    over = Q(ends__lte=at) | ~Q(referral__state__in=links.OPEN) | Q(referral__frozen_at__lte=at)
    return rows.filter(over).order_by("ends").values_list("pk", flat=True)[:AT_ONCE]


DAYS = Chore(
    "visits",
    lambda _, at: left_open(at)[:AT_ONCE],
    lambda pk, by, at: visits.close_day(visit_id=pk, by=by, at=at),
)
LAPSED = Chore(
    "exports",
    lambda _, at: Export.objects.filter(
        state__in=("asked", "allowed", "made"), ends__lte=at
    ).values_list("pk", flat=True)[:AT_ONCE],
    lambda pk, by, at: exports.lapse(pk, by=by, at=at),
)
CHORES: tuple[Chore, ...] = (
    Chore("referrals", _late_referrals, lambda pk, by, at: referrals.expire(pk, by=by, at=at)),
    Chore("consents", _ended_consents, lambda pk, by, at: referrals.end_consent(pk, by=by, at=at)),
    Chore("warnings", _ending_consents, _warn),
    Chore("bases", _over_bases, lambda pk, by, at: referrals.lapse_basis(pk, by=by, at=at)),
    Chore("answer_links", _over_links, lambda pk, _, at: links.end(pk, at=at)),
    Chore("sooner", _given_back, _offer_on),
    Chore("holds", _held_too_long, lambda pk, by, at: appointments.lapse(pk, by=by, at=at)),
    Chore("orders", orders.over, lambda pk, by, at: orders.lapse(pk, by=by, at=at)),
    Chore("order_ends", orders.to_warn, lambda pk, _, at: orders.warn(pk, at=at)),
    Chore("actions", overdue.overdue, lambda pk, by, at: overdue.lapse(pk, by=by, at=at)),
    Chore("home_visits", homevisits.overdue, lambda pk, by, at: homevisits.lapse(pk, by=by, at=at)),
    Chore("lendings", protection.overdue, lambda pk, by, at: protection.fall_due(pk, by=by, at=at)),
    Chore("lending_ends", protection.ending, lambda pk, _, at: protection.remind(pk, at=at)),
    Chore("free", protection.served, lambda pk, _, at: protection.tell_free(pk, at=at)),
    Chore("measures", measures.overdue, lambda pk, by, at: measures.warn(pk, by=by, at=at)),
    Chore("clocks", late.ran_out, lambda pk, by, at: late.tell(pk, by=by, at=at)),
    Chore("break_glass", _open_glasses, lambda pk, by, at: emergency.time_out(pk, by=by, at=at)),
)
