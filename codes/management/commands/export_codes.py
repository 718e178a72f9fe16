"""Fold what editors changed back into the content files."""

from collections.abc import Mapping
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

from ...models import Code
from ...store.sync import edited_here


class Command(BaseCommand):
    help = "Write every note that was edited here into its content file; only the parts that changed differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        folder, edited = options["dir"], edited_here()
        former = _former_files(edited.entries, folder)
        for entry in edited.entries:
            self._write(folder / entry.file, _in_its_form(entry, [folder / entry.file, *former[entry.id]]), folder)
        outdated = [folder / "unlisted" / f"{entry.id}.toml" for entry in edited.entries]
        for path in [*outdated, *(path for paths in former.values() for path in paths)]:
            path.unlink(missing_ok=True)
        for path, text in list(folded_phrases(edited.entries, folder)):
            self._write(path, text, folder)
        if edited.unread:
            self.stderr.write("cannot be read, and not written: " + ", ".join(edited.unread))
        if edited.conflicts:
            self.stderr.write("changed in the file too, and not written: " + ", ".join(edited.conflicts))
            self.stderr.write("solve these in the editor, at /edit/conflicts/")
        self.stdout.write(f"{len(edited.entries)} written")

    def _write(self, path: Path, text: str, folder: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.stdout.write(str(path.relative_to(folder)))


def _former_files(entries: list[Entry], folder: Path) -> dict[str, list[Path]]:
    """Return the files that each entry had under its former ids, the newest first, by its current id."""
    taken = set(Code.objects.values_list("pk", flat=True))
    return {
        entry.id: [folder / entry.kind / f"{key}.md" for key in reversed(entry.former) if key not in taken]
        for entry in entries
    }


def _in_its_form(entry: Entry, paths: list[Path]) -> str:
    """Return the entry in the form of its file, the first of ``paths`` that exists.

    In the writer's own form where there is no file, or it cannot be read or would say something else.
    """
    whole, path = render_entry(entry), next((path for path in paths if path.exists()), None)
    if path is None:
        return whole
    categories: Mapping[str, Category] = {entry.category.slug: entry.category}
    text = path.read_text("utf-8")
    try:
        folded = fold_entry(entry, parse_entry(path.name, text, categories), text)
        return folded if _says_the_same(entry, folded, whole, categories) else whole
    except ContentError:
        return whole


def _says_the_same(entry: Entry, folded: str, whole: str, categories: Mapping[str, Category]) -> bool:
    name = f"{entry.id}.md"
    return parse_entry(name, folded, categories) == parse_entry(name, whole, categories)
