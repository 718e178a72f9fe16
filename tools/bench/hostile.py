"""Texts made to be slow: each grows with its size, and a decoder that backtracks or rescans shows it at once."""

from __future__ import annotations

from collections.abc import Callable


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return a maker of texts of about ``size`` characters out of one unit."""
    return lambda size: before + unit * (size // len(unit)) + after


def nested(opening: str, inside: str = "1", closing: str = "}") -> Callable[[int], str]:
    """Return a maker of objects nested as deep as ``size`` allows."""
    unit = len(opening) + len(closing)
    return lambda size: opening * (size // unit) + inside + closing * (size // unit)


ANSWER = '{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'

HOSTILE: dict[str, Callable[[int], str]] = {
    "double quotes": repeated('"'),
    "single quotes": repeated("'"),
    "backslashes": repeated("\\"),
    "escaped quotes": repeated('\\"'),
    "an open string of escaped quotes": repeated('\\"', before='{"a":"'),
    "opening braces": repeated("{"),
    "closing braces": repeated("}"),
    "opening brackets": repeated("["),
    "empty objects": repeated("{}"),
    "objects nested": nested('{"a":'),
    "lists nested": nested("[", closing="]"),
    "objects nested, never closed": repeated('{"a":'),
    "objects in lists nested, never closed": repeated('[{"a":'),
    "keys without values": repeated("{a:"),
    "words in an object": repeated("b ", before="{a:"),
    "Go maps, never closed": repeated("map[a:"),
    "records, never closed": repeated("Foo(a="),
    "digits": repeated("1"),
    "numbers": repeated("306 "),
    "numbers that are codes": repeated("code 306 "),
    "statuses that are codes": repeated("error 401 "),
    "records with texts": repeated('{"log":"invalid request, error 401"}\n'),
    "records with texts on one line": repeated('{"log":"no position, error 306"} '),
    "Chinese numbers": repeated("错误 306 "),
    "blanks": repeated(" "),
    "line ends": repeated("\n"),
    "letters": repeated("a"),
    "capitals": repeated("A"),
    "names": repeated("INVALID_NONCE "),
    "half names": repeated("INVALID_"),
    "half sentences": repeated("invalid "),
    "one line of answers": repeated(ANSWER + " "),
    "one line of Python objects": repeated("{'id':1,'code':306,} "),
    "one line of escaped objects": repeated('{\\"code\\":306} '),
    "answers over many lines": repeated('{\n"code": 306,\n"message":"x"\n}\n'),
    "a list of answers": lambda size: "[" + ",".join([ANSWER] * (size // len(ANSWER))) + "]",
    "a string full of objects": repeated('{\\"a\\":1} ', before='{"log":"', after='"}'),
    "a string over many lines": repeated("\n", before='{"a":"'),
    "open comments": repeated("/*", before="{"),
    "line comments": repeated('{"a":1,//'),
    "key names": repeated("api_key="),
    "a key name and backslashes": repeated("\\", before="api_key"),
    "keys named, apart from nothing": repeated("api key "),
    "keys apart from their names": repeated("api key | a1b2c3d4e5f6g7 "),
    "secrets and their equals signs": repeated("secret key==a1b2"),
    "secrets named again and again": repeated("secret "),
    "stand-ins for headers": repeated("cookie: <", after=">"),
    "stand-ins for secrets": repeated('secret="${'),
    "quotes inside a secret": repeated('\\"', before='secret="'),
    "secrets inside secrets": repeated('secret=\\"secret="'),
    "a secret in pieces": repeated("' + 'a1b2c3'", before="secret='a1b2c3"),
    "private keys in JSON": repeated("-----BEGIN PRIVATE KEY-----\\n"),
    "names beside values": repeated('{"name":"Cookie","value":"'),
    "cookie lists, never closed": repeated('"cookies":['),
    "values of cookies": repeated('{"value":"a"},', before='"cookies":['),
    "telephone numbers": repeated("tel 415-555-2671 "),
    "telephones without numbers": repeated("tel: 1 ("),
    "JSON in CSV": repeated('"{""code"":306}",'),
    "JSON in CSV, never closed": repeated('{""a""'),
    "arrays of PHP": repeated("array('a' => "),
    "times without a day": repeated("23:59:59 error 306\n", before="2026-11-23\n"),
    "words that open code": repeated("if a "),
    "closes told by both sides": repeated("received 1000 (OK) a; "),
    "beginnings of tokens": repeated("eyJ"),
    "at signs": repeated("a@"),
    "mail addresses": repeated("a@a.aa "),
    "dots": repeated("1."),
    "colons": repeated("a:"),
    "pluses": repeated("+1"),
    "entities": repeated("&amp;"),
    "entities of entities": repeated("&amp;quot;"),
    "percent signs": repeated("%25"),
    "percent-encoded quotes": repeated("%22"),
    "unicode escapes": repeated("\\u0022"),
    "a deep unicode escape": repeated("\\", after="u0022"),
    "colour codes": repeated("\x1b["),
    "base64": repeated("QUJD"),
    "private key headers": repeated("-----BEGIN PRIVATE KEY-----"),
    "mail quotes": repeated("> \n"),
    "zero-width spaces": repeated("\u200b"),
    "smart quotes": repeated("\u201c"),
    "surrogates": repeated("\ud800"),
    "every character": lambda size: "".join(map(chr, range(256))) * (size // 256),
    "status lines": repeated("HTTP/1.1 500\n"),
    "transcripts": repeated('HTTP/1.1 500\n\n{"code":306}\n'),
    "close lines": repeated("websocket closed 1006 "),
    "table rows": repeated("306,x\n", before="code,message\n"),
    "table bars": repeated("|"),
}  # fmt: skip
