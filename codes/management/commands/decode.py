"""``manage.py decode [FILE]``: find and explain the errors in a text, in the terminal."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange_errors.decoder import LIMIT_BYTES
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_markdown

from ...api.decoding import as_data
from ..catalogue_source import readable_snapshot
from ..terminal_width import for_terminal


class Command(BaseCommand):
    help = "Decode a response, a log or an order, from a file or from standard input. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: standard input")
        parser.add_argument("--json", action="store_true", help="print what the API answers")

    def handle(self, *, file: Path | None, json: bool, **_: Any) -> None:
        catalogue = readable_snapshot().catalogue
        report = explain(_read(file), catalogue)
        if json:
            self.stdout.write(_pretty(as_data(report, catalogue)))
        else:
            self.stdout.write(for_terminal(report_markdown(report, catalogue), self.style), ending="")


def _read(file: Path | None) -> str:
    """Return the text of the file or of standard input; bytes that are not UTF-8 are replaced. Raises CommandError."""
    try:
        if file is None:
            content = sys.stdin.buffer.read(LIMIT_BYTES + 1)
        else:
            with file.open("rb") as opened:
                content = opened.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    if len(content) > LIMIT_BYTES:
        raise CommandError(f"The text is too large; at most {LIMIT_BYTES} bytes are read.")
    return content.decode("utf-8-sig", "replace")


def _pretty(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2)
