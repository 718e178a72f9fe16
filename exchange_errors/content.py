"""The content files: where they are (in the installed package, or beside it in a checkout), and their tables."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

_PACKAGE = Path(str(files("exchange_errors")))
CONTENT = next(folder for folder in (_PACKAGE / "content", _PACKAGE.parent / "content") if folder.is_dir())


def read_text(name: str) -> str:
    """Return a file of the content folder, such as ``snippets/signing/signed.sh``."""
    return (CONTENT / name).read_text("utf-8")


def read_table(name: str) -> dict[str, Any]:
    """Return a TOML file of the content folder, such as ``exchange/methods.toml``, with its lists as tuples."""
    return _frozen(tomllib.loads(read_text(name)))  # type: ignore[no-any-return]


def table_names(folder: str) -> list[str]:
    """Return the names of a folder's TOML files in the order of the alphabet, as ``read_table`` takes them."""
    return sorted(f"{folder}/{file.name}" for file in (CONTENT / folder).iterdir() if file.suffix == ".toml")


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
