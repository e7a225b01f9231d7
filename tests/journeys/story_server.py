"""The application of a journey whose days pass as a story says: the same one, by the story's clock."""

import os
from pathlib import Path
from typing import Any

from tests.storytime import SHIFT, follow_story

follow_story()

from django.core.signals import request_started  # noqa: E402
from django.db import connection  # noqa: E402

from hangot.config.wsgi import application  # noqa: E402

__all__ = ["application"]


def _tell_the_time(**_: Any) -> None:
    """A connection of the pool was opened on an earlier day: it is told how late it is."""
    shift = f"{Path(os.environ[SHIFT]).read_text()} seconds"
    with connection.cursor() as cursor:
        cursor.execute("select set_config('story.shift', %s, false)", [shift])


request_started.connect(_tell_the_time)
