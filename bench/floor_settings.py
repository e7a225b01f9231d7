"""Django with nothing on: the floor that pages are compared with."""

from typing import Any

from hangot.config import settings
from hangot.config.settings import *  # noqa: F403

BARE: dict[str, Any] = {"INSTALLED_APPS": [], "MIDDLEWARE": [], "AUTH_USER_MODEL": "auth.User"}
globals().update(BARE, ROOT_URLCONF="bench.floor")
# Without the triggers that keep the log and guard the moves.
settings.DATABASES["default"]["OPTIONS"]["options"] += " -c session_replication_role=replica"
