"""What is said together with a candidate: the words of its line or, of a short text, of the whole."""

from __future__ import annotations

import re

from ..language.word_classes import WordClass, read_words
from .code_names import CodeNames

SHORT, SHORT_LINES = 240, 6  # characters and lines of a message that was typed rather than copied
LONGEST = 800  # characters that are read
#: Who said it and when, at the beginning of a line of a chat.
TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
SPEAKER = re.compile(rf"^\s*(?:[>*-]\s)*(?:{TIME}\s+)?(?:<\w{{1,20}}>|\w{{1,15}}(?:\s{TIME})?:)\s")


class Message:
    """The classes of its words, and how many of them name things that are nothing of this exchange."""

    def __init__(self, text: str, names: CodeNames, *, is_whole: bool) -> None:
        words = read_words(text[:LONGEST])
        self.is_short = is_whole and len(text) <= SHORT and text.count("\n") < SHORT_LINES and "\x00" not in text
        self.has_words = bool(words)
        self.classes = frozenset(name for word in words for name in word.classes)
        self.asks = "?" in text or "？" in text or (bool(words) and words[0].is_a("question"))
        self.strange = sum(
            not word.classes and len(word.text) > 1 and word.text.lower() not in names.familiar for word in words
        )

    def has(self, *classes: WordClass) -> bool:
        return not self.classes.isdisjoint(classes)


def is_chat(text: str) -> bool:
    """Whether two lines or more begin with who said them: with a time, twice the same name, or sentences behind it."""
    speakers = [match for line in text[:LONGEST].split("\n") if (match := SPEAKER.match(line))]
    names = [match[0] for match in speakers]
    is_spoken = any(len(match.string.split()) > 3 or "?" in match.string for match in speakers)
    return len(names) > 1 and (is_spoken or len(set(names)) < len(names))


def without_speakers(text: str) -> str:
    """Return the text without who said each of its lines."""
    return "\n".join(SPEAKER.sub("", line, count=1) for line in text.split("\n"))
