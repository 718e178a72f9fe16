"""The examples on the documentation page: files that ship with the app, so that tests run what readers copy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString

from exchange_errors.content import CONTENT

from ..syntax import marked

FOLDER = CONTENT / "snippets"
SITE = "https://site.example"  # the files have this in place of the address of the site
LANGUAGES = {".sh": "curl", ".py": "Python", ".mjs": "JavaScript"}
TABS = {"curl": "sh", "Python": "py", "JavaScript": "js"}
RECIPE_OF = {  # by operation
    "getCode": "one-code",
    "listCodes": "search",
    "decode": "decode",
    "catalogueJson": "sync",
}
RETRY = {
    "retry.py": "Python",
    "retry.mjs": "JavaScript",
    "retry.ts": "TypeScript",
    "retry.go": "Go",
    "Decision.java": "Java",
}
BOT = ("bot.py", "over_rest.py", "over_websocket.py", "over_ccxt.py")  # the loop, then the three ways a call travels


@dataclass(frozen=True, slots=True)
class Snippet:
    """One example in one language; ``anchor`` is unique on the page, ``file`` the name to save it under."""

    anchor: str
    language: str
    source: str
    file: str = ""

    @property
    def html(self) -> SafeString:
        """The source with its syntax marked."""
        return marked(self.source, "bash" if self.language == "curl" else self.language.lower())

    @property
    def tab(self) -> str:
        """What the tab of its language is called in an id."""
        return TABS.get(self.language, self.language.lower())


@cache
def recipe(slug: str) -> tuple[Snippet, ...]:
    """Return the examples of one task, one a language."""
    return tuple(
        Snippet(f"{slug}-{path.suffix[1:]}", LANGUAGES[path.suffix], source_of(path))
        for path in sorted((FOLDER / slug).iterdir())
        if path.suffix in LANGUAGES
    )


@cache
def desk_snippets() -> tuple[Snippet, ...]:
    """Return the examples for help desks: the note itself, and a bridge for tools that cannot call an API."""
    folder = FOLDER / "desk"
    return (
        Snippet("desk-sh", "curl", source_of(folder / "1.sh")),
        Snippet("desk-bridge", "Python", source_of(folder / "bridge.py")),
    )


@cache
def retry_snippets() -> tuple[Snippet, ...]:
    """Return the reference code for retrying, one a language."""
    return tuple(
        Snippet(f"retry-{language.lower()}", language, source_of(FOLDER / "retry" / name))
        for name, language in RETRY.items()
    )


@cache
def bot_snippets() -> tuple[Snippet, ...]:
    """Return the example bot, a file each."""
    return tuple(Snippet(name.replace(".", "-"), "Python", source_of(FOLDER / "bot" / name), file=name) for name in BOT)


def source_of(path: Path) -> str:
    """Return the text of an example with the address of this site in it."""
    return path.read_text("utf-8").replace(SITE, settings.SITE_URL).rstrip("\n")
