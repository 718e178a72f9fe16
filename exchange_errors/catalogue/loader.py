"""Reads the content files: the catalogue without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..content import CONTENT
from .catalogue import Catalogue
from .entry import Category, Entry
from .file_reader import parse_categories, parse_entry, parse_unlisted
from .guide import Guide, Term, parse_glossary, parse_guide
from .phrases import Phrases, parse_phrases, render_phrases, with_phrases
from .value_reader import ContentError, Fault

Parse = Callable[[str, str, Mapping[str, Category]], Entry]  # of a file's name, its text and the categories


def content_files(folder: Path = CONTENT) -> Iterator[Path]:
    """Yield the entries' files, in a stable order."""
    for kind in ("response", "websocket"):
        yield from sorted((folder / kind).glob("*.md"))


def load_entries(folder: Path = CONTENT) -> tuple[list[Entry], dict[str, Category]]:
    """Return every entry and every category of ``folder``.

    Raises ContentError that names each fault by file and line.
    """
    categories = _categories(folder)
    entries = _parsed(content_files(folder), parse_entry, folder, categories)
    known = {entry.id for entry in entries}
    faults = [
        Fault(f"{entry.kind}/{entry.id}.md", 1, f"related entry {related.id!r} does not exist")
        for entry in entries
        for related in entry.note.related
        if related.id not in known
    ]
    by_language = {} if faults else _read_phrases(folder, known, faults)
    if faults:
        raise ContentError(faults)
    return [with_phrases(entry, by_language) for entry in entries], categories


def _categories(folder: Path) -> dict[str, Category]:
    path = folder / "categories.toml"
    return parse_categories(path.name, path.read_text("utf-8"))


def _parsed(paths: Iterable[Path], parse: Parse, folder: Path, categories: Mapping[str, Category]) -> list[Entry]:
    """Return the entry of each file. Raises ContentError with the faults of all of them."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for path in paths:
        name = str(path.relative_to(folder))
        try:
            entries.append(parse(name, path.read_text("utf-8"), categories))
        except ContentError as error:
            faults += error.faults
        except UnicodeDecodeError as error:
            faults.append(Fault(name, 1, f"not UTF-8: {error.reason}"))
    if faults:
        raise ContentError(faults)
    return entries


def phrase_files(folder: Path = CONTENT) -> list[Path]:
    """Return the files of what people say, English first. A language that is missing is no fault."""
    return sorted((folder / "search" / "phrases").glob("*.toml"), key=lambda path: (path.stem != "en", path.stem))


def _read_phrases(folder: Path, known: Iterable[str], faults: list[Fault]) -> dict[str, Phrases]:
    by_language = {}
    for path in phrase_files(folder):
        name = str(path.relative_to(folder))
        by_language[path.stem], wrong = parse_phrases(name, path.read_text("utf-8"), known)
        faults += wrong
    return by_language


def folded_phrases(edited: Iterable[Entry], folder: Path = CONTENT) -> Iterator[tuple[Path, str]]:
    """Yield each file of phrases that ``edited`` entries change, with its new text. Raises ContentError."""
    edited = list(edited)
    order = [path.stem for path in content_files(folder)]
    former = {entry_id for entry in edited for entry_id in entry.former}
    tags = {path.stem for path in phrase_files(folder)} | {tag for entry in edited for tag in entry.note.phrases}
    for tag in sorted(tags):
        path = folder / "search" / "phrases" / f"{tag}.toml"
        text = path.read_text("utf-8") if path.exists() else ""
        phrases, faults = parse_phrases(str(path.relative_to(folder)), text, {*order, *former})
        if faults:
            raise ContentError(faults)
        phrases |= {entry.id: entry.note.phrases.get(tag, ()) for entry in edited}
        folded = render_phrases({entry_id: phrases[entry_id] for entry_id in order if phrases.get(entry_id)})
        if folded != text:
            yield path, folded


def load_catalogue(folder: Path = CONTENT) -> Catalogue:
    """Return the catalogue of the content files. Raises ContentError."""
    entries, categories = load_entries(folder)
    return Catalogue.of_content(entries, categories.values(), load_unlisted(folder))


def load_unlisted(folder: Path = CONTENT) -> tuple[Entry, ...]:
    """Return the codes that the vendor's table does not list, one from each file. Raises ContentError."""
    paths = sorted((folder / "unlisted").glob("*.toml"))
    return tuple(_parsed(paths, parse_unlisted, folder, _categories(folder)))


def load_guides(folder: Path = CONTENT) -> tuple[Guide, ...]:
    """Return the guides in their order. Raises ContentError."""
    paths = sorted((folder / "guides").glob("*.md"))
    guides = [parse_guide(str(path.relative_to(folder)), path.read_text("utf-8")) for path in paths]
    return tuple(sorted(guides, key=lambda guide: guide.order))


def load_glossary(folder: Path = CONTENT) -> tuple[Term, ...]:
    """Return the glossary's terms in alphabetical order. Raises ContentError."""
    path = folder / "glossary.toml"
    return parse_glossary(path.name, path.read_text("utf-8"))
