"""Tables of texts and what is expected of them live in ``tests/data``, a row a line, under the name of their test."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def cases(name: str) -> dict[str, list[Any]]:
    """Return the tables of ``tests/data/<name>.json``."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]
