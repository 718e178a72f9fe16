"""Pages read the shipped catalogue and may not touch the database: no public GET does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from codes.store import snapshot

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@pytest.fixture(autouse=True)
def warm_snapshot(shipped_snapshot: snapshot.Snapshot) -> None:
    """The catalogue is read once, outside the tests; after that a query in a test fails it."""
    snapshot.serve(shipped_snapshot)


class Outline(HTMLParser):
    """What tests ask of a page: its elements with their attributes, whether they nest, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        wanted = attributes.items()
        return [attrs for name, attrs in self.elements if name == tag and all(attrs.get(k) == v for k, v in wanted)]


@dataclass(frozen=True)
class Visit:
    """A page as one reader got it."""

    answer: Any
    html: str
    page: Outline


@pytest.fixture(scope="session")
def visit(shipped_snapshot: snapshot.Snapshot) -> Callable[[str], Visit]:
    """Return a function that gets a page of the shipped catalogue, once for all tests that only read it."""

    @cache
    def get(path: str) -> Visit:
        answer = Client().get(path, follow=True)
        return Visit(answer, answer.content.decode(), outline(answer))

    return get


def outline(response: Any, status: int = 200) -> Outline:
    """Return the outline of an answer, its status and its nesting asserted."""
    assert response.status_code == status, response.content[:400]
    found = Outline(response.content.decode())
    assert not found.faults, found.faults
    return found
