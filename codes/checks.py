"""System checks: the shipped content must be sound before anything starts."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.catalogue.value_reader import ContentError


@register
def content_is_sound(**_: Any) -> list[CheckMessage]:
    """Name every fault of the content files, with file and line."""
    try:
        load_catalogue()
    except ContentError as error:
        return [Error(str(fault), id="codes.E001") for fault in error.faults]
    return []
