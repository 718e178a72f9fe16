"""The pages that tests walk: those of the sitemap, a few codes for all of them, and the states that it leaves out."""

from __future__ import annotations

import re
from typing import Any

STATES = (
    *("/?q=balance&owner=trader", "/?q=zzzqqq", "/compare/?ref=213&ref=314&ref=41S", "/nowhere/", "/offline.html"),
    *("/codes/50001/", "/codes/ws-1006/", "/codes/140001/", "/decode/shared/?f=306-INSUFFICIENT_AVAILABLE_BALANCE"),
)


def public_paths(page: Any, site: str) -> list[str]:
    """Return their paths; ``page`` is any page of a browser, its request follows no script."""
    text = page.request.get(f"{site}/sitemap.xml").text()
    paths = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", text)
    codes = [path for path in paths if path.startswith("/codes/")]
    return [path for path in paths if path not in codes[3:]] + list(STATES)
