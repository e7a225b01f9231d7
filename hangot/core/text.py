"""A sentence in the two languages of the screens. Never a half: both are always given."""

from contextvars import ContextVar
from dataclasses import dataclass

current: ContextVar[str] = ContextVar("hangot_language", default="ko")


@dataclass(frozen=True, slots=True)
class Text:
    """Korean first, English second; `str()` gives the language of the reader."""

    ko: str
    en: str

    def __str__(self) -> str:
        return self.en if current.get() == "en" else self.ko

    def format(self, **values: object) -> "Text":
        """Both sentences with their `{places}` filled."""
        return Text(self.ko.format(**values), self.en.format(**values))
