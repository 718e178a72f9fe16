"""How a Markdown text is shown on a terminal."""

from __future__ import annotations

import re

from django.core.management.color import Style

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a paste must not steer the terminal


def for_terminal(markdown: str, style: Style) -> str:
    """Return the text with its headings in colour, where ``style`` has colours, and without control characters."""
    return "\n".join(_line(CONTROL.sub("", line), style) for line in markdown.split("\n"))


def _line(line: str, style: Style) -> str:
    heading = line.lstrip("#").strip()
    return style.MIGRATE_HEADING(heading) if line.startswith("#") else line
