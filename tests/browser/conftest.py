"""Browser tests run in the system's Chromium: skipped without one at a desk, failing without one in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from codes.store import snapshot
from tests.browser.chromium import find_chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = find_chromium()
    if chromium is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("no Chromium on this machine: apt-get install chromium-headless-shell")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Keep pytest-base-url from asking for an address: each test gives its own."""
    return ""


@pytest.fixture
def site(live_server: Any, shipped_snapshot: snapshot.Snapshot) -> str:
    """The address of a running site with the shipped catalogue."""
    snapshot.serve(shipped_snapshot)
    shipped_snapshot.answers.make_ready()  # the first search would take longer than a page may
    return live_server.url


@pytest.fixture
def trouble() -> list[str]:
    """What a page complained of; a test that expects a complaint takes it out."""
    return []


@pytest.fixture
def page(page: Any, trouble: list[str]) -> Iterator[Any]:
    """A page on which a console error, a refused script or a request to another host fails the test."""
    watch(page, trouble)
    yield page
    assert not trouble, trouble


SUPERSEDED = ("htmx:sendAbort", "htmx:afterRequest")
"""What htmx prints of a search that a further keystroke replaced; one that failed prints another event besides."""


def watch(page: Any, trouble: list[str]) -> None:
    def printed(message: Any) -> None:
        if message.type == "error" and not message.text.startswith(SUPERSEDED):
            trouble.append(message.text)

    def request(asked: Any) -> None:
        if urlsplit(asked.url).hostname not in ("localhost", "127.0.0.1", None):
            trouble.append(asked.url)

    page.on("console", printed)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", request)


def widen(page: Any) -> None:
    """Set all text wider than any common font would, since what fits must fit with the fonts of every reader."""
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { letter-spacing: 0.06em !important; }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
