"""Which of its classes counts for a word beside a number."""

from __future__ import annotations

from typing import Literal

from ..language.word_classes import ClassedWord, WordClass

Kind = Literal["error", "code", "status", "failing", "getting", "question", "function", "trade", "closing", "strange"]
HEADS: tuple[Kind, ...] = ("error", "code", "status", "failing", "getting", "question", "function", "trade", "closing")
FILLERS: tuple[WordClass, ...] = (
    "unit", "between", "article", "circumstance", "also", "with", "but", "measure", "again", "ending", "postposition",
)  # fmt: skip


def kind_of(word: ClassedWord) -> Kind:
    """Return the class that counts most, "strange" for a word of an open class."""
    if word.is_a("function") and word.is_a("question"):
        return "function"  # ``is`` and ``when`` ask nothing by themselves, and ``was`` asks in one language only
    if word.is_a("asset", "connection"):
        return "trade"
    return next((kind for kind in HEADS if kind in word.classes), "function" if word.is_a(*FILLERS) else "strange")


def is_filler(word: ClassedWord) -> bool:
    """Whether the word only fills a sentence or asks."""
    return kind_of(word) in ("function", "question")
