"""Fold what editors changed back into the content files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exchange_errors.catalogue.entry import Category, Entry
from exchange_errors.catalogue.file_folding import fold_entry
from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.file_writer import render_entry
from exchange_errors.catalogue.loader import folded_phrases
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.content import CONTENT

from ...store.sync import edited_here


class Command(BaseCommand):
    help = "Write every note that was edited here into its content file; only the parts that changed differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        folder, edited = options["dir"], edited_here()
        texts = [(folder / entry.kind / f"{entry.id}.md", entry) for entry in edited.entries]
        for path, text in [*_folded(texts), *folded_phrases(edited.entries, folder)]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            self.stdout.write(str(path.relative_to(folder)))
        if edited.unread:
            self.stderr.write("cannot be read, and not written: " + ", ".join(edited.unread))
        if edited.conflicts:
            self.stderr.write("changed in the file too, and not written: " + ", ".join(edited.conflicts))
            self.stderr.write("solve these in the editor, at /edit/conflicts/")
        self.stdout.write(f"{len(edited.entries)} written")


def _folded(entries: list[tuple[Path, Entry]]) -> Iterator[tuple[Path, str]]:
    for path, entry in entries:
        whole = render_entry(entry)
        yield path, _in_its_form(path, entry, whole) if path.exists() else whole


def _in_its_form(path: Path, entry: Entry, whole: str) -> str:
    """Return the entry in the form of its file, ``whole`` where that cannot be read or would say something else."""
    categories: Mapping[str, Category] = {entry.category.slug: entry.category}
    text = path.read_text("utf-8")
    try:
        folded = fold_entry(entry, parse_entry(path.name, text, categories), text)
        return folded if _says_the_same(path, folded, whole, categories) else whole
    except ContentError:
        return whole


def _says_the_same(path: Path, folded: str, whole: str, categories: Mapping[str, Category]) -> bool:
    return parse_entry(path.name, folded, categories) == parse_entry(path.name, whole, categories)
