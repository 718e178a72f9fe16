"""``manage.py explain REF``: one error code in the terminal."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...api import entry_documents
from ..catalogue_source import readable_snapshot
from ..terminal_width import for_terminal


class Command(BaseCommand):
    help = "Explain an error code: a number, a name in any spelling, or an id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", nargs="+", help="306, INSUFFICIENT_AVAILABLE_BALANCE, ws-1006, ...")
        parser.add_argument("--json", action="store_true", help="print what the API answers")

    def handle(self, *, ref: list[str], json: bool, **_: Any) -> None:
        site = readable_snapshot()
        asked = " ".join(ref)
        entries = site.catalogue.looked_up(asked)
        if not entries:
            near = ", ".join(entry.id for entry in site.index.nearest(asked[:200]))
            raise CommandError(f"No error code is called {asked[:80]!r}.{f' Nearest: {near}.' if near else ''}")
        ready = entry_documents.of(site)
        if json:
            self.stdout.write(_pretty([ready.data[entry.id] for entry in entries]))
        else:
            self.stdout.write(for_terminal(ready.markdown_text(entries), self.style), ending="")


def _pretty(entries: list[dict[str, Any]]) -> str:
    """Return one entry as it is, several as the API's choices."""
    data = entries[0] if len(entries) == 1 else {"count": len(entries), "choices": entries}
    return json.dumps(data, ensure_ascii=False, indent=2)
