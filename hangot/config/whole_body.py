"""A form that broke off on the way is refused, never taken for a shorter one.

The server hands on whatever of a body arrived before the line broke. Without this a form would be kept
without its last answers, and a document without its end.
"""

import io
from collections.abc import Callable, Iterable
from typing import Any

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]


class BrokenOff(OSError):
    """Less came than was announced."""


class Whole(io.RawIOBase):
    """What was announced, to the last byte; reading past a body that ended early is BrokenOff."""

    def __init__(self, stream: Any, length: int) -> None:
        super().__init__()
        self.stream, self.left = stream, length

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, room: Any) -> int:
        """As much as came and is still announced."""
        if not self.left:
            return 0
        part = self.stream.read(min(len(room), self.left))
        if not part:
            raise BrokenOff("the body ended early")
        room[: len(part)] = part
        self.left -= len(part)
        return len(part)


def whole(application: Application) -> Application:
    """The same application, which reads whole bodies or none."""

    def run(environment: Environment, start: Any) -> Iterable[bytes]:
        announced = environment.get("CONTENT_LENGTH") or ""
        if announced.isdecimal():
            body = Whole(environment["wsgi.input"], int(announced))
            environment["wsgi.input"] = io.BufferedReader(body)
        return application(environment, start)

    return run
