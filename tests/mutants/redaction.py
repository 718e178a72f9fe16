"""Mistakes in the redactor: a secret left readable, or an id masked that a reader needs."""

from __future__ import annotations

from .mutant import Mutant

NEAR = "test_redact_near_misses.py"
PLACES = "test_redact_places.py"
KINDS = "test_redact_kinds.py"
SECRETS = "test_redact.py -k 'not wrapping and not wrapped and not total and not report'"
WRAPPED = "test_redact.py -k 'wrapping or wrapped'"

REDACTION = (
    Mutant("redact/named.py", "CALL.fullmatch(value) or", "", KINDS),
    Mutant("redact/named.py", 'IDENTIFIER.fullmatch(value) and kind.name in ("sig", "api_key")', "False", NEAR),
    Mutant("redact/named.py", "if LABEL.match(text, start) or PLACEHOLDER.match(text, start):", "if False:", KINDS),
    Mutant("redact/named.py", "STATE.fullmatch(value):", "False:", KINDS),
    Mutant("redact/named.py", "len(value) < LONG_CODE and", "False and", KINDS),
    Mutant("redact/named.py", "    if kind.parts:", "    if False:", PLACES),
    Mutant("redact/values.py", "slashes <= depth or", "", NEAR),
    Mutant("redact/values.py", "if depth < 0:", "if False:", NEAR),
    Mutant("redact/values.py", "not LABEL.search", "LABEL.search", KINDS),
    Mutant("redact/gaps.py", "text[start:end].isupper() and", "False and", KINDS),
    Mutant("redact/gaps.py", "return bare[-1:] in QUOTES and", "return False and", KINDS),
    Mutant("redact/columns.py", "heading.end() >= end", "False", KINDS),
    Mutant("redact/columns.py", 'if heading["line"] else TUPLE', "", KINDS),
    Mutant("redact/columns.py", "and not LABEL.match(value)", "", KINDS),
    Mutant("redact/names.py", "CLOSING_TAG.match(text, tag, start)", "False", KINDS),
    Mutant("redact/looks.py", " or FILE_LINE.search(value)", "", KINDS),
    Mutant("redact/named.py", "not is_masked and", "", KINDS),
    Mutant("redact/mask.py", "if again := text.count(secret):", "if again := 0:", NEAR),
    Mutant("redact/mask.py", "MIN_ECHO, MAX_ECHO = 8, 256", "MIN_ECHO, MAX_ECHO = 1, 256", NEAR),
    Mutant("redact/mask.py", "key=len, reverse=True", "key=len", NEAR),
    Mutant("redact/mask.py", "before.isalnum() or before in form.not_behind", "False", NEAR),
    Mutant("redact/mask.py", "form.proves or READABLE", "True or READABLE", SECRETS),
    Mutant("redact/finders.py", "len(run) >= 48", "len(run) >= 8", NEAR),
    Mutant("redact/finders.py", "int(part) < 256", "True", NEAR),
    Mutant("redact/looks.py", "RANDOM = -4.0", "RANDOM = 40.0", KINDS),
    Mutant("redact/looks.py", "RANDOM = -4.0", "RANDOM = -40.0", PLACES),
    Mutant("redact/looks.py", "% 97 == 1", "% 97 < 97", KINDS),
    Mutant("redact/looks.py", "% 10 == 0", "% 10 < 10", KINDS),
    Mutant("redact/runs.py", "small if len(small) == len(text) else", "small if True else", NEAR),
    Mutant("redact/unwrap.py", "if text == before:", "if True:", WRAPPED),
    Mutant("redact/unwrap.py", 'MAIL.sub("", text)', "text", NEAR),
    Mutant("redact/unwrap.py", 'LONG_NUMBER.sub("&#1114112", text)', "text", "test_redact_pastes.py -k digits"),
    Mutant("redact/base64_text.py", ' or text[end : end + 1] == "."', "", NEAR),
)
