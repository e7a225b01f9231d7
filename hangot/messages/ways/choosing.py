"""Which way out a house uses for a channel, by its settings."""

from importlib import import_module

from django.conf import settings

from hangot.core.contact_rules import Channel
from hangot.messages.ways.port import NotSentError, Way

KNOWN = {
    "console": ("console", "Console"), "file": ("file", "File"), "mail": ("mail", "Mail"),
    "sms_kr": ("sms_kr", "SmsKr"),
}  # fmt: skip


def way(channel: Channel) -> Way:
    """The way out for a channel; NotSentError where the house has none."""
    name = settings.HANGOT_WAYS.get(channel.value, settings.HANGOT_WAYS.get("*", ""))
    if name not in KNOWN:
        raise NotSentError("this house sends nothing by this way", passing=False)
    module, kind = KNOWN[name]
    found: Way = getattr(import_module(f"hangot.messages.ways.{module}"), kind)()
    return found
