"""Imports point one way (style of the house): every import is read with ``ast`` and held to the arrows below."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("exchange_errors", "codes", "ops", "portal")

# What each part may import beside itself: the parts on its right.
ARROWS = {
    "exchange_errors.content": (),
    "exchange_errors.redaction": (),
    "exchange_errors.exchange": (),
    "exchange_errors.language": (),
    "exchange_errors.catalogue": ("content", "redaction", "exchange", "language"),
    "exchange_errors.search": ("content", "language", "catalogue"),
    "exchange_errors.decoder": ("redaction", "exchange", "language", "catalogue"),
    "exchange_errors.diagnosis": ("exchange", "catalogue", "decoder"),
    "exchange_errors.report": ("exchange", "language", "catalogue", "search", "decoder", "diagnosis"),
    "codes.models": ("exchange_errors",),
    "codes.store": ("exchange_errors", "codes.models"),
    "codes": ("exchange_errors", "ops"),
    "ops": (),
    "portal": ("codes", "ops"),
}
PURE_PACKAGES = {"rapidfuzz", "orjson", "snowballstemmer"}  # computation only
# Reading what surrounds a program is not the engine's business, whatever module of Python offers it.
IMPURE = {"os", "pathlib", "socket", "time", "random", "subprocess", "urllib.request", "io", "tempfile"}
READERS = {"exchange_errors.content", "exchange_errors.catalogue.loader", "exchange_errors.search.word_tables",
    "exchange_errors.language.word_classes", "exchange_errors.decoder.weights",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(name: str, path: Path) -> Iterator[str]:
    """Yield the absolute name of everything that a module imports, inside functions too."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parts, *([base] if base else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def part(name: str) -> str | None:
    """Return the part of ARROWS that a module belongs to: the longest name that it begins with."""
    parts = [part for part in ARROWS if name == part or name.startswith(part + ".")]
    return max(parts, key=len, default=None)


def allowed(own: str) -> set[str]:
    top = own.partition(".")[0]
    return {own} | {target if "." in target or target in PACKAGES else f"{top}.{target}" for target in ARROWS[own]}


MODULES = list(modules())


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_imports_follow_the_arrows(name, path):
    own = part(name)
    if own is None:  # exchange_errors itself
        return
    inside = {"codes.models", "codes.store"} if own == "codes" else set()
    for target in imports(name, path):
        belongs = part(target)
        if belongs is None:
            continue
        names = (
            {belongs, belongs.partition(".")[0]} if belongs.partition(".")[0] != own.partition(".")[0] else {belongs}
        )
        assert names & (allowed(own) | inside), f"{name} may not import {target}"


@pytest.mark.parametrize(
    ("name", "path"), [m for m in MODULES if m[0].startswith("exchange_errors")], ids=lambda value: str(value)
)
def test_the_engine_is_pure(name, path):
    for target in imports(name, path):
        top = target.partition(".")[0]
        assert top in {"exchange_errors", "__future__"} | PURE_PACKAGES | set(sys.stdlib_module_names), target
        assert name in READERS or not any(target == bad or target.startswith(bad + ".") for bad in IMPURE), target


@pytest.mark.parametrize("outer", ["codes.views", "codes.api", "codes.editing"])
def test_pages_api_and_editing_do_not_lean_on_each_other(outer):
    others = {"codes.views", "codes.api", "codes.editing"} - {outer}
    for name, path in MODULES:
        if name.startswith(outer + "."):
            assert not [target for target in imports(name, path) if target.startswith(tuple(others))], name


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_name_stands_twice_in_a_package(package):
    stems = Counter(path.stem for name, path in MODULES if name.startswith(package) and is_named_by_us(path))
    assert [stem for stem, count in stems.items() if count > 1] == []


def is_named_by_us(path: Path) -> bool:
    """Say whether the file's name is ours to choose: Django and the command line choose the others."""
    return path.stem not in ("__init__", "__main__", "urls") and not {"commands", "migrations"} & set(path.parts)


def test_no_class_name_stands_twice():
    classes = Counter(
        node.name
        for _, path in MODULES
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name not in ("Meta", "Command")
    )
    assert [name for name, count in classes.items() if count > 1] == []
