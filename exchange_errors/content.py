"""The content files: where they are (in the installed package, or next to it in a checkout), and their tables."""

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


def read_tables(folder: str) -> dict[str, dict[str, Any]]:
    """Return the TOML files of a folder by their stems, such as ``es``, in alphabetical order."""
    return {file.stem: read_table(f"{folder}/{file.name}") for file in sorted((CONTENT / folder).glob("*.toml"))}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
