"""Ways in which a text gets wrapped on its way into a paste-box; each must read as the text itself does."""

from __future__ import annotations

import base64
import html
import json
import re
import textwrap
from collections.abc import Callable
from urllib.parse import quote, quote_plus


def escaped(text: str, times: int) -> str:
    """JSON-escape ``text`` as if it had been a string value, ``times`` over, without the outer quotes."""
    for _ in range(times):
        text = json.dumps(text)[1:-1]
    return text


def quoted_mail(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def coloured(text: str) -> str:
    """Colour every word as a terminal would."""
    return re.sub(r"[A-Za-z_]{4,}", lambda word: f"\x1b[31m{word[0]}\x1b[0m", text)


def sprinkled(text: str, char: str) -> str:
    """Put an invisible character behind every third one."""
    return "".join(c + (char if place % 3 == 0 else "") for place, c in enumerate(text))


def smart_quoted(text: str) -> str:
    """Curl the double quotes the way a word processor does, opening and closing in turn."""
    parts = text.split('"')
    return "".join(part + ("“" if place % 2 == 0 else "”") for place, part in enumerate(parts[:-1])) + parts[-1]


def base64_lines(text: str) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(text.encode()).decode(), 76))


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "json-string": json.dumps,
    "json-escaped": lambda text: escaped(text, 1),
    "json-escaped-twice": lambda text: escaped(text, 2),
    "json-escaped-three-times": lambda text: escaped(text, 3),
    "json-string-twice": lambda text: json.dumps(json.dumps(text)),
    "python-repr": repr,
    "python-bytes": lambda text: repr(text.encode()) if text.isascii() else repr(text),
    "url-encoded": lambda text: quote(text, safe=""),
    "form-encoded": quote_plus,
    "url-encoded-twice": lambda text: quote(quote(text)),
    "html-escaped": html.escape,
    "html-escaped-twice": lambda text: html.escape(html.escape(text)),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64-lines": base64_lines,
    "base64-url-safe": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "quoted-mail": quoted_mail,
    "quoted-mail-twice": lambda text: quoted_mail(quoted_mail(text)),
    "markdown-fence": lambda text: f"```json\n{text}\n```",
    "ansi-colours": coloured,
    "byte-order-mark": lambda text: "\ufeff" + text,
    "windows-lines": lambda text: text.replace("\n", "\r\n"),
    "nul-characters": lambda text: sprinkled(text, "\x00"),
    "utf-16-read-as-bytes": lambda text: (
        text.encode("utf-16-le", "replace").decode("latin-1") if text.isascii() else text
    ),
    "zero-width": lambda text: sprinkled(text, "\u200b"),
    "no-break-spaces": lambda text: text.replace(" ", "\xa0"),
    "smart-quotes": smart_quoted,
    "unicode-escaped-quotes": lambda text: text.replace("\\", "\\u005c").replace('"', "\\u0022"),
    "json-in-a-field": lambda text: json.dumps({"level": "error", "message": text}),
    "json-in-a-field-twice": lambda text: json.dumps({"log": json.dumps({"message": text})}),
    "log-prefix": lambda text: "\n".join(f"2026-11-23T06:17:01.123Z ERROR bot: {line}" for line in text.split("\n")),
    "compose-prefix": lambda text: "\n".join(f"bot-1  | {line}" for line in f"{text}\nend of log".split("\n")),
}
