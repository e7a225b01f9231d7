"""Putting a message into the queue, by staff or by what happens."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from hangot.access.alone import alone
from hangot.access.context import deriving
from hangot.access.queries import need, need_flow
from hangot.core.access import Actor, Level, Section
from hangot.core.contact_rules import Channel
from hangot.core.messages.gate import FINAL, Verdict
from hangot.core.messages.reasons import WAITS
from hangot.core.messages.wording import WAYS
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.messages import judging
from hangot.messages.models import Message
from hangot.packs.active import profile
from hangot.tasks.actions import close_tasks
from hangot.tasks.fire import fire, follow

LASTS = timedelta(days=2)
"""So long a message that staff wrote waits for a safe hour."""
NO_WAY = Text(
    "이 방법으로는 보낼 수 없습니다. 까닭을 읽고 다른 방법을 골라 주세요.",
    "It cannot go by this way. Read the reason and choose another way.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What to tell: words by their name, by which way, about what, between when and when."""

    template: str
    channel: Channel
    not_before: datetime
    not_after: datetime
    language: str = "ko"
    values: Mapping[str, str] = field(default_factory=dict)
    thing_kind: str = ""
    thing: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What staff chose: words, way, language."""

    template: str
    channel: str
    language: str = "ko"


def queue(subject: UUID, draft: Draft, *, by: Actor, at: datetime) -> Message:
    """Into the queue; the gate is asked when it is sent. KeyError for words that do not exist."""
    template = profile(by.profile).messages.templates[draft.template]
    if not template.values <= set(draft.values):
        raise KeyError(sorted(template.values - set(draft.values)))
    row = Message(
        centre_id=by.centre, subject_id=subject, agency_id=by.agency, post_id=by.post,
        template=draft.template, channel=draft.channel.value, language=draft.language,
        filled=json.dumps(dict(draft.values), ensure_ascii=False), thing_kind=draft.thing_kind,
        thing_id=draft.thing, written_at=at, not_before=draft.not_before,
        not_after=draft.not_after,
    )  # fmt: skip
    fire(
        row, "write", by=by, at=at, scene=Scene(at), subject=subject, section=Section.CONTACT,
        new=True,
    )  # fmt: skip
    return row


def write(*, subject: UUID, wish: Wish, by: Actor, at: datetime, urgent: bool = False) -> Message:
    """Staff writes one of the sentences staff may choose.

    Missing where the gate denies the way; what can be lifted is not denied to who says `urgent`.
    """
    alone(subject)
    need_flow(by, subject, at=at)
    need(by, subject, Section.CONTACT, Level.FULL, at=at)
    template = profile(by.profile).messages.templates.get(wish.template)
    if template is None or not template.by_hand or wish.channel not in WAYS:
        raise Hidden
    about, way = judging.known(subject, by=by, at=at), Channel(wish.channel)
    found = judging.answers(about, template, by=by, at=at)[way]
    lifted = urgent and found.reason not in FINAL
    if found.verdict is Verdict.DENY and found.reason not in WAITS and not lifted:
        raise Missing(found.reason.value, NO_WAY)
    draft = Draft(wish.template, way, at, at + LASTS, wish.language)
    return queue(subject, draft, by=by, at=at)


def drop_about(thing: UUID, *, subject: UUID, by: Actor, at: datetime) -> int:
    """Nobody is told of what does not take place, whoever wrote it; how many were taken back."""
    open_ = ("waiting", "asking", "handed")
    with deriving(subject):
        rows = list(Message.objects.filter(thing_id=thing, subject_id=subject, state__in=open_))
        for row in rows:
            row.ended_at = at
            follow(row, "drop", by=by, at=at, subject=subject, section=Section.CONTACT)
            close_tasks(row.pk, subject=subject, by=by, at=at)
    return len(rows)
