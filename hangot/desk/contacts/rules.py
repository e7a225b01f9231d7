"""Between the boxes of the form and what is kept: how a person may safely be reached."""

from collections.abc import Mapping
from typing import Any

from hangot.core.contact_rules import CHANNEL_NAMES, Channel
from hangot.intake.models import Notice
from hangot.intake.story import born, safety_of
from hangot.people.actions import Safety

REFUSES: Mapping[str, tuple[Channel, ...]] = {
    "no_phone": (Channel.PHONE, Channel.VOICEMAIL),
    "no_messages": (Channel.SMS, Channel.TALK, Channel.EMAIL),
    "no_letters": (Channel.LETTER,),
    "no_voicemail": (Channel.VOICEMAIL,),
}


def safety(said: Mapping[str, Any]) -> Safety:
    """Every way that was not refused, between the hours that were named."""
    rules = set(said["rules"])
    refused = {channel for rule in rules for channel in REFUSES.get(rule, ())}
    return Safety(
        channels=[c for c in CHANNEL_NAMES if c not in refused and c is not Channel.VOICEMAIL],
        window_from=said["hour_from"], window_to=said["hour_to"],
        shared_phone="shared_phone" in rules, say_agency="no_agency_name" not in rules,
        leave_voice=Channel.VOICEMAIL not in refused,
    )  # fmt: skip


def rules_of(kept: Safety) -> list[str]:
    """The boxes that were ticked, read back from what is kept."""
    channels = {Channel(one) for one in kept.channels}
    channels |= {Channel.VOICEMAIL} if kept.leave_voice else set()
    found = [
        rule for rule, refused in REFUSES.items()
        if not channels & set(refused) and (rule != "no_voicemail" or Channel.PHONE in channels)
    ]  # fmt: skip
    found += [] if kept.say_agency else ["no_agency_name"]
    return [*found, "shared_phone"] if kept.shared_phone else found


def kept(notice: Notice) -> dict[str, Any]:
    """A contact as the initial values of the form; the number stays masked."""
    rule = safety_of(notice)
    return {
        "safe": notice.safe, "channel": notice.channel, "urgency": notice.urgency,
        "story": notice.story or "", "wish": notice.wish or "", "name": notice.name or "",
        "alias": notice.alias or "", "birth": _iso(notice), "needs": notice.needs,
        "crimes": (notice.crimes or "").split(",") if notice.crimes else [],
        "rules": rules_of(rule), "hour_from": rule.window_from, "hour_to": rule.window_to,
        "agreed": True,
    }  # fmt: skip


def _iso(notice: Notice) -> str:
    birth = born(notice)
    return birth.isoformat() if birth else ""
