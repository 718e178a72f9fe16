"""Imports point one way: the core knows no Django, and nothing imports upwards."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Each layer may import those before it, and itself.
LAYERS = (
    ("codes.core",),
    ("codes.loader", "codes.lint"),
    ("codes.models", "codes.migrations"),
    ("codes.stored", "codes.locks"),
    ("codes.backup", "codes.seal", "codes.sync", "codes.releases", "codes.signals", "codes.checks"),
    ("codes.snapshot",),
    (
        *("codes.admission", "codes.entry_cache", "codes.etags", "codes.labels", "codes.limits", "codes.links"),
        "codes.markdown",
        *("codes.forms", "codes.partials", "codes.uploads", "codes.apps"),
        *("codes.note_fields", "codes.note_form"),
    ),
    ("codes.api", "codes.views", "codes.admin", "codes.management", "codes.templatetags", "codes.urls"),
    ("portal",),
)
PURE_OUTSIDERS = {"rapidfuzz", "orjson", "snowballstemmer"}  # computation only
# Reading what surrounds a program is not the core's business, whatever module of Python offers it.
IMPURE = {"os", "pathlib", "socket", "time", "random", "subprocess", "urllib.request", "requests", "io", "tempfile"}


def modules() -> Iterator[tuple[str, Path]]:
    for folder in ("codes", "portal"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if (ROOT / "codes" / "content") in path.parents:
                continue  # data: programs that readers copy from a page
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, path


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


def layer(name: str) -> int | None:
    for number, members in enumerate(LAYERS):
        if any(name == member or name.startswith(member + ".") for member in members):
            return number
    return None


MODULES = list(modules())


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_only_its_own_layer_and_those_below(name, path):
    own = layer(name)
    if name == "codes":
        return
    assert own is not None, f"{name} stands in no layer: name one in LAYERS"
    upwards = [target for target in imports(name, path) if (layer(target) or 0) > own]
    assert not upwards


@pytest.mark.parametrize(
    ("name", "path"),
    [m for m in MODULES if m[0].startswith("codes.core")],
    ids=lambda m: m if isinstance(m, str) else "",
)
def test_the_core_is_pure(name, path):
    for target in imports(name, path):
        top = target.partition(".")[0]
        assert top in {"codes", "__future__"} | PURE_OUTSIDERS | set(sys.stdlib_module_names), target
        assert not any(target == bad or target.startswith(bad + ".") for bad in IMPURE), target
        assert top != "codes" or target.startswith("codes.core"), target


def test_the_api_and_the_pages_do_not_lean_on_each_other():
    for name, path in MODULES:
        for target in imports(name, path):
            assert not (name.startswith("codes.api") and target.startswith("codes.views")), (name, target)
