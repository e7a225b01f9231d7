"""What every way out takes and gives back."""

from dataclasses import dataclass, field
from typing import Protocol

from hangot.core.contact_rules import Channel


@dataclass(frozen=True, slots=True)
class Letter:
    """What leaves the house: to where, which words, who signs. Its repr tells neither.

    `template`: for the log; `talk`: the number of the words for chat messages; `key`: the same
    for every try of one message.
    """

    key: str
    channel: Channel
    template: str
    to: str = field(repr=False)
    words: str = field(repr=False)
    sender: str = field(repr=False)
    talk: str = field(default="", repr=False)


class NotSentError(Exception):
    """It has certainly not gone. `passing`: it may go later. Its text names nobody."""

    def __init__(self, why: str, *, passing: bool) -> None:
        super().__init__(why)
        self.passing = passing


class Way(Protocol):
    """One way out. Any other error than NotSentError means that it may have gone."""

    def send(self, letter: Letter) -> str:
        """Hand it over once; the receipt of whoever took it."""
        ...
