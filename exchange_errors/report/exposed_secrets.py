"""Whether a paste held a secret that its sender should replace: a key or a password, not a name or an address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..redaction import Redaction
from ..redaction.kinds import kinds

MARK = re.compile(r"\[([a-z_]{2,20}):[0-9]{1,7}\]")  # as the masking writes it, the browser's own included


def has_exposed_secret(masked: str, redactions: Iterable[Redaction]) -> bool:
    """Say so by what was masked here, or by the marks of what the sender's browser had masked before."""
    replaced = {kind.name for kind in kinds().values() if kind.replace}
    here = {redaction.kind for redaction in redactions}
    return not replaced.isdisjoint(here) or any(mark[1] in replaced for mark in MARK.finditer(masked))
