"""What a case page, a section and a timeline show, each in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.cases.models import (
    Case,
    CasePointer,
    Closure,
    Incident,
    Need,
    Note,
    Seat,
    SectionSummary,
    ServiceDelivery,
)
from hangot.core.access import Actor, Section
from hangot.core.lives import OUTSIDERS, Life, Step
from hangot.core.rights import Scene, allows
from hangot.files.models import Attachment
from hangot.people.models import ContactPoint, Person
from hangot.tasks.models import Clock, Moved, Task
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.rows import Rows
from hangot.vault.together import Part, together

RECENT = 8
TASKS, CLOCKS, NEEDS = 12, 8, 20
SHOWN = 50  # notes on one page of a section
DRAWN = 60  # events of one kind on a timeline
GUARDED = [section.number for section in Section if section.guarded or section.closed]


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything of a case page that the row policies let one see, newest first."""

    summaries: Sequence[SectionSummary]
    pointers: Sequence[CasePointer]
    seats: Sequence[Seat]
    closures: Sequence[Closure]
    moves: Sequence[Moved]
    tasks: Sequence[Task]
    clocks: Sequence[Clock]
    needs: Sequence[Need]
    points: Sequence[ContactPoint]
    notes: Sequence[Note]
    deliveries: Sequence[ServiceDelivery]

    def scene(self, case: Case, *, at: datetime) -> Scene:
        """What the rules may know of the case."""
        closing = self.closures[0] if self.closures else None
        return Scene(
            at, lead_post=case.lead_post_id, lead_agency=case.agency_id,
            seats=frozenset(seat.post_id for seat in self.seats),
            proposer=closing.proposed_by if closing else None,
            proposer_post=closing.proposed_post if closing else None,
        )  # fmt: skip


# What lies on the desk for this post, soonest first. By the person: an "or" of posts would let the
# single plan read all open tasks of the agency and throw away those of everybody else.
TURNS = """from hangot_task t where t.subject_id = @ and t.agency_id = %(agency)s and t.done_at is null
  and coalesce(t.post_id, %(post)s) = %(post)s
  and (t.post_id is not null or t.duty is null or t.duty = any(%(duties)s))
  order by t.due asc nulls last, t.created_at"""
OPEN_NOTES = "where t.subject_id = @ and t.section <> all(%(guarded)s) order by t.at desc"
GLANCE = (
    Part(SectionSummary, "from hangot_sectionsummary t where t.subject_id = @"),
    Part(CasePointer, "from hangot_casepointer t where t.subject_id = @"),
    Part(Seat, "from hangot_seat t where t.case_id = %(case)s and t.until is null order by t.since"),
    Part(Closure, "from hangot_closure t where t.case_id = %(case)s and t.decided_at is null"
         " order by t.created_at desc limit 1"),
    Part(Moved, "from hangot_moved t where t.subject_id = @"
         f" and t.thing_kind in ('case', 'plan', 'referral') order by t.at desc limit {DRAWN}"),
    Part(Task, f"{TURNS} limit {TASKS}"),
    Part(Clock, "from hangot_clock t where t.subject_id = @"
         f" order by t.met_at desc, t.due limit {CLOCKS}"),
    Part(Need, f"from hangot_need t where t.case_id = %(case)s order by t.created_at limit {NEEDS}"),
    Part(ContactPoint, "from hangot_contactpoint t where t.subject_id = @ and t.ended_at is null"
         " order by t.kind"),
    Part(Note, f"from hangot_note t {OPEN_NOTES} limit {RECENT}"),
    Part(ServiceDelivery, f"from hangot_servicedelivery t {OPEN_NOTES} limit {RECENT}"),
)  # fmt: skip
"""The parts of `Glance`, in its order; `guarded`: GUARDED, which is read in its own section only."""


def open_steps(life: Life, place: str, actor: Actor, scene: Scene) -> list[Step]:
    """The steps a post may take from here, in the order of the table."""
    found = (life.step(place, event) for event in life.events(place))
    return [step for step in found if _may(step, actor, scene)]


def _may(step: Step, actor: Actor, scene: Scene) -> bool:
    insiders = [one for one in step.who if one not in OUTSIDERS]
    if not insiders:
        return False
    return allows(step.right, actor, scene, who=insiders)


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in one section: at most fifty notes, the newest first."""

    notes: Sequence[Note]
    deliveries: Sequence[ServiceDelivery]
    attachments: Sequence[Attachment]
    incidents: Sequence[Incident]
    summaries: Sequence[SectionSummary]
    points: Sequence[ContactPoint]


def content(subject: UUID, section: Section, *, before: datetime | None = None) -> Content:
    """One section of a record in one statement; row policies leave out what is not one's to see."""
    here = {"subject_id": subject, "section": section.number}
    notes = Note.objects.filter(**here).order_by("-at", "-created_at")
    if before:
        notes = notes.filter(at__lt=before)
    points = ContactPoint.objects.filter(**here).order_by("-created_at")[:SHOWN]
    return Content(*together(
        notes[: SHOWN + 1],
        ServiceDelivery.objects.filter(**here).order_by("-at")[:SHOWN],
        Attachment.objects.filter(**here).order_by("-created_at")[:SHOWN],
        Incident.objects.filter(**here).order_by("-created_at"),
        SectionSummary.objects.filter(**here),
        points,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """What happened in a case, oldest first within each kind."""

    moves: Sequence[Moved]
    notes: Sequence[Note]
    deliveries: Sequence[ServiceDelivery]
    clocks: Sequence[Clock]


def course(case: Case) -> Course:
    """The events of a timeline that one may see, in one statement."""
    person = case.person_id
    moves = Moved.objects.filter(subject_id=person, thing_kind__in=("case", "plan", "referral"))
    return Course(*together(
        moves.order_by("-at")[:DRAWN],
        Note.objects.filter(subject_id=person).order_by("-at")[:DRAWN],
        ServiceDelivery.objects.filter(subject_id=person).order_by("-at")[:DRAWN],
        Clock.objects.filter(subject_id=person, met_at=None).order_by("due")[:CLOCKS],
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The cases of a list by subject, and the people in them whose identity one may see."""

    cases: Mapping[UUID, Case]
    people: Mapping[UUID, Person]


LISTED = Rows(
    "from unnest(%s::uuid[]) as wanted(id) join hangot_case c on c.id = wanted.id"
    " left join hangot_person p on p.id = c.person_id"
    " left join hangot_datakey k on k.subject_id = c.person_id",
    only={"c": ("id", "number", "person_id", "lead_post_id", "stage"), "p": ("id", "name")},
    c=Case, p=Person, k=DataKey,
)  # fmt: skip


def listed(case_ids: Collection[UUID]) -> Named:
    """Cases, people and their keys for one page of a list, in one statement."""
    found = LISTED.fetch(list(case_ids))
    keyring.take(key for _, _, key in found if key)
    return Named(
        {case.person_id: case for case, _, _ in found},
        {person.pk: person for _, person, _ in found if person},
    )
