"""Messages of a pack: words are checked when it is loaded, not when they are sent."""

from collections.abc import Iterator
from datetime import timedelta

from hangot.core.messages.wording import VALUES, Messages, Quiet, Template, names, size, slips
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

WORDINGS = ("neutral", "full")


def messages(node: Node, faults: list[Fault]) -> Messages:
    """How this centre writes to people; every wording must be free of words that tell."""
    with Box(node, faults) as box:
        with box.box("forbidden") as words:
            forbidden = {language: words.names(language) for language in ("ko", "en")}
        return Messages(
            sender=box.text("sender"),
            greeting=box.text("greeting"),
            danger=box.flag("danger"),
            fresh=timedelta(days=box.number("fresh_days")),
            quiet=tuple(_quiet(one) for one in box.boxes("quiet")),
            forbidden=forbidden,
            templates={
                name: _template(name, one, forbidden) for name, one in box.entries("templates")
            },
        )


def _quiet(box: Box) -> Quiet:
    with box:
        return Quiet(
            box.day("since"), box.clock_time("start"), box.clock_time("end"), box.string("source")
        )


def _template(name: str, box: Box, forbidden: dict[str, tuple[str, ...]]) -> Template:
    with box:
        neutral, full = (box.text(key) if box.has(key) else None for key in WORDINGS)
        for key, said in zip(WORDINGS, (neutral, full), strict=True):
            for complaint in _complaints(said, forbidden) if said else ():
                box.complain(key, *complaint)
        return Template(
            name, box.text("label"), neutral, full, box.flag("by_hand", default=False),
            box.string("talk", default=""),
        )  # fmt: skip


def _complaints(said: Text, forbidden: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for words in (said.ko, said.en):
        if strange := sorted(set(names(words)) - set(VALUES)):
            yield (
                f"채울 수 있는 것은 {', '.join(VALUES)}뿐입니다. 쓰인 것: {', '.join(strange)}",
                f"only {', '.join(VALUES)} can be filled in, found {', '.join(strange)}",
            )
        if told := slips(words, forbidden):
            yield (
                f"짐작하게 하는 말입니다: {', '.join(told)}",
                f"words that tell nothing were expected, found {', '.join(told)}",
            )
        try:
            size(words)
        except UnicodeEncodeError as error:
            letter = words[error.start]
            yield (
                f"문자로 보낼 수 없는 글자입니다: {letter}",
                f"letters of EUC-KR were expected, found {letter}",
            )
