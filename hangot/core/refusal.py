"""The four ways of saying no. Plain classes: Python attaches tracebacks to exceptions."""

from hangot.core.text import Text


class NotAllowed(Exception):
    """This may not be done now, or not by this post; the sentence says what to do instead."""

    def __init__(self, reason: str, sentence: Text) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = sentence


class Missing(NotAllowed):
    """A guard was not passed, or a value that must be given is not there; `what` names it."""

    def __init__(self, what: str, sentence: Text) -> None:
        super().__init__(f"missing_{what}", sentence)
        self.what = what


class Hidden(Exception):
    """A record one may not see. It is answered exactly like a record that does not exist."""


class Stale(Exception):
    """Somebody else changed the record after the page was opened."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"version {expected} was expected, {found} was found")
        self.expected = expected
        self.found = found
