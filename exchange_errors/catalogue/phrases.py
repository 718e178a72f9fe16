"""What people say about an error: one file per language in content/search/phrases, a list for each entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from .entry import Entry
from .file_writer import toml_value
from .value_reader import Fault, Reader

Phrases = dict[str, tuple[str, ...]]


def parse_phrases(path: str, text: str, known: Iterable[str]) -> tuple[Phrases, list[Fault]]:
    """Return the phrases of one language by entry id, and every fault; ``known`` are the ids that there are."""
    read = Reader(path, text)
    table = read.toml(text)
    read.only(table, known, "the file")
    return {entry_id: read.strings(table, entry_id) for entry_id in table}, read.faults


def render_phrases(phrases: Mapping[str, Iterable[str]]) -> str:
    """Return the text that ``parse_phrases`` reads back as the same phrases."""
    return "\n".join(map(_list, phrases.items()))


def _list(row: tuple[str, Iterable[str]]) -> str:
    entry_id, phrases = row
    return "".join([f"{entry_id} = [\n", *(f"  {toml_value(phrase)},\n" for phrase in phrases), "]\n"])


def with_phrases(entry: Entry, by_language: Mapping[str, Phrases]) -> Entry:
    """Return the entry with what people say about it in each language."""
    phrases = {tag: words[entry.id] for tag, words in by_language.items() if words.get(entry.id)}
    changed: dict[str, Any] = {"note": dataclasses.replace(entry.note, phrases=phrases)}
    return dataclasses.replace(entry, **changed) if phrases else entry
