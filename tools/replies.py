"""``python -m tools.replies``: what the languages of letters lack beside today's English.

Without a tag: what is missing or stale in each language, and where its glossary may not have been kept; never red.
With a tag: the worksheet of that language, which is its file with the English of all that is missing or stale. A tag
without a file gives the worksheet of a new language.
With ``--stamp`` behind a tag: every text without a stamp is stamped with the English of today, and the file is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.file_writer import toml_value
from exchange_errors.catalogue.lint_replies import glossary_doubts
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.catalogue.reply_gaps import asked, reply_gaps
from exchange_errors.catalogue.reply_languages import (
    ReplyLanguage,
    ReplyTexts,
    digest,
    english,
    english_texts,
    reply_languages,
    stamp,
)
from exchange_errors.content import CONTENT

HEAD = """\
# What letters to customers say in {english_name}.
# `of` is a digest of the English that a text was made from: take it away when you renew the text, then
# `python -m tools.replies {tag} --stamp`. `reviewed` turns true when a speaker has read all of it.
"""


def rendered(language: ReplyLanguage, entries: Iterable[Entry], gaps_only: bool = False) -> str:
    """Return the file of a language; ``gaps_only`` leaves the English of what is missing or stale, without stamps."""
    entries = list(entries)
    lines = [HEAD.format(english_name=language.english_name, tag=language.tag) + "\n".join(_facts(language))]
    lines += _tables(language)
    lines += ["", "[sentences]", *_sentences(language, gaps_only)]
    lines += ["", "# By the English question.", "[questions]", *_questions(language, entries, gaps_only)]
    for entry in entries:
        lines += _entry(language, entry, gaps_only)
    return "\n".join(lines) + "\n"


def _facts(language: ReplyLanguage) -> Iterator[str]:
    yield f"name = {toml_value(language.name)}"
    yield f"english_name = {toml_value(language.english_name)}"
    yield f"reviewed = {toml_value(language.reviewed)}"
    if language.joiner != " ":
        yield f"joiner = {toml_value(language.joiner)}"
    if language.direction != "ltr":
        yield f"direction = {toml_value(language.direction)}"


def _tables(language: ReplyLanguage) -> Iterator[str]:
    yield from ("", "# What each term of the English is called, everywhere.", "[glossary]", *_pairs(language.glossary))
    yield from ("", "# Words of an address that is too familiar; a star is any ending.", "[informal]")
    yield f"words = {toml_value(language.informal)}"
    yield from ("", "# Beginnings of words that may stand only where the English has what is on the left.", "[sharp]")
    yield from _pairs(language.sharp)


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{json.dumps(key, ensure_ascii=False)} = {toml_value(value)}" for key, value in table.items())


def _sentences(language: ReplyLanguage, gaps_only: bool) -> Iterator[str]:
    for key, (in_english, _) in english().sentences.items():
        own, today = language.sentences.get(key), digest(in_english)
        if gaps_only:
            if own is None or own.of != today:
                yield f"{key} = {toml_value(in_english)}"
        elif own:
            yield f"{key} = {{ of = {toml_value(own.of or today)}, text = {toml_value(own.text)} }}"


def _questions(language: ReplyLanguage, entries: Iterable[Entry], gaps_only: bool) -> Iterator[str]:
    for question in asked(entries):
        own = language.questions.get(question)
        if (own is None) is gaps_only:
            yield f"{toml_value(question)} = {toml_value(own or question)}"


def _entry(language: ReplyLanguage, entry: Entry, gaps_only: bool) -> Iterator[str]:
    texts, own = english_texts(entry.note), language.entries.get(entry.id)
    today = stamp(texts)
    if gaps_only and (own is None or own.of != today):
        yield from ("", f"# {entry.title}", f"[entries.{entry.id}]", *_texts(texts))
    elif own and not gaps_only:
        head = ("", f"# {entry.title}", f"[entries.{entry.id}]", f"of = {toml_value(own.of or today)}")
        yield from (*head, *_texts(own.texts))


def _texts(texts: ReplyTexts) -> Iterator[str]:
    yield f"headline = {toml_value(texts.headline)}"
    yield from ("reply = [", *(f"  {toml_value(sentence)}," for sentence in texts.sentences), "]")


def _overview(entries: list[Entry]) -> Iterator[str]:
    for language in reply_languages().values():
        if language.is_english:
            continue
        gaps = reply_gaps(language, entries)
        if not gaps:
            yield f"{language.tag}: every letter is made from today's English"
            continue
        yield f"{language.tag}: {len(gaps.missing)} missing, {len(gaps.stale)} stale"
        yield from (f"  missing: {key}" for key in gaps.missing)
        yield from (f"  stale: {key}" for key in gaps.stale)


def main() -> int:
    """Run the command; 0 whatever is missing or stale."""
    parser = argparse.ArgumentParser(prog="python -m tools.replies", description=__doc__.partition("\n")[0])
    parser.add_argument("tag", nargs="?", help="of a language, such as es")
    parser.add_argument("--stamp", action="store_true", help="stamp what has no stamp, and write the file")
    parser.add_argument("--glossary", action="store_true", help="print where a term may not be the glossary's")
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    entries = list(catalogue.entries)
    if arguments.tag is None:
        print("\n".join(_overview(entries)))
        return 0
    tag = arguments.tag
    language = reply_languages().get(tag) or ReplyLanguage(tag, tag, tag, False, {})
    if arguments.glossary:
        print("\n".join(glossary_doubts(language, catalogue)))
    elif arguments.stamp:
        (CONTENT / "replies" / f"{tag}.toml").write_text(rendered(language, entries), "utf-8")
    else:
        print(rendered(language, entries, gaps_only=True), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
