"""What is known of somebody's search for work, as far as one may see it, and what the house offers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from hangot.benefits.models import GRANTED, Benefit
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.debts.figures import Figures, Unknown
from hangot.core.eligibility.days import DaysOff
from hangot.core.employment.days import Lesson
from hangot.core.employment.matching import Match, in_order, match
from hangot.core.employment.offers import PERS, Offer, Wishes
from hangot.core.employment.rest import Decided
from hangot.core.employment.words import WorkWords
from hangot.core.refusal import Hidden
from hangot.eligibility import ruling
from hangot.eligibility.facts import Told, asked_for, told
from hangot.employment.models import (
    ENDED,
    Course,
    Enrolment,
    Introduction,
    JobCheck,
    JobLimits,
    JobSearch,
    RecognitionDay,
    Vacancy,
)
from hangot.packs.active import profile
from hangot.vault.together import together

LEAST = "minimum_wage"
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Seeking:
    """One case: the search one works on or reads, earlier ones, and everything that hangs on it.

    `wishes` hold what was told to this desk alone, too. `mine`: this desk goes on with it.
    """

    row: JobSearch | None
    wishes: Wishes
    steps: Mapping[str, date]
    mine: bool
    earlier: Sequence[JobSearch]
    introductions: Sequence[Introduction]
    enrolments: Sequence[Enrolment]
    recognitions: Sequence[RecognitionDay]
    checks: Sequence[JobCheck]
    limits: tuple[str, ...]
    vacancies: Sequence[Vacancy]
    courses: Sequence[Course]
    facts: Mapping[str, Told]
    granted: Sequence[Benefit]

    @property
    def lessons(self) -> list[Lesson]:
        """The courses somebody goes to."""
        return [lesson_of(one.course) for one in self.enrolments if one.outcome != "left"]


def words_of(by: Actor) -> WorkWords:
    """What this centre says of work; Hidden where it keeps no searches."""
    words = profile(by.profile).employment
    if not words.offered:
        raise Hidden
    return words


def seeking(case: Case, by: Actor, *, on: date) -> Seeking:
    """What row security shows of a case, and what is open on a day. One statement."""
    searches, subject = JobSearch.objects.filter(case_id=case.pk), case.person_id
    inside = {"search__in": searches.values("pk")}
    found = together(
        searches.order_by("-created_at", "-id"),
        JobLimits.objects.filter(case_id=case.pk).order_by("-created_at", "-id")[:1],
        Introduction.objects.filter(**inside).select_related("vacancy").order_by("-on", "-id"),
        Enrolment.objects.filter(**inside).select_related("course").order_by("course__first"),
        RecognitionDay.objects.filter(**inside).order_by("on"),
        JobCheck.objects.filter(**inside).order_by("due"),
        vacancies(),
        courses(on),
        asked_for(subject),
        Benefit.objects.filter(subject_id=subject, state__in=GRANTED).order_by("-decided_at"),
    )
    rows, limits, introductions, enrolments, days, checks, offered, teaching, said, granted = found
    row = _chosen(rows, by)
    own = tuple(json.loads(limits[0].limits)) if limits else ()
    return Seeking(
        row, wishes_of(row, own), steps_of(row),
        mine=row is not None and row.agency_id == by.agency, limits=own,
        earlier=[one for one in rows if one != row],
        introductions=introductions, enrolments=enrolments, recognitions=days, checks=checks,
        vacancies=offered, courses=teaching, granted=granted,
        facts=told(subject, figures(on=on, by=by).rules, on=on, rows=said),
    )  # fmt: skip


def _chosen(rows: Sequence[JobSearch], by: Actor) -> JobSearch | None:
    """The open one of one's own desk, else an open one of another, else the newest."""
    live = [one for one in rows if one.state not in ENDED]
    own = [one for one in live if one.agency_id == by.agency]
    return next(iter([*own, *live, *rows]), None)


def wishes_of(row: JobSearch | None, limits: Sequence[str] = ()) -> Wishes:
    """Stored wishes, with those that were told to this desk alone."""
    if row is None:
        return Wishes(limits=tuple(limits))
    kept = json.loads(row.told)
    said: dict[str, Any] = {
        **{name: tuple(kept[name]) for name in ("occupations", "places", "days", "musts")},
        **{name: _time(kept[name]) for name in ("starts", "ends")},
        **{name: kept[name] for name in ("pay", "per", "served")},
    }
    skills = None if kept["skills"] is None else tuple(kept["skills"])
    return Wishes(**said, skills=skills, limits=tuple(dict.fromkeys((*kept["limits"], *limits))))


def benefit_of(row: JobSearch | None) -> Decided | None:
    """The benefit as it was decided, where somebody wrote it down."""
    kept = json.loads(row.told).get("benefit") if row is not None else None
    return Decided(**kept) if kept else None


def steps_of(row: JobSearch | None) -> Mapping[str, date]:
    """The days on which steps of the track were done."""
    kept = json.loads(row.steps) if row is not None and row.steps else {}
    return {name: date.fromisoformat(day) for name, day in kept.items()}


def vacancies() -> QuerySet[Vacancy]:
    """What is open in the house, the newest first."""
    return Vacancy.objects.filter(closed_at=None).order_by("-created_at", "-id")[:MOST_SHOWN]


def courses(on: date) -> QuerySet[Course]:
    """Courses that have not ended, by the day they begin."""
    open_ones = Course.objects.filter(closed_at=None, last__gte=on)
    return open_ones.order_by("first", "id")[:MOST_SHOWN]


def matched(found: Seeking, words: WorkWords, on: date) -> list[tuple[Vacancy, Match]]:
    """Every open vacancy with its reasons, in the order that is said on the page."""
    by_offer = {
        id(offer := offer_of(row)): (row, match(found.wishes, offer, words))
        for row in found.vacancies
    }
    ordered = in_order([one for _, one in by_offer.values()], on)
    return [by_offer[id(one.offer)] for one in ordered]


def offer_of(row: Vacancy) -> Offer:
    """A stored vacancy."""
    per: Any = row.per if row.per in PERS else None
    return Offer(
        row.title, row.employer, row.occupation, row.place, row.pay, per, tuple(row.days), row.starts,
        row.ends, tuple(row.needs), tuple(row.likes), tuple(row.traits) if row.asked else None,
        row.until,
    )  # fmt: skip


def lesson_of(row: Course) -> Lesson:
    """A stored course."""
    return Lesson(row.title, row.first, row.last, tuple(row.days), row.starts, row.ends)


def figures(*, on: date, by: Actor) -> Figures:
    """The figures of the rules the centre uses, on a day."""
    return Figures(ruling.in_use(by.centre, profile(by.profile).rules).rules, on)


def off(by: Actor) -> DaysOff:
    """Days on which nobody works, by the calendar of the rules."""
    return ruling.in_use(by.centre, profile(by.profile).rules).rules.off


def least_pay(*, on: date, by: Actor) -> int | None:
    """The minimum wage an hour on a day; None where the rules do not know it."""
    try:
        return figures(on=on, by=by).whole(LEAST)
    except Unknown:
        return None


def _time(typed: str | None) -> time | None:
    return time.fromisoformat(typed) if typed else None
