"""The lines of Today: what is my turn, what others owe us, what ends this week."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hangot.access.context import current
from hangot.access.queries import HELD
from hangot.cases.models import Case
from hangot.core.access import Actor
from hangot.core.contact_rules import hours_of
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.contacts.people import named
from hangot.desk.links import link
from hangot.desk.task_words import drawn
from hangot.directory.queries import House
from hangot.intake.models import Notice
from hangot.intake.story import rule_of, safety_of
from hangot.people.models import Person
from hangot.referrals.models import Referral
from hangot.tasks.models import Task
from hangot.tasks.queries import turns
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.rows import Rows

SIZE = 20
OF_HOUSE = 50
WAITING = 10
WEEK = timedelta(days=7)
HELD_BACK = Text("", "")
CONSENTS = Text("동의 기간", "Consents")


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of tasks ended: its due moment (NEVER for none) and id."""

    due: datetime
    pk: UUID


@dataclass(frozen=True, slots=True)
class Who:
    """For whom something is: the records one may see of a subject."""

    person: Person | None = None
    case: Case | None = None
    notice: Notice | None = None

    @property
    def name(self) -> Text:
        """The name where one may read it, else nothing: the number stands for the person."""
        if self.person:
            return named(self.person.name)
        return named(self.notice.name, self.notice.alias) if self.notice else HELD_BACK

    @property
    def number(self) -> Text:
        """The number of the case or contact."""
        if self.case:
            return Text(f"사례 {self.case.number}", f"case {self.case.number}")
        if self.notice:
            return Text(f"접수 {self.notice.number}", f"contact {self.notice.number}")
        return Text("", "")

    @property
    def hours(self) -> Text:
        """When a contact may be called."""
        windows = rule_of(safety_of(self.notice)).windows if self.notice else ()
        if not windows:
            return Text("", "")
        span = hours_of(windows[0])
        return Text(f"{span.ko}에만 통화", f"calls only {span.en}")

    def line(self) -> Text:
        """Name, number and hours, whatever of it is known."""
        parts = [part for part in (self.name, self.number, self.hours) if part.ko]
        return Text(" · ".join(p.ko for p in parts), " · ".join(p.en for p in parts))


NOBODY = Who()


def of_the_house(actor: Actor) -> list[Task]:
    """What a post has to do that is about no person, such as a report of the year."""
    rows = Task.objects.filter(
        subject_id=actor.centre, agency_id=actor.agency, duty__in=actor.duties, done_at=None
    )
    return list(rows.order_by("due", "pk")[:OF_HOUSE])


def tasks(actor: Actor, *, after: After | None) -> list[Task]:
    """One more task of one's turn than a page shows."""
    if after is None:
        return turns(actor, most=SIZE + 1)
    return turns(actor, most=SIZE + 1, due=after.due, after=after.pk)


LOOKED = 100
# What ends within the week, counted where it lies; nobody counts further than LOOKED. The kind ""
# is people with consents that end, "+" how many consents those are.
ENDING = """
(select jsonb_object_agg(what, many) from (
  select what, count(*) as many from (
    select what from hangot_clock where agency_id = %(agency)s and met_at is null
      and paused_at is null and due > %(at)s and due <= %(until)s order by due limit %(looked)s) clocks group by what
  union all
  select told.what, told.many from (select count(distinct subject_id) as people, count(*) as all_
    from (select subject_id from hangot_consent where asked_by_agency = %(agency)s and state = 'given'
      and ends > %(at)s and ends <= %(until)s order by ends limit %(looked)s) consents) ending
    cross join lateral (values ('', people), ('+', all_)) told(what, many)) kinds)
"""
THEIRS = Rows(
    "from (values (1)) one left join lateral (select r.* from (select * from hangot_referral"  # noqa: S608 - our own words
    " where %(finds)s and from_agency = %(agency)s and sent_at is not null and frozen_at is null"
    # Written out: the partial index is for these states, a value would not be seen to fit it.
    " and state in ('sent', 'expired', 'accepted', 'scheduled', 'in_service')"
    " order by due nulls last, id limit %(tried)s) r"
    # Only about people one has to do with; a colleague's referral would be a row without a name.
    f" where exists (select from hangot_accessrow t where t.subject_id = r.subject_id and {HELD})"
    " order by r.due nulls last, r.id limit %(shown)s) r on true order by r.due nulls last, r.id",
    only={"r": ("id", "subject_id", "state", "due", "service_id")}, beside=ENDING, r=Referral,
)  # fmt: skip


Theirs = tuple[list[Referral], Mapping[str, int]]


def theirs(actor: Actor, *, finds: bool, at: datetime) -> Callable[[], Theirs]:
    """The first referrals another agency must answer, and what ends within a week (`ENDING`).

    Without `finds` no referrals. Asked along with the next statement, told by calling the result.
    """
    asked = current().teller.soon(THEIRS.sql, {
        "agency": actor.agency, "post": actor.post, "duties": sorted(actor.duties),
        "purpose": current().purpose.value, "finds": finds, "tried": WAITING * 2, "shown": WAITING,
        "looked": LOOKED, "at": at, "until": at + WEEK,
    })  # fmt: skip

    def told() -> Theirs:
        found = asked()
        return [referral for (referral,) in THEIRS.made(found) if referral], found[0][-1]

    return told


PEOPLE = Rows(
    "from unnest(%s::uuid[]) as wanted(id)"
    " left join hangot_person p on p.id = wanted.id left join hangot_notice n on n.id = wanted.id"
    " left join hangot_datakey k on k.subject_id = wanted.id left join lateral (select id, number, person_id from"
    " hangot_case where person_id = wanted.id order by registered_at desc limit 1) c on true",
    only={
        "p": ("id", "name"), "n": ("id", "number", "name", "alias", "contact"),
        "c": ("id", "number", "person_id"),
    },
    p=Person, n=Notice, k=DataKey, c=Case,
)  # fmt: skip


def people(subjects: Iterable[UUID]) -> Mapping[UUID, Who]:
    """What one may see of these subjects, with their keys and latest case: one statement."""
    found: dict[UUID, Who] = {pk: Who() for pk in subjects}
    for person, notice, key, case in PEOPLE.fetch(list(found)):
        keyring.take([key] if key else [])
        for subject in (person and person.pk, notice and notice.pk, case and case.person_id):
            if subject:
                found[subject] = Who(person, case, notice)
    return found


def task_row(task: Task, who: Who, *, now: datetime) -> dict[str, Any]:
    """One task as the list draws it: what, for whom, until when, and one button."""
    return {
        **drawn(task, case=who.case.pk if who.case else None, now=now), "done_url": link("task_done", task.pk),
        "line": who.line(), "suffix": who.number,
        "icon": "phone" if task.what == "notice.reach" else "",
    }  # fmt: skip


def waiting_row(referral: Referral, who: Who, pack: Profile, here: House) -> dict[str, Any]:
    """A referral that another agency must answer; neither its service nor its agency is named."""
    life = pack.life("referral")
    return {
        "url": link("referral", referral.pk), "what": _what(referral, pack, here), "name": who.name,
        "number": who.number, "state": life.label(referral.state),
        "turn": pack.turns[life.turn(referral.state)], "due": referral.due,
    }  # fmt: skip


def _what(referral: Referral, pack: Profile, here: House) -> Text:
    service = here.every.get(referral.service_id)
    agency = here.agencies.get(service.agency_id) if service else None
    domain = pack.lists["service_domains"].get(service.domain) if service else None
    if domain is None or agency is None or agency.guarded:
        return Text("의뢰", "Referral")
    return Text(f"{domain.label.ko} 의뢰", f"Referral: {domain.label.en}")


def ending(found: Mapping[str, int], pack: Profile) -> list[tuple[Text, str]]:
    """What ends this week, as kinds and how many, in the order of the pack; "7+" where nobody counts on."""
    clocks = [(clock.label, found.get(clock.id, 0)) for clock in pack.clocks.values()]
    more = sum(many for kind, many in found.items() if kind not in ("", "+")) >= LOOKED
    lines = [(CONSENTS, found.get("", 0), found.get("+", 0) >= LOOKED)]
    lines += [(label, many, more) for label, many in clocks]
    return [(label, f"{many}+" if on else str(many)) for label, many, on in lines if many]
