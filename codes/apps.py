"""The app's start: signals, system checks and the kinds of problems."""

import tomllib

from django.apps import AppConfig

from exchange_errors.content import CONTENT
from ops import problems


class CodesConfig(AppConfig):
    name = "codes"
    verbose_name = "Error codes"

    def ready(self) -> None:
        from . import audit_trail, checks, signals  # noqa: F401  (importing them registers their receivers)

        problems.define(tomllib.loads((CONTENT / "problems.toml").read_text("utf-8")))
