"""What reception hears once, and how it lies in a notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from hangot.core.contact import Channel, ContactRule, Window
from hangot.intake.models import Notice
from hangot.people.actions import Safety

FROM_OTHERS = ("police_112", "referral")


@dataclass(frozen=True, slots=True)
class Story:
    """What reception hears once: how safe, how to call back, own words, needs, who.

    `agreed`: for a contact that comes from the police or an agency, the person agreed to be
    called or a law allows it.
    """

    channel: str
    safe: str
    urgency: str = "normal"
    story: str | None = None
    wish: str | None = None
    name: str | None = None
    alias: str | None = None
    birth: date | None = None
    phone: str | None = None
    crimes: Sequence[str] = ()
    needs: Sequence[str] = ()
    safety: Safety = field(default_factory=Safety)
    agreed: bool = True


def fill(notice: Notice, story: Story) -> None:
    """Write the story into the columns of its notice."""
    notice.channel, notice.safe, notice.urgency = story.channel, story.safe, story.urgency
    notice.story, notice.wish = story.story, story.wish
    notice.name, notice.alias, notice.phone = story.name, story.alias, story.phone
    notice.birth = story.birth.isoformat() if story.birth else None
    notice.crimes = ",".join(story.crimes) or None
    notice.needs = list(story.needs)
    notice.contact = _contact(story.safety)


def _contact(safety: Safety) -> dict[str, Any]:
    return {
        "channels": list(safety.channels),
        "from": safety.window_from.isoformat("minutes") if safety.window_from else None,
        "to": safety.window_to.isoformat("minutes") if safety.window_to else None,
        "shared": safety.shared_phone, "say": safety.say_agency, "voice": safety.leave_voice,
    }  # fmt: skip


def safety_of(notice: Notice) -> Safety:
    """The safe-contact rule as it was heard at first contact."""
    kept: Mapping[str, Any] = notice.contact
    return Safety(
        channels=tuple(kept.get("channels", ())), window_from=_time(kept.get("from")),
        window_to=_time(kept.get("to")), shared_phone=bool(kept.get("shared")),
        say_agency=bool(kept.get("say")), leave_voice=bool(kept.get("voice")),
    )  # fmt: skip


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def rule_of(safety: Safety) -> ContactRule:
    """The same promise as the gate of the core reads it."""
    windows: tuple[Window, ...] = ()
    if safety.window_from and safety.window_to:
        windows = (Window(None, safety.window_from, safety.window_to),)
    channels = {*safety.channels, *(("voicemail",) if safety.leave_voice else ())}
    return ContactRule(
        channels=frozenset(Channel(one) for one in channels), windows=windows,
        shared_phone=safety.shared_phone, say_agency=safety.say_agency,
    )  # fmt: skip


def born(notice: Notice) -> date | None:
    """The birth date somebody said, as a date."""
    return date.fromisoformat(notice.birth) if notice.birth else None
