"""Django with nothing on: the floor that pages are compared with."""

from hangot.config.settings import *  # noqa: F403

INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "bench.floor"
AUTH_USER_MODEL = "auth.User"
