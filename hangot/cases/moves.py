"""Moving a case through its stages: what each step needs to be told, and what it leaves behind."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hangot.accounts.queries import sitters
from hangot.cases.actions import advance
from hangot.cases.checking import arrange
from hangot.cases.models import Case
from hangot.cases.records import put_note
from hangot.core.access import Actor, Section
from hangot.core.clocks import SEOUL
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.tasks.actions import due_at, open_task

DECISION = Text("{day} 회의에서 결정", "Decided by the conference of {day}")
TWO = Text("확인을 부탁한 보호책임자: {name}", "Safety officer asked to confirm: {name}")


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step of a case; each step takes what its table asks for.

    `reason` is a code of the house's lists and goes into the log; `words` are kept as a note.
    `decided_on`: the day of a conference with a quorum that decided it; only the conference says so.
    """

    kind: str = ""
    reason: str = ""
    words: str = ""
    told: str = ""
    decided_on: date | None = None
    second_post: UUID | None = None
    owner_post: UUID | None = None
    until: datetime | None = None


def move(
    *, case_id: UUID, event: str, said: Said, expected: int | None, by: Actor, at: datetime
) -> Case:
    """Move a case by one event; NotAllowed for the wrong post or state, Missing for what is not told."""
    second = _second(said, by, at=at)
    case = advance(
        case_id=case_id, event=event, expected=expected, by=by, at=at, selection=said.kind,
        reason=said.reason or None, review_at=said.until, holds=_held(said, second),
        given=_given(said, second),
    )  # fmt: skip
    if text := _text(said, second):
        put_note(case.person_id, Section.OVERVIEW, text, what="other", case=case, by=by, at=at)
    _turn(case, event, said, by=by, at=at)
    return case


def _second(said: Said, by: Actor, *, at: datetime) -> str:
    """The safety officer who is asked to confirm an urgent selection, never the actor; or empty."""
    chosen = said.second_post
    post = Post.objects.filter(pk=chosen, duties__contains=["S"]).first() if chosen else None
    if post is None or post.pk == by.post:
        return ""
    worker = sitters([post.pk], at=at).get(post.pk)
    return str(worker.name) if worker and worker.pk != by.worker else ""


def _held(said: Said, second: str) -> set[str]:
    pairs = (("conference_quorum", said.decided_on), ("two_people", second))
    return {name for name, true in pairs if true}


def _given(said: Said, second: str) -> set[str]:
    pairs = (
        ("decision", said.decided_on), ("kind", said.kind), ("reason", said.reason or said.words),
        ("second_person", second), ("told", said.told), ("review_date", said.until),
        ("changed", said.words), ("aftercare_owner", said.owner_post), ("dates", said.until),
    )  # fmt: skip
    return {name for name, value in pairs if value}


def _text(said: Said, second: str) -> str:
    """What is kept as a note of the overview, in the language it was written in."""
    parts = [said.words, said.told]
    if second:
        parts.insert(0, str(TWO.format(name=second)))
    if said.decided_on:
        day = said.decided_on.isoformat()
        parts.insert(0, str(DECISION.format(day=day)))
    return "\n".join(part for part in parts if part)


SUSPENDED, AFTERCARE = "suspend", "begin_aftercare"


def _turn(case: Case, event: str, said: Said, *, by: Actor, at: datetime) -> None:
    """Whose turn it is next, where the date comes with the step and not from a clock."""
    if event == "select_urgent":
        open_task(
            "case.ratify", subject=case.person_id, agency=case.agency_id, duty="L",
            thing_kind="case", thing=case.pk, at=at, due=due_at(by, "ratify", at),
        )  # fmt: skip
        # The actor named the second person; that the officer agreed says the officer alone.
        open_task(
            "case.confirm_urgent", subject=case.person_id, agency=case.agency_id,
            post=said.second_post, thing_kind="case", thing=case.pk, at=at,
            due=due_at(by, "ratify", at),
        )  # fmt: skip
    elif event == SUSPENDED:
        open_task(
            "case.resume", subject=case.person_id, agency=case.agency_id, post=case.lead_post_id,
            thing_kind="case", thing=case.pk, at=at, due=said.until, soft=True,
        )  # fmt: skip
    elif event == AFTERCARE and said.owner_post and said.until:
        arrange(case, said.owner_post, said.until.astimezone(SEOUL).date(), by=by, at=at)
