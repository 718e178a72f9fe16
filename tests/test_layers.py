"""Imports point one way, the engine stays pure, and no name stands for two things: the rules of the layout."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("exchange_errors", "codes", "ops", "portal")

# Each part of a package with what it may import beside itself: parts of the same package, or whole packages.
# A module belongs to the longest name that its own begins with.
ARROWS = {
    "exchange_errors": "answers policy",
    "exchange_errors.content": "",
    "exchange_errors.language": "content",
    "exchange_errors.redaction": "content language",
    "exchange_errors.exchange": "content",
    "exchange_errors.catalogue": "content language redaction exchange",
    "exchange_errors.search": "content language catalogue answers",  # answers: its package is a function as well
    "exchange_errors.decoder": "content language redaction exchange catalogue search",
    "exchange_errors.diagnosis": "exchange catalogue decoder",
    "exchange_errors.report": "content language redaction exchange catalogue search decoder diagnosis",
    "exchange_errors.policy": "exchange catalogue",
    "exchange_errors.answers": "catalogue search decoder report policy",
    "exchange_errors.log_filter": "answers",
    "exchange_errors.mcp": "exchange catalogue search decoder report answers",
    "exchange_errors.cli": "catalogue search decoder report policy answers mcp",
    "codes": "exchange_errors* codes* ops",
    "codes.models": "exchange_errors*",
    "codes.store": "exchange_errors* models",
    "codes.views": "exchange_errors* codes models store ops",
    "codes.api": "exchange_errors* codes models store ops",
    "codes.editing": "exchange_errors* codes models store views ops",  # views: the preview is the page itself
    "ops": "",
    "portal": "codes* ops",
}
PURE_PACKAGES = {"rapidfuzz", "orjson", "snowballstemmer"}  # they compute, and read nothing
# What surrounds a program is read by the content's readers alone.
SURROUNDINGS = {"io", "os", "pathlib", "random", "socket", "subprocess", "tempfile", "time", "urllib.request"}
READERS = {"exchange_errors.content", "exchange_errors.catalogue.loader"}
READS_AND_PRINTS = "exchange_errors.cli"
CHANCE = {"exchange_errors.answers": {"random"}}  # the random part of a wait
NAMED_BY_DJANGO = {"__init__", "__main__", "apps", "urls"}


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


MODULES = dict(modules())
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


@cache
def imports(name: str) -> set[str]:
    """Return the full names of everything that a module imports, inside functions too."""
    parts = name.split(".") if MODULES[name].stem == "__init__" else name.split(".")[:-1]
    targets = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            targets |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = parts[: len(parts) - node.level + 1] if node.level else []
            targets |= {".".join([*above, *filter(None, [node.module]), alias.name]) for alias in node.names}
    return targets


def part(name: str) -> str:
    """Return the part that a module belongs to, "" for what is not ours."""
    return max((part for part in ARROWS if f"{name}.".startswith(f"{part}.")), key=len, default="")


def allowed(own: str) -> list[str]:
    """Return patterns of the parts that a part may import."""
    package = own.partition(".")[0]
    return [own, *(f"{package}.{name}" if f"{package}.{name}" in ARROWS else name for name in ARROWS[own].split())]


def test_imports_follow_the_arrows():
    for name in MODULES:
        patterns = allowed(part(name))
        parts = {part(target) for target in imports(name)} - {""}
        wrong = {target for target in parts if not any(fnmatch(target, pattern) for pattern in patterns)}
        assert not wrong, f"{name} imports {sorted(wrong)}, but its part may import {patterns} only"


def test_the_engine_is_pure():
    for name in MODULES:
        if name.startswith("exchange_errors"):
            assert_pure(name)


def assert_pure(name):
    pure = {"exchange_errors", *PURE_PACKAGES, *sys.stdlib_module_names}
    if part(name) == READS_AND_PRINTS:
        pure.add("shtab")  # writes the completions, for those who have it
    foreign = {target for target in imports(name) if target.partition(".")[0] not in pure}
    assert not foreign, f"{name} imports {sorted(foreign)}: a new package of the engine needs a place in PURE_PACKAGES"
    read = {bad for bad in SURROUNDINGS for target in imports(name) if f"{target}.".startswith(f"{bad}.")}
    read -= CHANCE.get(name, set())
    assert name in READERS or part(name) == READS_AND_PRINTS or not read, (
        f"{name} imports {sorted(read)}: only {sorted(READERS)} read files"
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_name_stands_twice_in_a_package(package):
    stems = Counter(
        path.stem
        for name, path in MODULES.items()
        if name.startswith(package) and not {"commands", "migrations"} & set(path.parts)
    )
    assert [stem for stem, count in stems.items() if count > 1 and stem not in NAMED_BY_DJANGO] == []


def test_no_class_name_stands_twice():
    classes = Counter(
        node.name
        for name, tree in TREES.items()
        if ".migrations." not in name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name not in ("Meta", "Command")
    )
    assert [name for name, count in classes.items() if count > 1] == []
