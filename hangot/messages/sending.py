"""The one way out of the house: judge, take, send, say what came of it.

At most once: a message is taken in a transaction of its own before it goes, and only what was
certainly not taken by the other side goes again. If the machine stops in between, nobody knows
whether it went: it is never sent again by itself, somebody looks at it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.context import delivering
from hangot.core.access import Actor, Section
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import Answer, Verdict
from hangot.core.messages.reasons import WAITS, Reason
from hangot.core.messages.wording import BY_STAFF, LEADS_TO, Messages, fill
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene
from hangot.messages import judging
from hangot.messages.models import Attempt, Message
from hangot.messages.turns import turn
from hangot.messages.ways.choosing import way
from hangot.messages.ways.port import Letter, NotSentError
from hangot.packs.active import profile
from hangot.tasks.fire import fire, follow, locked

BACKOFF = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
LOST = timedelta(minutes=15)
"""So long nobody takes to send one message."""
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: `went`, `not_now`, `never` or `unknown`."""

    name: str


def take(message_id: UUID, *, over: bool, by: Actor, at: datetime) -> Letter | None:
    """Ask the gate and take a message for sending; None where it does not go now.

    `over`: what it is about has ended, as layers above know.
    """
    row: Message = locked(Message, message_id, expected=None)
    if row.state != "waiting" or row.not_before > at:
        raise Hidden
    with delivering(row.subject_id):
        about = judging.known(row.subject_id, by=by, at=at)
        answer = judging.judge(row, about, over=over, by=by, at=at)
        if not answer.goes or at >= row.not_after:
            _stays(row, answer, about, by=by, at=at)
            return None
        return _goes(row, answer, about, by=by, at=at)


def _goes(
    row: Message, answer: Answer, about: judging.Known, *, by: Actor, at: datetime
) -> Letter | None:
    if Channel(row.channel) in BY_STAFF:
        _log(row, answer, "handed", at=at)
        _fire(row, "hand", by=by, at=at, holds=("gate_lets_through",))
        turn(row, "message.call" if row.channel == "phone" else "message.print", by=by, at=at)
        return None
    row.tries, row.claimed_at = row.tries + 1, at
    _log(row, answer, "begun", at=at)
    _fire(row, "claim", by=by, at=at, holds=("gate_lets_through",))
    return _letter(row, answer, about, by=by)


def _letter(row: Message, answer: Answer, about: judging.Known, *, by: Actor) -> Letter:
    """The only place where a letter is made: after the gate, inside the transaction that takes it."""
    house: Messages = profile(by.profile).messages
    template, channel = house.templates[row.template], Channel(row.channel)
    sender = house.sender.en if row.language == "en" else house.sender.ko
    return Letter(
        f"{row.pk}-{row.tries}", channel, row.template, str(about.points[LEADS_TO[channel]].value),
        fill(template, answer.verdict, row.values, row.language), sender, template.talk,
    )  # fmt: skip


def _stays(row: Message, answer: Answer, about: judging.Known, *, by: Actor, at: datetime) -> None:
    """It does not go now: later, after staff was asked, or not at all and somebody's turn."""
    if answer.reason is Reason.ENDED:
        _log(row, answer, "dropped", at=at)
        row.ended_at = at
        follow(row, "drop", by=by, at=at, subject=row.subject_id, section=Section.CONTACT)
        return
    later = _later(row, about, by=by, at=at) if answer.reason in WAITS else None
    if later:
        _log(row, answer, "waits", at=at)
        row.not_before, row.version = later, row.version + 1
        row.save()
    elif answer.verdict is Verdict.ASK_STAFF and at < row.not_after:
        _log(row, answer, "asked", at=at)
        _fire(row, "ask", by=by, at=at)
        turn(row, "message.decide", by=by, at=at)
    else:
        _log(row, answer, "held", at=at)
        _fire(row, "hold_back", by=by, at=at)
        turn(row, "message.otherwise", by=by, at=at)


def _later(row: Message, about: judging.Known, *, by: Actor, at: datetime) -> datetime | None:
    """The first quarter of an hour that is not too early or too late; None in its window."""
    moment = at
    while (moment := moment + QUARTER) < row.not_after and moment - at < timedelta(days=2):
        found = judging.judge(row, about, over=False, by=by, at=moment)
        if found.reason not in WAITS:
            return moment
    return None


def send(letter: Letter) -> Outcome:
    """Let it go; call outside of every transaction, with what `take` gave."""
    try:
        way(letter.channel).send(letter)
    except NotSentError as no:
        return Outcome("not_now" if no.passing else "never")
    except Exception:  # noqa: BLE001 - whatever it was: it may have gone
        return Outcome("unknown")
    return Outcome("went")


def mark(message_id: UUID, outcome: Outcome, *, by: Actor, at: datetime) -> Message:
    """Write down what came of it."""
    row: Message = locked(Message, message_id, expected=None)
    if row.state != "sending":
        raise Hidden
    again = outcome.name == "not_now" and row.tries <= len(BACKOFF)
    Attempt.objects.filter(message=row, outcome="begun").update(outcome=outcome.name)
    if outcome.name == "went":
        row.ended_at = at
        _fire(row, "sent", by=by, at=at)
    elif again and (next_at := at + BACKOFF[row.tries - 1]) < row.not_after:
        row.not_before = next_at
        _fire(row, "retry", by=by, at=at)
    elif outcome.name == "unknown":
        _fire(row, "lose", by=by, at=at)
        turn(row, "message.unsure", by=by, at=at)
    else:
        _fire(row, "fail", by=by, at=at)
        turn(row, "message.otherwise", by=by, at=at)
    return row


def lost(message_id: UUID, *, by: Actor, at: datetime) -> Message:
    """Taken long ago, and nobody said what came of it."""
    return mark(message_id, Outcome("unknown"), by=by, at=at)


def _log(row: Message, answer: Answer, outcome: str, *, at: datetime) -> None:
    Attempt.objects.bulk_create([Attempt(
        centre_id=row.centre_id, message=row, subject_id=row.subject_id, agency_id=row.agency_id,
        template=row.template, channel=row.channel, verdict=answer.verdict.name.lower(),
        code=answer.reason.value, outcome=outcome, at=at,
    )])  # fmt: skip


def _fire(
    row: Message, event: str, *, by: Actor, at: datetime, holds: tuple[str, ...] = ()
) -> None:
    fire(
        row, event, by=by, at=at, scene=Scene(at), subject=row.subject_id, section=Section.CONTACT,
        holds=holds,
    )  # fmt: skip
