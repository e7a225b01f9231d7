"""Words of form fields: in the reader's language when the page is drawn, not when it is made."""

from typing import TYPE_CHECKING, cast

from django.utils.functional import Promise, lazy

from hangot.core.text import Text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Said = _StrPromise
else:
    Said = Promise


# One class for all of them: Django's `lazystr` makes a class of its own for every sentence.
_later = lazy(str, str)


def say(ko: str, en: str) -> Said:
    """A label or hint in both languages."""
    return spoken(Text(ko, en))


def spoken(text: Text) -> Said:
    """The same for words that lie in a pack or a constant."""
    return cast(Said, _later(text))
