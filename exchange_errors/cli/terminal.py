"""Prints to the terminal: colours and progress only where there is one, and never a control character."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from typing import Protocol

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HEADING, QUIET, ALARM, END = "\x1b[1;36m", "\x1b[2m", "\x1b[1;31m", "\x1b[0m"
CLEAR_LINE = "\r\x1b[K"


class Output(Protocol):
    """Where text is written."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> object: ...


@dataclass
class Terminal:
    """Where answers and complaints go. ``colours`` is for answers, ``progress`` for the line with the progress."""

    out: Output
    err: Output
    colours: bool = False
    progress: bool = False

    def write(self, text: str) -> None:
        """Print plain text."""
        self.out.write(CONTROL.sub("", text))
        self.out.flush()

    def write_markdown(self, text: str) -> None:
        """Print Markdown for people: headings lose their marks, and are coloured where colours are on."""
        lines = (self._line(CONTROL.sub("", line)) for line in text.split("\n"))
        self.out.write("\n".join(lines))
        self.out.flush()

    def coloured(self, text: str, colour: str) -> str:
        text = CONTROL.sub("", text)
        return f"{colour}{text}{END}" if self.colours else text

    def write_coloured(self, *parts: str) -> None:
        """Print parts that ``coloured`` returned, as a line."""
        self.out.write("  ".join(filter(None, parts)) + "\n")
        self.out.flush()

    def show_progress(self, text: str) -> None:
        if self.progress:
            self.err.write(f"{CLEAR_LINE}{text}")
            self.err.flush()

    def end_progress(self) -> None:
        self.show_progress("")

    def complain(self, text: str) -> None:
        self.end_progress()
        self.err.write(f"exchange-errors: {CONTROL.sub('', text)}\n")

    def _line(self, line: str) -> str:
        if not line.startswith("#"):
            return line
        heading = line.lstrip("#").strip()
        return f"{HEADING}{heading}{END}" if self.colours else heading


def standard() -> Terminal:
    """Return the terminal of this process. NO_COLOR (no-color.org) and TERM=dumb switch colours off."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    is_smart = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return Terminal(sys.stdout, sys.stderr, sys.stdout.isatty() and not is_plain, is_smart)
