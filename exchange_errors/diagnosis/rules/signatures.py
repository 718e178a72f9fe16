"""The signature doctor for 40101: the text that should have been signed, and the traps seen on the way to it.

The secret is never asked for: everything here is about the text under the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...exchange.signing import MAX_LEVELS, payload_string
from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import shown

SOURCE = "Developer portal, digital signature; facts 2.6"
MAX_TEXT = 1_500
MAX_VALUES = 300
SIG_LENGTH = 64
MASKED = re.compile(r"\[sig:(\d{1,6})\]")
"""How the masked text shows a signature: kind and length."""
PYTHON_WORDS = ("None", "True", "False")


@rule(codes={40101}, evidence="documented", source=SOURCE)
def sign_this_text(case: Case) -> Verdict | None:
    """Shows the text that the signature has to be made of."""
    if not case.method or "nonce" not in case.request or not (case.params or "id" in case.request):
        return None
    key = case.request.get("api_key")
    payload = payload_string(case.request, key if isinstance(key, str) and key else "<api_key>")
    if len(payload) > MAX_TEXT:
        return None
    return Verdict(
        f"The text to sign for this request is: {' '.join(payload.split())} "
        "(HMAC-SHA256 with the secret as key, written in hexadecimal)."
    )


@rule(codes={40101}, evidence="documented", source=SOURCE)
def sign_sorted_keys(case: Case) -> Verdict | None:
    """The keys of params are not in ascending order in the body, so an unsorted text is easily signed."""
    for place, keys in _key_orders(case.params, "params"):
        if keys != sorted(keys):
            return fault(
                f"The keys of {place} are not in alphabetical order in the body; in the text to sign they have to be.",
                place,
            )
    return None


@rule(
    codes={40101},
    evidence="documented",
    source="Developer portal, digital signature; the vendor's Python sample fails on such a list: facts 2.6",
)
def sign_lists_element_by_element(case: Case) -> Verdict | None:
    """`params` contains a list: it is signed element by element, without commas, brackets or indices."""
    for name, value in case.params.items():
        if isinstance(value, (list, tuple)) and value and isinstance(name, str):
            simple = all(isinstance(item, str) for item in value[:20])
            text = f"; here that reads {name}{''.join(value[:20])}"[:140] if simple and len(value) <= 20 else ""
            return fault(
                f"{shown(name)} is a list: sign its name once and then each element, without commas or brackets{text}.",
                shown(name),
            )
    return None


@rule(codes={40101}, evidence="documented", source=SOURCE)
def sign_null_as_a_word(case: Case) -> Verdict | None:
    """A value is null, which is signed as the word."""
    for name, value in _values(case.params):
        if value is None:
            return fault(f"{name} is null: it is signed as the word null. Leaving it out is simpler.", name, "null")
    return None


@rule(codes={40101}, evidence="inferred", source="Facts 2.6: True for true and None for null break the signature")
def sign_json_words(case: Case) -> Verdict | None:
    """A value is a boolean, or one of Python's own words for it."""
    for name, value in _values(case.params):
        if isinstance(value, bool):
            word = str(value).lower()
            return fault(f"{name} is a boolean: it is signed as {word}, in lower case.", name, word)
        if value in PYTHON_WORDS:
            return fault(f"{name} is {value}, Python's spelling; JSON writes null, true and false.", name, value)
    return None


@rule(codes={40101}, evidence="inferred", source="Facts 2.6: numbers written another way than they were signed")
def sign_numbers_as_they_stand(case: Case) -> Verdict | None:
    """`params` contains a float, which programs print in more than one way."""
    for name, value in _values(case.params):
        if isinstance(value, float):
            return fault(
                f"{name} is {shown(value)}, a float, which programs write in several ways; send and sign it as text.",
                name,
                value,
            )
    return None


@rule(codes={40101}, evidence="inferred", source="Facts 2.6: a method with a leading slash")
def sign_the_bare_method(case: Case) -> Verdict | None:
    """The method carries a slash at its start or end."""
    if case.method != case.method.strip("/"):
        name = shown(case.method)
        return fault(f"method is {name}; sign and send it without the outer slash.", "method", name)
    return None


@rule(codes={40101}, evidence="documented", source=SOURCE)
def sign_three_levels(case: Case) -> Verdict | None:
    """Params nest deeper than the signature reaches."""
    if _depth(case.params, 0) > MAX_LEVELS:
        return fault(f"params nest deeper than {MAX_LEVELS} levels, which the signature does not cover.", "params")
    return None


@rule(
    codes={40101},
    evidence="documented",
    source="Developer portal: api_key and sig over REST, public/auth first on a websocket; facts 1.1 and 1.7",
)
def signature_is_sent(case: Case) -> Verdict | None:
    """A private request carries no signature; it may have been taken out before pasting."""
    request = case.request
    private = case.method.startswith("private/") or case.method == "public/auth"
    if not private or not {"id", "nonce"} & set(request) or "sig" in request or "api_key" in request:
        return None
    return fault(
        "The request carries neither api_key nor sig. If they were not taken out before pasting: over REST both are "
        "due, and on a websocket public/auth has to succeed first.",
        "sig",
    )


@rule(codes={40101}, evidence="documented", source="Developer portal: sig is 64 hexadecimal characters; facts 1.1")
def signature_has_its_length(case: Case) -> Verdict | None:
    """`sig` is not 64 characters long; its mask keeps the length."""
    masked = MASKED.fullmatch(str(case.request.get("sig", ""))[:20])
    if masked and int(masked.group(1)) != SIG_LENGTH:
        return fault(f"sig has {masked.group(1)} characters; it has to be {SIG_LENGTH} hexadecimal ones.", "sig")
    return None


def _key_orders(value: Any, place: str, level: int = 0) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of every object in ``value``, with the name of its place, three levels deep."""
    if level >= MAX_LEVELS:
        return
    if isinstance(value, Mapping):
        yield place, [str(key) for key in value]
        for key, child in list(value.items())[:MAX_VALUES]:
            yield from _key_orders(child, shown(key), level + 1)
    elif isinstance(value, (list, tuple)):
        for child in value[:20]:
            yield from _key_orders(child, place, level + 1)


def _values(params: Mapping[str, Any], level: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield every plain value of params with the name of its field, three levels deep."""
    for name, value in list(params.items())[:MAX_VALUES]:
        children = value[:20] if isinstance(value, (list, tuple)) else (value,)
        for item in children:
            if isinstance(item, Mapping):
                if level + 1 < MAX_LEVELS:
                    yield from _values(item, level + 1)
            elif not isinstance(item, (list, tuple)):
                yield shown(name), item


def _depth(value: Any, level: int) -> int:
    """Return how many objects nest in ``value``, counted up to one more than the signature covers."""
    if level > MAX_LEVELS or not isinstance(value, (Mapping, list, tuple)):
        return level
    if isinstance(value, Mapping):
        return max([level + 1, *(_depth(item, level + 1) for item in list(value.values())[:MAX_VALUES])])
    return max([level, *(_depth(item, level + isinstance(item, (list, tuple))) for item in value[:MAX_VALUES])])
