"""Fold what editors changed back into the content files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exchange_errors.catalogue.file_writer import render_entry
from exchange_errors.catalogue.loader import folded_phrases
from exchange_errors.content import CONTENT

from ...store.sync import edited_here


class Command(BaseCommand):
    help = "Write every note that was edited in the admin back to its content file, then run sync_codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        edited, unread = edited_here()
        for entry in edited:
            path = options["dir"] / entry.kind / f"{entry.id}.md"
            path.write_text(render_entry(entry), "utf-8")
            self.stdout.write(str(path.relative_to(options["dir"])))
        for path, text in folded_phrases(edited, options["dir"]):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            self.stdout.write(str(path.relative_to(options["dir"])))
        if unread:
            self.stderr.write("cannot be read, and not written: " + ", ".join(unread))
        self.stdout.write(f"{len(edited)} written")
