"""Where this machine's Chromium is. ``python -m tests.browser.chromium`` ends with 1 where there is none."""

from __future__ import annotations

import os
import shutil
import sys

CANDIDATES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path that CHROMIUM names, else the first browser on the path, else None."""
    named = os.environ.get("CHROMIUM")
    return named if named and os.path.exists(named) else next(filter(None, map(shutil.which, CANDIDATES)), None)


if __name__ == "__main__":
    sys.exit(find_chromium() is None)
