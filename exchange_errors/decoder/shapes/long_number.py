"""Numbers that a sentence tells about without a word for them: ``we get 42901``, ``create-order -> 306``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoded import Confidence, Sighting
from ..method_mentions import any_method
from ..other_subjects import is_about_something_else
from ..prose_page import ProsePage

LONG = 10_000  # from here on a number of this exchange is hardly a count or a page
BEFORE, BEHIND = 80, 60  # characters

NOT_AFTER = re.compile(r"[A-Za-z0-9_%$€£#]|[.,:/-]\d")
ARROW = re.compile(r"(?:->|→|=>|⇒|➜|➔)\s{0,2}[\"'`(]?$")
ENDS = re.compile(r"[\"'`)]?(?:\s{0,3}$|\s{0,3}\n|[.,;!?)\]])")
#: How often it was seen: ``306 (x12)``, ``40801 three times``.
COUNTED = re.compile(
    r"[\"'`]?\s{0,2}(?:\(?[x×]\s?\d{1,6}\b|\(\d{1,6}\s?[x×]\)|,?\s(?:once|twice|thrice)\b"
    r"|,?\s(?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|several|many|multiple) times\b)",
    re.IGNORECASE,
)
ERRORS = re.compile(
    r"\b(?:errors?|codes?|err|rejects?|rejections?|fehler\w{0,6}|erreurs?|errore[si]?|erros?|ошибк\w)\b", re.IGNORECASE
)
VERB = re.compile(
    r"\b(?:get|gets|see|sees|seeing|receives?|received|receiving|gives?|giving|gave|hit|hits|hitting|throws?|threw"
    r"|bekomme|kriege|erhalte|erhalten|bekommen|reçois|reçoit|recibo|recibimos|recebo|ricevo|получаю)"
    r"(?: (?:an?|the|only|just|still|now|constant|constantly|sometimes|always|random|eine?n?|immer|un|una|um|uma|des"
    r"|me|us|back|also"
    r"|since|seit|yesterday|gestern|today|heute|this|morning|morgen|früh|depuis|hier|desde|ayer|hoje|ontem|oggi|ieri))"
    r"{0,3}\s[\"'`(]?$",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"(?:(?:^|[.?!,:]\s{1,2})(?:and |so )?(?:is|does|why|are|was|ist|warum|wieso|est|pourquoi|es)"
    r"|\b(?:meaning of|explain|resolve|how to (?:fix|handle|avoid)|por qué|what about|due to|because of))"
    r"\s(?:an?\s|the\s)?[\"'`(]?$",
    re.IGNORECASE,
)
#: Behind a number that is an amount: a unit, a currency, the things counted.
AMOUNT = re.compile(
    r"\s{0,2}(?:[A-Z]{2,6}\b(?!_)|(?:ms|sec|kb|mb|of|more|less|per|people|data|euro|dollar|zip|plus)\b"
    r"|(?!(?:as|is|was|always|errors|responses|codes|sometimes|this|replies|answers|rejects|unless)\b)[a-zäöü]{2,20}s\b)"
)
AT_METHOD = re.compile(
    r"[\"'`)]{0,2}\s(?:errors?\s)?(?:for|on|from|in|when|while|after|at|with|bei|beim|auf|sur|pour|en|em|al|para|su|при)\b"
)


def long_number(page: ProsePage) -> Iterator[Sighting]:
    """Read numbers of this exchange that a sentence speaks about as one speaks about an error."""
    for start, end in page.numbers:
        code = int(page.text[start:end])
        if not page.words.numbered(code) or NOT_AFTER.match(page.text, end):
            continue
        confidence = _confidence(page, start, end, is_long=code >= LONG)
        if confidence is None:
            continue
        line = page.line(start)
        if line.is_silent or line.is_access or (line.method is None and is_about_something_else(line.said)):
            continue
        if page.take(start, end):
            yield page.sighting((start, end), code, shape="long_number", role="error", confidence=confidence)


def _confidence(page: ProsePage, start: int, end: int, *, is_long: bool) -> Confidence | None:
    """Return how surely the words around the number make it a code, or None."""
    text = page.text
    before = text[max(text.rfind("\n", max(0, start - BEFORE), start) + 1, start - BEFORE, 0) : start]
    if ARROW.search(before) and any_method().search(before) and ENDS.match(text, end):
        return "likely"
    if COUNTED.match(text, end) and ERRORS.search(before):
        return "likely"
    if not is_long or AMOUNT.match(text, end):
        return None
    if COUNTED.match(text, end) and page.line(start).holds(ERRORS):
        return "likely"
    if VERB.search(before) or ASKED.search(before):
        return "likely" if page.is_ours else "possible"
    if AT_METHOD.match(text, end) and any_method().search(text, end, end + BEHIND):
        return "likely"
    return None
