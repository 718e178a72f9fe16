"""The addresses of an entry, on a site and in its API, and the entry as its API prints it.

``site`` is the address of a site, such as ``https://codes.example``; "" leaves paths, which any site answers.
"""

from __future__ import annotations

from typing import Any

from .catalogue import Catalogue
from .entry import Entry
from .serialise import entry_data

LIST_PATH = "/api/v1/codes"


def ref(entry: Entry, catalogue: Catalogue) -> str:
    """Return the shortest name that an address may use: ``306``, ``50001-ERR_INTERNAL``, ``ws-1006``.

    The number if only one entry has it, else the id.
    """
    unique = entry.kind == "response" and len(catalogue.numbered(entry.code)) == 1
    return str(entry.code) if unique else entry.id


def page_path(entry: Entry, catalogue: Catalogue) -> str:
    return f"/codes/{ref(entry, catalogue)}/"


def entry_answer(entry: Entry, catalogue: Catalogue, site: str) -> dict[str, Any]:
    """Return the entry as ``api-contract.md`` prints it."""
    data = entry_data(entry)
    updated_at = data.pop("updated_at")
    addresses = {
        "url": f"{site}{page_path(entry, catalogue)}",
        "api_url": f"{site}{LIST_PATH}/{ref(entry, catalogue)}",
    }
    return {**data, **addresses, "updated_at": updated_at}
