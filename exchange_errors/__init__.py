"""Error codes of the Crypto.com Exchange API: what each means, what is in a log, and what a program does next.

    >>> import exchange_errors
    >>> exchange_errors.explain(306)["headline"]
    >>> exchange_errors.decode(open("bot.log").read())["findings"]
    >>> exchange_errors.search("not enough balance")["results"][0]["id"]
    >>> exchange_errors.retry_policy(42901)["retry"]["min_delay_ms"]
    >>> exchange_errors.decide({"code": 42901, "method": "private/create-order"}, attempt=1).action

The answers are plain data in the shapes of the site's JSON API; their addresses are paths of any such site. Nothing is
sent over a network and no file is written. Importing this loads nothing; the first answer reads the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answers import UnknownCodeError as UnknownCodeError
    from .policy import Decision

__all__ = ["UnknownCodeError", "decide", "decode", "explain", "retry_policy", "search"]


def explain(ref: str | int) -> dict[str, Any]:
    """Return the entry that an id, a number or a name in any spelling means.

    A number that names several entries gives ``{"code", "count", "choices"}``. Raises UnknownCodeError, a LookupError.
    """
    from .answers import shipped

    return shipped().explain(ref)


def decode(text: str, reply_language: str = "en") -> dict[str, Any]:
    """Return the errors in a text of any kind, explained; secrets in it are masked and nothing of it is kept.

    ``reply_language`` is that of the letter to the customer, such as ``es``; ``auto`` is that of their own words.
    Raises ValueError for a text of more than 5,000,000 bytes: ``exchange-errors decode`` reads those as a stream;
    and for a language that no letter is written in.
    """
    from .answers import shipped

    return shipped().decode(text, reply_language)


def search(text: str, limit: int | None = None) -> dict[str, Any]:
    """Return the entries that answer a question, best first: all, or at most ``limit``.

    Raises ValueError for a question that is too long.
    """
    from .answers import shipped

    return shipped().search(text, limit)


def retry_policy(code: str | int) -> dict[str, Any]:
    """Return whether, when and how often a request may be sent again, and what became of it.

    ``code`` and several entries are as for ``explain``. Raises UnknownCodeError, a LookupError.
    """
    from .answers import shipped

    return shipped().retry_policy(code)


def decide(error: object, attempt: int = 1, *, method: str | None = None, nothing_happened: bool = False) -> Decision:
    """Return what a program does next, as ``action`` and ``wait_ms``, with the ``id`` of the entry.

    ``error`` is a code, the exchange's answer as a mapping, or anything whose text shows that answer, such as an
    exception of ccxt. ``attempt`` counts from 1, the first sending. ``method`` is the API method that was called; name
    it where the error does not. Of several errors the one that asks for most care decides, and an error that cannot be
    read is taken for an unknown outcome. A method that pays out, moves or closes something is never repeated.

    After ``check``, look up what became of the request. Where nothing did, ask again with ``nothing_happened=True``.
    """
    from .answers import shipped

    return shipped().decide(error, attempt, method, nothing_happened)


def __getattr__(name: str) -> Any:
    if name == "UnknownCodeError":
        from .answers import UnknownCodeError

        return UnknownCodeError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
