"""Every kind of the registry is held to its samples: what leaks, and what only looks like it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange_errors.decoder import decode
from exchange_errors.redaction import mask
from exchange_errors.redaction.browser_patterns import browser_rules
from exchange_errors.redaction.kinds import kinds
from tests.exchange_errors.decoder.wrappings import WRAPPINGS
from tests.shipped import CATALOGUE

SAMPLES = Path(__file__).parents[2] / "data" / "redaction"
PLANTED = re.compile("«([^«»]+)»")
NAMES = [kind.name for kind in kinds().values()]


def samples(which: str) -> list[tuple[str, str]]:
    """Return (kind, text) of every sample; a missing file is a kind without samples."""
    tables = {name: tomllib.loads((SAMPLES / f"{name}.toml").read_text("utf-8")) for name in NAMES}
    return [(name, text) for name, table in tables.items() for text in table.get(which, ())]


def bare(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def test_every_kind_has_advice_and_samples_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {path.stem for path in SAMPLES.glob("*.toml")} == set(NAMES)
    assert {name for name, _ in samples("leaks")} == {name for name, _ in samples("stays")} == set(NAMES)
    assert all(kind.advice.endswith(".") for kind in kinds().values())


def test_the_browser_knows_every_look_that_it_is_told_to_use() -> None:
    script = (Path(__file__).parents[3] / "static/js/mask.js").read_text("utf-8")
    told = {look for _, _, _, look, _ in json.loads(browser_rules())["forms"] if look}
    assert [look for look in sorted(told) if f"  {look}: (text)" not in script] == []


@pytest.mark.parametrize(("kind", "text"), samples("leaks") + samples("anywhere"))
def test_a_leak_is_masked_as_its_kind_and_masking_again_changes_nothing(kind: str, text: str) -> None:
    masked = mask(bare(text))
    assert [secret for secret in PLANTED.findall(text) if secret in masked.text] == []
    assert kind in {redaction.kind for redaction in masked.redactions}
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
def test_a_secret_is_masked_in_every_wrapping(wrap: Callable[[str], str]) -> None:
    shown = [(text, mask(wrap(bare(text))).text) for _, text in samples("anywhere")]
    assert [text for text, masked in shown if PLANTED.search(text)[1] in masked] == []


@pytest.mark.parametrize(("kind", "text"), samples("anywhere"))
def test_no_part_of_a_report_holds_the_secret(kind: str, text: str) -> None:
    answer = {"id": 1, "method": "private/create-order", "code": 306, "original": json.dumps({"note": bare(text)})}
    report = decode(f"{json.dumps(answer)}\n{bare(text)} error 306", CATALOGUE)
    assert PLANTED.search(text)[1] not in repr(report)


@pytest.mark.parametrize(("kind", "text"), samples("stays"))
def test_a_near_miss_stays_readable(kind: str, text: str) -> None:
    assert mask(text).text == text
