"""What is known of the exchange agrees with itself and with the catalogue."""

from __future__ import annotations

from exchange_errors.diagnosis.rules import RULES
from exchange_errors.exchange.methods import RateLimit, known_methods
from exchange_errors.exchange.request_fields import enumerations, known_fields, wrong_types
from exchange_errors.exchange.request_shapes import required_by_type


def test_rules_explain_codes_that_are_known(catalogue):
    known = {entry.code for entry in catalogue.entries} | {other.code for other in catalogue.unlisted.entries}
    assert {code for rule in RULES for code in rule.codes} <= known


def test_enumerations_and_rules_speak_of_known_fields(catalogue):
    known = {entry.code for entry in catalogue.entries}
    assert set(enumerations()) | set(wrong_types()) <= set(known_fields())
    assert {name for needed in required_by_type().values() for name in needed} <= set(known_fields())
    assert set(required_by_type()) <= set(enumerations()["type"].values)
    assert {e.refused_as for e in enumerations().values() if e.refused_as} | {
        n.refused_as for n in wrong_types().values()
    } <= known


def test_a_private_method_is_posted_and_a_public_one_fetched():
    for name, method in known_methods().items():
        assert method.http_method == {"private": "POST", "public": "GET", "websocket": None}[method.access]
        assert method.access == "websocket" or name.startswith(f"{method.access}/")


def test_limits_are_counted_per_key_or_per_address():
    for method in known_methods().values():
        if method.limit:
            assert method.limit.per == {"private": "key", "public": "ip"}[method.access]
            assert method.limit.requests > 0


def test_a_limit_is_said_in_words():
    assert RateLimit(15, 100, "key").words == "15 per 100 ms per API key"
    assert RateLimit(1, 1000, "key").words == "1 per second per API key"
    assert RateLimit(100, 1000, "ip").words == "100 per second per IP address"
