"""The registry as the browser's masking reads it, before a paste is sent: ``static/js/mask.js``."""

from __future__ import annotations

import json

from .kinds import KINDS
from .named import pattern_of

RULES = json.dumps(
    {
        "words": [[kind.name, "|".join(map(pattern_of, kind.words))] for kind in KINDS if kind.words],
        "forms": [
            [kind.name, form.pattern.replace("?P<", "?<"), form.not_behind, form.look]
            for kind in KINDS
            for form in kind.forms
            if form.pattern
        ],
    },
    ensure_ascii=False,
    separators=(",", ":"),
)
