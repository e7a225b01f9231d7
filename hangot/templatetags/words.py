"""Which of the two languages a template speaks now."""

from collections.abc import Iterator
from contextlib import contextmanager

from hangot.core.text import Text, current


def english() -> bool:
    """Whether the reader chose English; Korean is the answer to everything else."""
    return current.get() == "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language than the reader's for a while, such as on paper; "" changes nothing."""
    token = current.set(language or current.get())
    try:
        yield
    finally:
        current.reset(token)


def pick(korean: str, english_words: str) -> str:
    """One of two sentences."""
    return english_words if english() else korean


def in_language(value: object) -> str:
    """Anything as words of the reader: a Text in one of its halves, nothing for None."""
    if isinstance(value, Text):
        return value.en if english() else value.ko
    return "" if value is None else str(value)
