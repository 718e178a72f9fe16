"""The addresses of an entry, on a site and in its API, and the entry as its API prints it.

``site`` is the address of a site, such as ``https://codes.example``; "" leaves paths, which any site answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .catalogue import Catalogue
from .entry import Entry
from .guide import Guide, guides_about
from .serialise import entry_data

LIST_PATH = "/api/v1/codes"


def ref(entry: Entry, catalogue: Catalogue) -> str:
    """Return the shortest name that an address may use: ``306``, ``50001-ERR_INTERNAL``, ``ws-1006``.

    The number where it names this entry alone, else the id.
    """
    unique = entry.kind == "response" and [same.id for same in catalogue.looked_up(str(entry.code))] == [entry.id]
    return str(entry.code) if unique else entry.id


def page_path(entry: Entry, catalogue: Catalogue) -> str:
    return f"/codes/{ref(entry, catalogue)}/"


def guide_path(guide: Guide) -> str:
    return f"/guides/{guide.slug}/"


def entry_answer(entry: Entry, catalogue: Catalogue, guides: Iterable[Guide], site: str) -> dict[str, Any]:
    """Return the entry as ``api-contract.md`` prints it; ``guides`` are all that there are."""
    data = entry_data(entry)
    updated_at = data.pop("updated_at")
    addresses = {
        "url": f"{site}{page_path(entry, catalogue)}",
        "api_url": f"{site}{LIST_PATH}/{ref(entry, catalogue)}",
    }
    about = [
        {"slug": guide.slug, "title": guide.title, "url": f"{site}{guide_path(guide)}"}
        for guide in guides_about(entry, guides)
    ]
    return {**data, "guides": about, **addresses, "updated_at": updated_at}
