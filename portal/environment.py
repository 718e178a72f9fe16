"""Reads settings from the environment; a value that makes no sense stops the start with one sentence."""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
SECRET_CHARACTERS, SECRET_VARIETY = 50, 10  # fewer can be guessed, or were typed by hand


def text(name: str, default: str = "") -> str:
    """Return the variable's text, or that of the file which ``name``_FILE names: secrets are mounted as files.

    An empty one counts as not set, as compose files leave them.
    """
    if value := os.environ.get(name, "").strip():
        return value
    if file := os.environ.get(f"{name}_FILE", "").strip():
        try:
            return Path(file).read_text("utf-8").strip() or default
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE is {file!r}, which cannot be read: {error}.") from None
    return default


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
        parsed = float(value)
    except ValueError:
        parsed = least - 1
    if not least <= parsed < float("inf"):
        raise ImproperlyConfigured(f"{name} is {value!r}; use a number of at least {least:g}.")
    return parsed


def whole(name: str, default: int, least: int = 0) -> int:
    """Return a whole number of at least ``least``."""
    value = number(name, default, least)
    if value != int(value):
        raise ImproperlyConfigured(f"{name} is {value:g}; use a whole number.")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; use {' or '.join(allowed)}.")
    return value


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return a comma-separated list of addresses and networks, such as ``10.0.0.0/8``."""
    try:
        return [ip_network(part) for part in names(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}; use addresses such as 10.0.0.5 or 10.0.0.0/8.") from None


def path(name: str, default: str) -> str:
    """Return a part of an address, without a slash before it and with one after it, such as ``admin/``."""
    value = text(name, default).strip("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*", value):
        raise ImproperlyConfigured(f"{name} is {value!r}; use small letters, digits and hyphens, such as back-office.")
    return f"{value}/"


def names(name: str) -> list[str]:
    """Return a comma-separated list."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str, default_file: Path) -> str:
    """Return a secret from ``name``, ``name``_FILE or the default file."""
    if value := text(name):
        return value
    if default_file.is_file() and (value := default_file.read_text("utf-8").strip()):
        return value
    raise ImproperlyConfigured(f"Set {name} or {name}_FILE, or let `make setup` write a local one.")


def site_url(default: str) -> str:
    """Return SITE_URL: scheme, host and port, without a slash at the end."""
    value = text("SITE_URL", default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or "@" in parts.netloc:
        raise ImproperlyConfigured(f"SITE_URL is {value!r}; use scheme and host, such as https://codes.example.com.")
    return value


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach a host of that name."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost" or bare.endswith(".localhost")


def refuse_unsafe(*, secret_key: str, debug: bool, hosts: list[str], host: str) -> None:
    """Raise ImproperlyConfigured where a site that others can reach is set up so that they could take it over."""
    if debug:
        raise ImproperlyConfigured(f"DEBUG is on, but {host} is not this machine alone; set DEBUG=0.")
    if len(secret_key) < SECRET_CHARACTERS or len(set(secret_key)) < SECRET_VARIETY:
        raise ImproperlyConfigured(
            f"SECRET_KEY is too weak for {host}; use {SECRET_CHARACTERS} random characters or more."
        )
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS is *; name the hosts that the site answers to.")
