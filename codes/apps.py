"""The app's start: signals and system checks."""

from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "codes"
    verbose_name = "Error codes"

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401  (importing them registers their receivers)
