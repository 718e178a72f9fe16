"""The registry for the browser, where ``static/js/mask.js`` masks a paste before it is sent."""

from __future__ import annotations

import json
from functools import cache

from .kinds import BARE, kinds
from .mask import READABLE
from .named_secrets import STAND_IN
from .secret_names import CAPITAL, pattern_of

SPELLINGS = {CAPITAL: "", r"[^\W\d_]": r"\p{L}", "?P<": "?<", '\\"': '"'}  # Python's spelling and JavaScript's


def _for_browser(pattern: str) -> str:
    for python, javascript in SPELLINGS.items():
        pattern = pattern.replace(python, javascript)
    return pattern


@cache
def browser_rules() -> str:
    """Return the rules as JSON.

    ``words``: kind, pattern of its names, pattern of its values ("" for any). ``forms``: kind, pattern, what may not
    come before it, look, and whether an id's name before it does not spare it. ``ids``: those names.
    """
    return json.dumps(
        {
            "words": [
                [
                    kind.name,
                    _for_browser("|".join(map(pattern_of, kind.words))),
                    "" if kind.value == BARE else _for_browser(kind.value),
                ]
                for kind in kinds().values()
                if kind.words and not (kind.only and kind.value == BARE)
            ],
            "forms": [
                [kind.name, _for_browser(form.pattern), form.not_behind, form.look, form.proves]
                for kind in kinds().values()
                for form in kind.forms
                if form.pattern
            ],
            "standIns": _for_browser(STAND_IN.pattern),
            "ids": _for_browser(READABLE.pattern),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
