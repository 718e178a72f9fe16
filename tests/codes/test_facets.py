"""A facet is one line of the table FACETS; what else it needs is named here by the file that was forgotten."""

from __future__ import annotations

import pytest

from codes import labels
from codes.api.parameters import CodeFilters
from codes.forms import facet_values
from exchange_errors.catalogue.catalogue import FACET_VALUES, FACETS
from exchange_errors.search import parse_query

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_has_its_words_and_its_parameter(catalogue, facet):
    assert facet in CodeFilters.model_fields, f"add the parameter {facet} to CodeFilters in codes/api/parameters.py"
    assert facet in labels.FACET, f"add the name of {facet} to FACET in codes/labels.py"
    if facet in FACET_VALUES:
        missing = set(FACET_VALUES[facet]) - set(labels.FACET_WORDS.get(facet, ()))
        assert not missing, f"add words for {missing} of {facet} to FACET_WORDS in codes/labels.py"
    assert set(facet_values(catalogue)[facet]) >= set(catalogue.counts[facet])


@pytest.mark.parametrize("facet", FACETS)
def test_every_value_narrows_the_list_and_two_of_them_are_alternatives(client, catalogue, facet):
    counts = catalogue.counts[facet]
    for value, count in counts.items():
        assert client.get("/api/v1/codes", {facet: value}).json()["count"] == count
    both = client.get("/api/v1/codes", {facet: list(counts)[:2], "limit": 1})
    assert both.status_code == 200, both.content
    carriers = [entry for entry in catalogue.entries if set(FACETS[facet](entry)) & set(list(counts)[:2])]
    assert both.json()["count"] == len(carriers)


@pytest.mark.parametrize("facet", [facet for facet in FACETS if facet != "http_status"])
def test_a_facet_can_be_typed_into_the_search(catalogue, facet):
    value = next(iter(catalogue.counts[facet]))
    assert parse_query(f"{facet}:{value}").filters == {facet: {value}}
