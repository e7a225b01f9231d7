"""The one Django app."""

from django.apps import AppConfig


class HangotConfig(AppConfig):
    name = "hangot"
    verbose_name = "한곳"
