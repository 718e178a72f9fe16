"""Every kind of the registry is held to its samples: what leaks, and what only looks like it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from exchange_errors.redaction import mask
from exchange_errors.redaction.kinds import kinds

SAMPLES = Path(__file__).parents[2] / "data" / "redaction"
PLANTED = re.compile("«([^«»]+)»")
NAMES = [kind.name for kind in kinds().values()]


def samples(which: str) -> list[tuple[str, str]]:
    """Return (kind, text) of every sample; a missing file is a kind without samples."""
    tables = {name: tomllib.loads((SAMPLES / f"{name}.toml").read_text("utf-8")) for name in NAMES}
    return [(name, text) for name, table in tables.items() for text in table[which]]


def test_every_kind_has_advice_and_samples_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {path.stem for path in SAMPLES.glob("*.toml")} == set(NAMES)
    assert {name for name, _ in samples("leaks")} == {name for name, _ in samples("stays")} == set(NAMES)
    assert all(kind.advice.endswith(".") for kind in kinds().values())


@pytest.mark.parametrize(("kind", "text"), samples("leaks"))
def test_a_leak_is_masked_as_its_kind_and_masking_again_changes_nothing(kind: str, text: str) -> None:
    masked = mask(text.replace("«", "").replace("»", ""))
    for secret in PLANTED.findall(text):
        assert secret not in masked.text
    assert kind in {redaction.kind for redaction in masked.redactions}
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize(("kind", "text"), samples("stays"))
def test_a_near_miss_stays_readable(kind: str, text: str) -> None:
    assert mask(text).text == text
