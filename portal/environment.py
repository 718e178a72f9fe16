"""Reads settings from the environment; a value that makes no sense stops the start with one sentence."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Return a boolean; a mistyped one is an error, not False."""
    value = text(name, str(int(default))).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; use 1 or 0.")
    return value in TRUE


def number(name: str, default: float, least: float = 0) -> float:
    """Return a number of at least ``least``."""
    value = text(name, str(default))
    try:
        found = float(value)
    except ValueError:
        found = least - 1
    if not least <= found < float("inf"):
        raise ImproperlyConfigured(f"{name} is {value!r}; use a number of at least {least:g}.")
    return found


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, default_file: Path) -> str:
    """Return a secret from ``name``, or from the file that ``name``_FILE or the default names."""
    if value := text(name):
        return value
    path = Path(text(f"{name}_FILE", str(default_file)))
    if path.is_file() and (value := path.read_text("utf-8").strip()):
        return value
    raise ImproperlyConfigured(f"Set {name} or {name}_FILE, or let `make setup` write a local one.")
