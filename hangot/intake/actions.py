"""A contact arrives, the story is told once, and it becomes help or a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.access import actions as access
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.lookup import NEEDED, identifiers
from hangot.core.rights import Scene, may
from hangot.directory.actions import number
from hangot.intake.calls import attempt, gate, reveal_phone
from hangot.intake.endings import Ending, end, go_on
from hangot.intake.lookup import (
    TOO_MANY,
    Found,
    asked_about,
    look_up,
    look_up_notice,
    own_receipt,
)
from hangot.intake.models import Notice
from hangot.intake.opening import open_case
from hangot.intake.story import FROM_OTHERS, Story, fill, safety_of
from hangot.intake.ways import another_way
from hangot.tasks.actions import close_tasks, open_task, start_clock
from hangot.tasks.clocks import stop_clocks
from hangot.tasks.fire import fire, locked
from hangot.vault import keyring

__all__ = [
    "TOO_MANY",
    "Ending",
    "Found",
    "Sent",
    "Story",
    "another_way",
    "arrive",
    "attempt",
    "change",
    "end",
    "gate",
    "look_up",
    "look_up_notice",
    "open_case",
    "receive",
    "reveal_phone",
    "safety_of",
    "start",
]

OWN = dict.fromkeys(
    (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT, Section.INCIDENT), Level.FULL
)
RECEIVES = ("R", "C", "M", "L")
REPORTED = (*RECEIVES, "P")


@dataclass(frozen=True, slots=True)
class Sent:
    """What comes with a report from elsewhere: whose record it becomes, since when, by which clock.

    `to`: the agency that calls. The clock runs from the report and not from its receipt.
    """

    to: UUID
    at: datetime
    clock: str


def first_clock(story: Story) -> str:
    """The clock of the first call: shorter when somebody says that there is danger."""
    return "first_contact_high" if story.safe == "danger" else "first_contact"


def receive(
    *, story: Story, by: Actor, at: datetime, receipt_id: UUID | None = None,
    sent: Sent | None = None,
) -> Notice:  # fmt: skip
    """Keep a contact as a notice; phone and later visit are the same record."""
    sent = sent or Sent(by.agency, at, first_clock(story))
    notice = Notice(
        centre_id=by.centre, number=number("notice", by=by, at=at), agency_id=sent.to,
        post_id=by.post, reported_at=sent.at,
    )  # fmt: skip
    keyring.create(notice.pk, by.centre)
    fill(notice, story)
    notice.receipt_id = own_receipt(receipt_id).pk if receipt_id else None
    agreed = story.agreed or story.channel not in FROM_OTHERS
    with access.changing(notice.pk):
        access.register(notice.pk, at=at)
        fire(
            notice, "receive", by=by, at=at, new=True, subject=notice.pk, scene=Scene(at),
            holds={"no_investigation_content", *(("agreed_or_basis",) if agreed else ())},
            given={"channel"} if story.channel else (),
        )  # fmt: skip
        # A notice is its agency's own record; duties cap what each post sees of it.
        access.claim(
            notice.pk, OWN, agency=sent.to, code="notice", source=notice.pk, starts=at,
            duties=REPORTED if story.channel in FROM_OTHERS else RECEIVES,
        )  # fmt: skip
        if sent.to != by.agency:
            # Whoever sent it keeps what they sent, and reads nothing that is added here.
            access.claim(
                notice.pk, OWN, agency=by.agency, duties=("P",), code="sent", source=notice.pk,
                starts=at,
            )  # fmt: skip
        _call(notice, sent, by=by, at=at)
    return notice


def _call(notice: Notice, sent: Sent, *, by: Actor, at: datetime) -> None:
    """It is now the turn of the counselling desk to call."""
    clock = start_clock(
        sent.clock, subject=notice.pk, agency=sent.to, thing=notice.pk, at=sent.at, by=by
    )
    open_task(
        "notice.start", subject=notice.pk, agency=sent.to, duty="C", thing_kind="notice",
        thing=notice.pk, at=at, due=clock.due,
    )  # fmt: skip


def change(*, notice_id: UUID, story: Story, expected: int, by: Actor, at: datetime) -> Notice:
    """More is heard, by phone or at the counter: the same record goes on."""
    may("notice.write", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=expected)
    fill(notice, story)
    notice.version += 1
    notice.save()
    remember("notice.write", by=by, at=at, subject=notice.pk, thing=notice.pk)
    return notice


def arrive(*, notice_id: UUID, expected: int | None, by: Actor, at: datetime) -> Notice:
    """The person who called is now at the counter: the phone notice continues."""
    may("notice.write", by, Scene(at))
    notice: Notice = locked(Notice, notice_id, expected=expected)
    notice.visited_at, notice.version = at, notice.version + 1
    notice.save()
    remember("notice.write", by=by, at=at, subject=notice.pk, thing=notice.pk)
    return notice


def start(
    *, notice_id: UUID, receipt_id: UUID | None, expected: int | None, by: Actor, at: datetime
) -> Notice:
    """First counselling begins; only after somebody looked whether the person is known.

    Somebody who said neither two of name, birth date and phone cannot be looked up: the help
    does not wait for that.
    """
    notice: Notice = locked(Notice, notice_id, expected=expected)
    if receipt_id:
        notice.receipt_id = own_receipt(receipt_id).pk
    looked = notice.receipt_id or identifiers(asked_about(notice)) < NEEDED
    fire(
        notice, "start", by=by, at=at, subject=notice.pk, scene=Scene(at),
        holds={"search_receipt"} if looked else (),
    )  # fmt: skip
    stop_clocks(thing=notice.pk, subject=notice.pk, at=at)
    close_tasks(notice.pk, subject=notice.pk, by=by, at=at)
    go_on(notice, by=by, at=at)
    return notice
