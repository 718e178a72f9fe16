"""Whether ``code = 40101`` stands among settings: an ini section, or a record of ports, hosts and timeouts."""

from __future__ import annotations

import re

AROUND = 400  # characters before and behind the line that are looked at, and of these
MOST_LINES = 12
SECTION = re.compile(r"\[\[?\s{0,4}[\"']?([\w .:/-]{1,60})[\"']?\s{0,4}\]\]?")
FIELD = re.compile(r"(?:-\s)?[\"']?([A-Za-z_][\w.-]{0,40})[\"']?\s{0,8}[:=]")
#: Sections and parents that hold what went wrong.
ERROR_SECTIONS = frozenset(("error", "exception", "failure", "last_error", "lasterror", "response", "reply", "answer"))
#: Fields that an answer has and a setting does not.
ANSWER_KEYS = frozenset((
    "message", "msg", "method", "id", "original", "result", "reason", "err", "error", "desc", "description", "status",
    "exchange", "order_id", "client_oid", "instrument_name", "nonce",
))  # fmt: skip
#: Fields that settings have and an answer does not.
SETTING_KEYS = frozenset((
    "port", "host", "hostname", "bind", "listen", "address", "timeout", "retries", "retry", "attempts", "interval",
    "enabled", "debug", "loglevel", "log_level", "version", "image", "path", "workers", "threads", "color", "width",
    "height", "theme", "locale", "language", "zone", "unit", "max", "min", "default", "replicas", "protocol", "user",
    "username", "database", "schema", "model", "serial", "firmware",
))  # fmt: skip


def is_setting(text: str, start: int) -> bool:
    """Whether the ``key = number`` line around ``start`` belongs to settings. Looks at its neighbours only."""
    line_start = text.rfind("\n", max(0, start - AROUND), start) + 1
    if FIELD.match(text[line_start:start].lstrip()) is None:
        return False
    section = ""
    keys: set[str] = set()
    above = text[max(0, line_start - AROUND) : line_start].split("\n")[-2 : -2 - MOST_LINES : -1]
    for line in above:
        if not (said := line.strip()):
            if not keys and not section:
                continue
            break
        if (header := SECTION.fullmatch(said)) is not None:
            section = header[1].lower()
            break
        if said[0] in "#;":
            continue
        if (field := FIELD.match(said)) is None:
            break
        keys.add(field[1].lower())
    for line in text[start : start + AROUND].split("\n")[1 : MOST_LINES + 1]:
        if (field := FIELD.match(line.strip())) is None:
            break
        keys.add(field[1].lower())
    if keys & ANSWER_KEYS or keys & ERROR_SECTIONS or section in ERROR_SECTIONS:
        return False
    return bool(section or keys & SETTING_KEYS)
