"""Whatever a paste holds, the rules answer or are silent; they never raise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.diagnosis.examine import examine
from exchange_errors.diagnosis.paste import Paste
from exchange_errors.diagnosis.preflight import check_request
from exchange_errors.diagnosis.rules import RULES_BY_CODE
from exchange_errors.exchange.methods import known_methods
from exchange_errors.exchange.request_fields import enumerations, known_fields
from tests.exchange_errors.diagnosis.payloads import finding, sent, sighting

NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -(10**400), 2**63, 1e308, -0.0]))
WORDS = [word for enum in enumerations().values() for word in enum.values]
NUMBER_TEXTS = ["1e999999999", "1E-9999", "NaN", "Infinity", "٣", "-", "", " ", "9" * 5000, "0x1", "1_000", "½"]
TEXTS = st.one_of(
    st.text(max_size=20), st.sampled_from([*WORDS, *known_methods(), *NUMBER_TEXTS, "btc-usd", "BTCUSD-999999"])
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
NAMES = st.one_of(st.sampled_from([*known_fields(), "params", "method", "id", "nonce"]), st.text(max_size=8))
VALUES = st.recursive(
    PLAIN, lambda held: st.lists(held, max_size=4) | st.dictionaries(NAMES, held, max_size=6), max_leaves=12
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=8)
REQUESTS = st.one_of(OBJECTS, st.builds(lambda params, rest: rest | {"params": params}, OBJECTS, OBJECTS))
TIMES = st.one_of(st.none(), st.integers(min_value=-(10**15), max_value=10**15))


@given(st.sampled_from(sorted(RULES_BY_CODE)), REQUESTS, OBJECTS, OBJECTS, TIMES, st.text(max_size=60))
def test_rules_never_raise_on_an_answer(code, request, response, order, at_ms, text):
    seen = sighting(code, request, response=response, order=order, at_ms=at_ms, message=text)
    for diagnosis in examine(finding(seen, seen), Paste(text, (sent(request, at_ms=at_ms),), (seen, seen))):
        assert "\n" not in diagnosis.text
        assert len(diagnosis.value or "") <= 60


@given(REQUESTS, TIMES, st.text(max_size=60))
def test_rules_never_raise_on_a_request(request, at_ms, text):
    for problem in check_request(sent(request, at_ms=at_ms), Paste(text)).problems:
        assert problem.code


def test_deep_nesting_is_no_harm():
    deep: object = "x"
    for _ in range(900):
        deep = {"a": deep}
    request = {
        "id": 1,
        "nonce": 2,
        "method": "private/create-order",
        "params": {"order_list": deep, "exec_inst": [deep]},
    }
    for code in RULES_BY_CODE:
        seen = sighting(code, request)
        examine(finding(seen), Paste("", (sent(request),), (seen,)))
