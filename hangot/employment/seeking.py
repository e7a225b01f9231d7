"""What somebody looks for is written down, and what was told to this desk alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.cases.models import Case
from hangot.cases.records import case_to_write
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.employment.offers import Wishes, wished
from hangot.core.employment.rest import Decided
from hangot.core.refusal import Hidden, Missing, Stale
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.employment.models import ENDED, JobLimits, JobSearch
from hangot.employment.queries import steps_of, words_of
from hangot.people import marks
from hangot.people.entries import owned
from hangot.tasks.fire import fire, locked

WORK = Section.EMPLOYMENT
UNKNOWN = Text("목록에 없는 것입니다. 다시 골라 주세요.", "That is not on the list. Choose again.")
DONE_LATER = Text("오늘보다 뒤의 날은 적을 수 없습니다.", "A day in the future cannot be written.")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is written of a search: wishes that all desks of the section read, the track, own limits.

    `benefit`: as the employment centre decided it, where it is known.
    """

    wishes: Wishes
    track: str = ""
    limits: tuple[str, ...] = ()
    benefit: Decided | None = None


def keep(
    *, case_id: UUID, told: Profile, expected: int | None, by: Actor, at: datetime
) -> JobSearch:
    """Begin the search of this desk, or change it; Missing with what cannot be."""
    case = case_of(case_id, by=by, at=at)
    _known(told, by)
    row = JobSearch.objects.filter(case_id=case.pk, agency_id=by.agency).exclude(state__in=ENDED)
    known = row.values_list("pk", flat=True).first()
    found = (
        _begin(case, told, by=by, at=at) if known is None else _change(known, told, expected, by)
    )
    if known is not None:
        noted(found, by=by, at=at)
    _limits(case, told.limits, by=by, at=at)
    marks.track(case.person_id, told.track, by=by, at=at)
    note_entry(case.person_id, WORK, by=by, at=at)
    return found


def step_done(
    *, search_id: UUID, step: str, on: date | None, expected: int | None, by: Actor, at: datetime
) -> JobSearch:
    """A step of the track was done on a day."""
    row = mine(search_id, expected=expected, by=by, at=at)
    track = words_of(by).tracks.get(row.track)
    today = at.astimezone(SEOUL).date()
    if track is None or step not in {one.id for one in track.steps}:
        raise Hidden
    if (on or today) > today:
        raise Missing("on", DONE_LATER)
    done = {**steps_of(row), step: on or today}
    row.steps = json.dumps({name: day.isoformat() for name, day in done.items()})
    return saved(row, by=by, at=at)


def case_of(case_id: UUID, *, by: Actor, at: datetime) -> Case:
    """The case, for who may write of work; Hidden otherwise."""
    case = case_to_write(case_id, "employment.write", WORK, by=by, at=at)
    words_of(by)
    return case


def mine(search_id: UUID, *, expected: int | None, by: Actor, at: datetime) -> JobSearch:
    """An open search of one's own desk, locked."""
    row: JobSearch = locked(JobSearch, search_id, expected=expected)
    may("employment.write", by, Scene(at))
    need(by, row.subject_id, WORK, Level.FULL, at=at)
    if row.agency_id != by.agency or row.state in ENDED:
        raise Hidden
    return row


def saved(row: JobSearch, *, by: Actor, at: datetime) -> JobSearch:
    """The row with its next version, and the entry in the log."""
    row.version += 1
    row.save()
    noted(row, by=by, at=at)
    return row


def noted(row: JobSearch, *, by: Actor, at: datetime) -> None:
    """Something of this search was written."""
    remember("employment.write", by=by, at=at, subject=row.subject_id, thing=row.pk, section=WORK)


def _begin(case: Case, told: Profile, *, by: Actor, at: datetime) -> JobSearch:
    row = JobSearch(
        **owned(case.person_id, WORK, by=by, at=at), case_id=case.pk,
        began_on=at.astimezone(SEOUL).date(), **_columns(told, by),
    )  # fmt: skip
    fire(
        row, "begin", by=by, at=at, scene=Scene(at, sender=by.agency), subject=case.person_id,
        section=WORK, new=True,
    )  # fmt: skip
    return row


def _change(pk: UUID, told: Profile, expected: int | None, by: Actor) -> JobSearch:
    row: JobSearch = locked(JobSearch, pk, expected=expected)
    if expected is None:
        # Somebody of the same desk began it while this form was open.
        raise Stale(0, row.version)
    for name, value in _columns(told, by).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


def _columns(told: Profile, by: Actor) -> Mapping[str, str]:
    track = words_of(by).tracks.get(told.track)
    group = track.group(told.wishes.served) if track is not None else None
    plain = asdict(replace(told.wishes, starts=None, ends=None))
    benefit = asdict(told.benefit) if told.benefit else None
    times = {name: _hour(getattr(told.wishes, name)) for name in ("starts", "ends")}
    return {
        "told": json.dumps({**plain, **times, "benefit": benefit}, ensure_ascii=False),
        "track": told.track,
        "group": group.id if group is not None else "",
    }


def _hour(at: time | None) -> str | None:
    return at.isoformat("minutes") if at is not None else None


def _known(told: Profile, by: Actor) -> None:
    words = words_of(by)
    wished(told.wishes)
    right = (
        set(told.wishes.occupations) <= set(words.occupations)
        and {*told.wishes.limits, *told.limits} <= set(words.traits)
        and (not told.track or told.track in words.tracks)
    )
    if not right:
        raise Missing("list", UNKNOWN)


def _limits(case: Case, limits: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """A new row only where something changed: what was told before stays readable to the desk."""
    newest = JobLimits.objects.filter(case_id=case.pk).order_by("-created_at", "-id").first()
    before = tuple(json.loads(newest.limits)) if newest is not None else ()
    if before != limits:
        JobLimits(
            **owned(case.person_id, WORK, by=by, at=at), case_id=case.pk, limits=json.dumps(limits)
        ).save(force_insert=True)
