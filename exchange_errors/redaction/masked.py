"""The result of masking: a text without secrets, and how many were masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import kinds

MARK = re.compile(r"\[([a-z_]{2,20}):[0-9]{1,7}\]")  # as the masking writes it, the browser's own included


@dataclass(frozen=True, slots=True)
class Redaction:
    """How many different secrets of one kind were masked, however often each is in the text."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` may be shown: encodings are unwrapped in it and every secret reads ``[kind:length]``.

    ``redactions`` are in the order in which they were found; ``steps`` names the encodings that were unwrapped.
    """

    text: str
    redactions: tuple[Redaction, ...] = ()
    steps: tuple[str, ...] = ()


def has_exposed_secret(masked: str, redactions: Iterable[Redaction]) -> bool:
    """Whether a paste held a secret that its sender should replace: a key or a password, not a name or an address.

    ``masked`` is its masked text: marks of the sender's browser count as well.
    """
    replaced = {kind.name for kind in kinds().values() if kind.replace}
    here = {redaction.kind for redaction in redactions}
    return not replaced.isdisjoint(here) or any(mark[1] in replaced for mark in MARK.finditer(masked))
