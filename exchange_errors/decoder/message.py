"""What is said together with a candidate: the words of its line or, of a short text, of the whole."""

from __future__ import annotations

import re

from ..language.word_classes import ClassedWord, WordClass, read_words
from ..language.words import is_cjk
from .code_names import CodeNames

SHORT, SHORT_LINES = 240, 6  # characters and lines of a message that was typed rather than copied
FIRST_HAN = "\u4e00"  # from here on one character is a word
LONGEST = 800  # characters that are read
SAID = re.compile(r"[^\W\d]\w*")
MOST_SPEAKERS = 3  # who each say one line of a chat
ASKED = re.compile(r"？|\?(?!\w{1,30}=)")  # and not the question mark of a link
BEGINS = re.compile(r"(?:^|[,;:.!\n])\W*$")
#: Who said it and when, at the beginning of a line of a chat.
ADDRESSED = re.compile(r"(?<!\S)(?:@[\w.-]{1,40}[,:]?|:[a-z_]{2,30}:)\s")  # ``@support``, ``:warning:``
TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
NAME = r"(?:\w{1,15}|[^\W\d_a-z]\w{1,15}\s[^\W\d_a-z]\w{1,15})"
SPEAKER = re.compile(rf"^\s*(?:[>*-]\s)*(?:{TIME}\s+)?(?:<@?\w{{1,20}}>|{NAME}(?:\s{TIME})?:)\s")


class Message:
    """The classes of its words, and how many, in all and in one sentence, name things that are not this exchange's."""

    def __init__(self, text: str, sentence: str, names: CodeNames, *, is_whole: bool) -> None:
        text = ADDRESSED.sub("", text)
        words = read_words(text[:LONGEST])
        self.is_short = is_whole and len(text) <= SHORT and text.count("\n") < SHORT_LINES and "\x00" not in text
        self.has_words = any(not word.is_a("also") for word in words)
        self.classes = frozenset(name for word in words for name in word.classes)
        self.asks = ASKED.search(text) is not None or _begins_question(text, words)
        self.strange = sum(_is_strange(word, names) for word in words)
        self.strange_near = sum(_is_strange(word, names) for word in read_words(sentence))

    def has(self, *classes: WordClass) -> bool:
        return not self.classes.isdisjoint(classes)


def _begins_question(text: str, words: list[ClassedWord]) -> bool:
    asking = (word for word in words if word.is_a("question"))
    return any(is_cjk(word.text) or BEGINS.search(text, 0, word.start) for word in asking)


def _is_strange(word: ClassedWord, names: CodeNames) -> bool:
    return (
        not word.classes and (len(word.text) > 1 or word.text >= FIRST_HAN) and word.text.lower() not in names.familiar
    )


def is_chat(text: str) -> bool:
    """Whether two lines or more begin with who said them: with a time, twice the same name, or sentences behind it.

    Where many names each stand once they are the labels of a form.
    """
    speakers = [match for line in text[:LONGEST].split("\n") if (match := SPEAKER.match(line))]
    names = [match[0] for match in speakers]
    is_spoken = any(len(SAID.findall(match.string)) > 3 or "?" in match.string for match in speakers)
    is_form = len(set(names)) == len(names) > MOST_SPEAKERS
    return len(names) > 1 and not is_form and (is_spoken or len(set(names)) < len(names))


def without_speakers(text: str) -> str:
    """Return the text without who said each of its lines."""
    return "\n".join(SPEAKER.sub("", line, count=1) for line in text.split("\n"))
