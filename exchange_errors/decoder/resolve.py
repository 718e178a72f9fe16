"""Says which catalogue entry a sighting means, if any: an unknown code is never mapped onto a known one."""

from __future__ import annotations

from typing import NamedTuple

from ..catalogue.catalogue import spelling_key
from ..catalogue.entry import Entry
from ..exchange.other_names import close_codes
from .code_names import CodeNames
from .decoded import Candidate, Sighting
from .everyday_numbers import EVERYDAY_STATUSES

HTTP_401 = (
    "Code 401 is not HTTP 401. An HTTP status of 401 comes with code 40101, 40103 or 40104; code 401 itself says that"
    " the account does not exist."
)


class Meaning(NamedTuple):
    """``entry`` is None for an unknown code and for one that names several entries.

    ``unlisted`` is what a file says of a code that the vendor's table does not list.
    """

    code: int
    name: str | None
    entry: Entry | None = None
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[Candidate, ...] = ()
    hint: str = ""
    is_sure: bool = True
    unlisted: Entry | None = None


def meaning(sighting: Sighting, words: CodeNames) -> Meaning:
    """Return what the sighting's number and name mean together."""
    if sighting.kind == "websocket":
        return _close_code(sighting.code, words)
    entries = words.numbered(sighting.code)
    name = sighting.name
    entry = next((e for e in entries if name and words.named(name) is e), words.formerly(sighting.code, name))
    if entry is not None:
        return Meaning(entry.code, entry.name, entry, hint=_http_hint(entry.code, sighting))
    other = next((o for o in words.unlisted.get(sighting.code, ()) if name and _same(o.name or "", name)), None)
    if other is not None:
        return _unlisted(other, name, words, is_reused=bool(entries))
    if entries:
        return _known_number(sighting, entries, words)
    return _unknown(sighting, words)


def _known_number(sighting: Sighting, entries: tuple[Entry, ...], words: CodeNames) -> Meaning:
    """Read a number of the catalogue that came without its name."""
    named = words.named(sighting.name) if sighting.name else None
    if named is not None and named.kind == "response":
        if named.http_status == sighting.code:
            return _status_for_name(sighting.code, named)
        hint = (
            f"The number and the name disagree: {sighting.code} is {entries[0].name}, and {named.name} is {named.code}."
            " This reading follows the number, which is what the exchange's clients decide on."
        )
        if len(entries) == 1:
            return Meaning(sighting.code, entries[0].name, entries[0], suggestions=(candidate(named),), hint=hint)
    if len(entries) == 1:
        return Meaning(sighting.code, entries[0].name, entries[0], hint=_http_hint(sighting.code, sighting))
    return _several(sighting, entries)


def _status_for_name(status: int, entry: Entry) -> Meaning:
    hint = f"{status} is the HTTP status of {entry.code} {entry.name}: this reading follows the name."
    return Meaning(entry.code, entry.name, entry, hint=hint)


def _several(sighting: Sighting, entries: tuple[Entry, ...]) -> Meaning:
    """Settle a number with several entries by the method, where only some methods can mean one of them."""
    method = sighting.method or ""
    named, others = _by_method(method, entries)
    if named is not None:
        meant = f"{named.name} ({named.note.headline})"
        hint = f"The method is {method}: most likely {meant} is meant. Another error has the same number."
        return Meaning(named.code, named.name, named, hint=hint, is_sure=False)
    if len(others) == 1 and "/" in method:
        hint = f"{sighting.code} names {len(entries)} errors; of these only {others[0].name} can come of {method}."
        return Meaning(sighting.code, others[0].name, others[0], hint=hint)
    hint = f"{sighting.code} names {len(entries)} errors; the message or the method would tell which one is meant."
    return Meaning(sighting.code, None, None, tuple(map(candidate, entries)), hint=hint, is_sure=False)


def _by_method(method: str, entries: tuple[Entry, ...]) -> tuple[Entry | None, list[Entry]]:
    """Return the entry that this method alone meets, and those that any method may meet."""
    only = next((entry for entry in entries if method in entry.only_by), None)
    return only, [entry for entry in entries if not entry.only_by]


def _unknown(sighting: Sighting, words: CodeNames) -> Meaning:
    """Read a number that the catalogue does not have."""
    others = words.unlisted.get(sighting.code, ())
    if len(others) == 1:
        return _unlisted(others[0], sighting.name, words, is_reused=False)
    if others:
        return _several_unlisted(sighting, others, words)
    same = words.named(sighting.name) if sighting.name else None
    if same is not None and same.http_status == sighting.code:
        return _status_for_name(sighting.code, same)
    suggestions, why = _like_unknown(sighting, same, words)
    return Meaning(
        sighting.code, sighting.name, suggestions=suggestions, hint=f"{sighting.code} is not in the catalogue{why}"
    )


def _several_unlisted(sighting: Sighting, others: tuple[Entry, ...], words: CodeNames) -> Meaning:
    if not sighting.name and (only := _by_method(sighting.method or "", others)[0]):
        return _unlisted(only, None, words, is_reused=False)
    known = tuple(same for other in others for same in _equivalents(other, words))
    names = " or ".join(other.name or "" for other in others)
    hint = f"{sighting.code} is outside the catalogue and has two meanings: {names}."
    return Meaning(sighting.code, sighting.name, suggestions=known, hint=hint)


def _like_unknown(sighting: Sighting, same: Entry | None, words: CodeNames) -> tuple[tuple[Candidate, ...], str]:
    """Return what an unknown number may stand for, by the name sent with it or by its neighbours, and why."""
    if same is not None and same.kind == "response":
        return (candidate(same),), f"; its name belongs to {same.code} there."
    by_name = words.unlisted_name(sighting.name) if sighting.name else None
    if by_name is not None:
        return _equivalents(by_name, words), f"; {by_name.name} has been seen as {by_name.code}."
    return _neighbours(sighting.code, words), " and in no list of this exchange's codes known here."


def _unlisted(other: Entry, sent: str | None, words: CodeNames, *, is_reused: bool) -> Meaning:
    if other.status == "legacy":
        hint = f"{other.code} {other.name} comes from an older API; some wallet methods still answer with such codes."
        if is_reused:
            hint += f" In v1 the number {other.code} has another meaning."
    elif other.status == "withdrawn":
        hint = f"The vendor took {other.code} {other.name} out of the table."
    else:
        hint = f"{other.code} {other.name} is not in the vendor's table."
    hint += f" {other.note.summary}"
    meant = other if not sent or _same(other.name or "", sent) else None  # under another name it may be another's code
    return Meaning(other.code, sent or other.name, suggestions=_equivalents(other, words), hint=hint, unlisted=meant)


def _equivalents(other: Entry, words: CodeNames) -> tuple[Candidate, ...]:
    entries = (words.catalogue.get(entry_id) for entry_id in other.equivalent)
    return tuple(candidate(entry) for entry in entries if entry is not None)


def _neighbours(code: int, words: CodeNames) -> tuple[Candidate, ...]:
    """Return the catalogue's codes within two of this one: a mistyped digit, or the next in its family."""
    near = [e for e in words.catalogue.entries if e.kind == "response" and e.code and 0 < abs(e.code - code) <= 2]
    return tuple(candidate(entry) for entry in sorted(near, key=lambda e: (abs(e.code - code), e.code))[:3])


def _close_code(code: int, words: CodeNames) -> Meaning:
    entries = words.catalogue.numbered(code, "websocket")
    if entries:
        return Meaning(code, entries[0].name, entries[0])
    others = words.catalogue.unlisted.numbered(code, "websocket")
    if not others:
        ranges = ((4000, 4999, "private use"), (3000, 3999, "libraries and applications"), (0, 2999, "the protocol"))
        users = next((users for low, high, users in ranges if low <= code <= high), "")
        where = f"lies in the range for {users}" if users else "lies in no range that is in use"
        return Meaning(code, None, hint=f"Close code {code} {where}.")
    name = close_codes().get(code)
    hint = f"Close code {code} ({name}) is not one that the exchange documents. {others[0].note.summary}"
    return Meaning(code, name, suggestions=_equivalents(others[0], words), hint=hint, unlisted=others[0])


def _http_hint(code: int, sighting: Sighting) -> str:
    """Warn where a code looks like an HTTP status and nothing beside it settled the matter."""
    if code not in EVERYDAY_STATUSES or sighting.name or sighting.confidence == "certain":
        return ""
    return HTTP_401 if code == 401 else f"Code {code} is not the HTTP status {code}: the two have nothing in common."


def _same(name: str, other: str) -> bool:
    return spelling_key(name) == spelling_key(other)


def candidate(entry: Entry) -> Candidate:
    return Candidate(entry.id, entry.code, entry.name)
