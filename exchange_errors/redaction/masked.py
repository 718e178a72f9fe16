"""What masking leaves: a text without secrets, and a count of what was taken out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redaction:
    """How many different secrets of one kind were masked, however often each is in the text."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` may be shown: encodings are unwrapped in it and every secret reads ``[kind:length]``.

    ``redactions`` come in the order of first sight; ``steps`` names the encodings that were unwrapped.
    """

    text: str
    redactions: tuple[Redaction, ...] = ()
    steps: tuple[str, ...] = ()
