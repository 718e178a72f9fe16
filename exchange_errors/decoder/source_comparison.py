"""What a number in source code is compared with: by an operator, an assertion, or as an arm of a ``switch``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .code_fields import may_hold_code, names_a_close

FIELD = r"([A-Za-z_$][\w$]{0,60})"
#: ``code == 306``, ``r["code"] in (306``, ``Number(body.code) === 306``, ``"$code" -eq 306``.
LEFT = re.compile(
    rf"{FIELD}[\"'`\])!?]{{0,4}}\s{{0,4}}(?:[=!]==?|\b(?:not )?in\b|-eq\b)\s{{0,4}}[\w.]{{0,30}}[\[({{\"'\s]{{0,4}}$"
)
MEMBER = re.compile(rf"(?:\.|->|\[[\"']){FIELD}")
ASSERTION = re.compile(r"(?<![a-z])(?:assert|expect|should|equal)|Equals?\(", re.IGNORECASE)
#: A number that begins an arm: ``case 306:``, ``43003 =>``, ``40101, 40103 ->``.
ARM_BEFORE = re.compile(r"\s*(?:case|when|in)?\s*[\d\s,|\"']*", re.IGNORECASE)
ARM_BEHIND = re.compile(r"[\s\d,|\"']{0,80}(?::|=>|->|\bthen\b|\))")
HEAD_WORDS = ("switch", "match", "when", "case", "select")
HEAD = re.compile(
    rf"\b(?:{'|'.join(HEAD_WORDS)})\b[ (]{{1,3}}(?![\d\"'])([\w$.>()\[\]\"' -]{{1,80}}?)\)?"  # and no arm
    r"\s{0,4}(?:\{|\bof\b|\bin\b|\bdo\b|:)?[ \t]*(?:(?://|#)[^\n]*)?$"
)
REACH, MOST_LINES = 1_000, 24  # characters and lines above an arm in which its head is looked for
LAST_FIELD = re.compile(rf"{FIELD}\W{{0,6}}$")


def is_code_field(name: str, *, is_close: bool) -> bool:
    """Whether a field or variable is called an error's code or reason, or that of a connection's end."""
    return names_a_close(name) if is_close else may_hold_code(name)


def fields_compared(text: str, start: int, before: str, after: str) -> Iterator[str]:
    """Yield the fields that the number at ``start``, between two sides of its line, is compared with."""
    if (left := LEFT.search(before)) is not None:
        yield left[1]
    if ASSERTION.search(before) is not None:
        yield from MEMBER.findall(before + after)
    if ARM_BEFORE.fullmatch(before) and ARM_BEHIND.match(after):
        yield switched_on(text, start)


def switched_on(text: str, start: int) -> str:
    """Return the last field of what the nearest ``switch`` or ``match`` above looks at, "" without one."""
    above = text[max(0, start - REACH) : start]
    if not any(word in above for word in HEAD_WORDS):
        return ""
    heads = (HEAD.search(line) for line in above.split("\n")[-2 : -2 - MOST_LINES : -1])
    head = next((head for head in heads if head is not None), None)
    field = LAST_FIELD.search(head[1]) if head else None
    return field[1] if field else ""
