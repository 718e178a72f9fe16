"""Mistakes in the redactor: a secret left readable, or an id masked that a reader needs."""

from __future__ import annotations

from .mutant import Mutant

NEAR = "test_redact_near_misses.py"
PLACES = "test_redact_places.py"
SECRETS = "test_redact.py -k 'not wrapping and not wrapped and not total and not report'"
WRAPPED = "test_redact.py -k 'wrapping or wrapped'"

REDACTION = (
    Mutant("redact/keyed.py", "not IDENTIFIER.fullmatch(value)", "True", SECRETS),
    Mutant("redact/keyed.py", 'if found["open"] and kind in IN_PARTS:', "if False:", PLACES),
    Mutant("redact/keyed.py", "slashes <= depth or", "", NEAR),
    Mutant("redact/keyed.py", "len(value) < 12 and", "", NEAR),
    Mutant("redact/mask.py", "if again := text.count(secret):", "if again := 0:", NEAR),
    Mutant("redact/mask.py", "MIN_ECHO, MAX_ECHO = 8, 256", "MIN_ECHO, MAX_ECHO = 1, 256", NEAR),
    Mutant("redact/mask.py", "key=len, reverse=True", "key=len", NEAR),
    Mutant("redact/forms.py", "before.isalnum() or before in apart_from", "False", NEAR),
    Mutant("redact/forms.py", "if not READABLE.search(", "if True or not READABLE.search(", SECRETS),
    Mutant("redact/forms.py", "len(run) >= 48", "len(run) >= 8", NEAR),
    Mutant("redact/forms.py", "int(part) < 256", "True", NEAR),
    Mutant("redact/forms.py", "MOST_PER_CLASS = 2.2", "MOST_PER_CLASS = 0.2", PLACES),
    Mutant("redact/forms.py", "MOST_PER_CLASS = 2.2", "MOST_PER_CLASS = 5.2", PLACES),
    Mutant("redact/apart.py", 'and _looks_like_a_key(match["value"])', "", NEAR),
    Mutant("redact/name_value.py", "if place < cookies_end", "if True", PLACES),
    Mutant("redact/name_value.py", "and not LABEL.match(text, opened.end())", "", PLACES),
    Mutant("redact/runs.py", "small if len(small) == len(text) else", "small if True else", NEAR),
    Mutant("redact/unwrap.py", "if text == before:", "if True:", WRAPPED),
    Mutant("redact/unwrap.py", 'MAIL.sub("", text)', "text", PLACES),
    Mutant("redact/base64_text.py", ' or text[end : end + 1] == "."', "", NEAR),
)
