"""The OpenAPI document is true: what it says of operations, headers, schemas and examples is what the site does."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from codes.api import entry_documents
from codes.api.openapi import document
from codes.store import snapshot

OPERATIONS = {
    ("get", "/api/v1/codes"),
    ("get", "/api/v1/codes/{ref}"),
    ("get", "/api/v1/categories"),
    ("get", "/api/v1/http-statuses"),
    ("post", "/api/v1/decode"),
    ("get", "/api/v1/catalogue.json"),
    ("get", "/api/v1/catalogue.ndjson"),
    ("get", "/api/v1/catalogue.csv"),
    ("get", "/api/v1/catalogue.md"),
    ("get", "/api/v1/openapi.json"),
    ("get", "/api/v1/changes"),
    ("get", "/api/v1/search"),
    ("get", "/api/v1/schema/entry.json"),
}
FILLED = {"{ref}": "306", "{language}": "python"}


@pytest.fixture
def spec():
    return document(entry_documents.of(snapshot.current()))


@pytest.fixture
def operations(spec):
    return [(method, path, op) for path, item in spec["paths"].items() for method, op in item.items()]


def validator(spec, schema):
    """Return a validator that finds the document's own schemas."""
    resource = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **spec})
    registry = Registry().with_resource("urn:spec", resource)
    target = {"$ref": f"urn:spec{schema['$ref']}"} if "$ref" in schema else schema
    return Draft202012Validator(target, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_it_is_served_as_openapi_3_1(api, spec):
    body = api("/openapi.json")
    assert body["openapi"] == "3.1.0"
    assert body == spec
    assert body["servers"] == [{"url": "http://testserver"}]


def test_every_operation_of_the_contract_is_in_it(operations):
    assert {(method, path) for method, path, _ in operations} >= OPERATIONS


def test_schemas_are_published_under_their_plain_names(spec):
    names = set(spec["components"]["schemas"])
    assert {"Entry", "Retry", "Finding", "Problem"} <= names
    assert not [name for name in names if name.endswith("Out")]
    assert spec["components"]["schemas"]["Entry"]["title"] == "Entry"


def test_every_operation_says_what_it_is_and_how_it_fails(operations):
    ids = [op["operationId"] for *_, op in operations]
    assert len(set(ids)) == len(ids)
    for _, path, op in operations:
        assert op["summary"], path
        assert op["description"], path
        assert {"200", "406", "500"} <= set(op["responses"]), path
        for status, answer in op["responses"].items():
            types = set(answer.get("content", {}))
            if status == "414":
                assert not types  # the server's, before the API
            elif int(status) >= 400:
                assert types == {"application/problem+json"}
            else:
                assert "application/problem+json" not in types


def test_every_parameter_is_described(operations):
    for _, path, op in operations:
        for parameter in op.get("parameters", ()):
            assert parameter.get("description") or parameter["in"] == "path", (path, parameter["name"])


def test_every_schema_has_an_example_that_obeys_it(spec):
    for name, schema in spec["components"]["schemas"].items():
        assert schema.get("examples"), name
        for example in schema["examples"]:
            validator(spec, {"$ref": f"#/components/schemas/{name}"}).validate(example)


def test_the_example_of_an_entry_is_what_the_site_answers(api, spec):
    [example] = spec["components"]["schemas"]["Entry"]["examples"]
    assert api(f"/codes/{example['id']}") == example


def test_the_policy_of_versions_is_linked_and_true(client, spec):
    assert spec["info"]["description"].endswith("http://testserver/api/#versions")
    assert b'id="versions"' in client.get("/api/").content
    assert '"deprecated": true' not in json.dumps(spec)  # the page says that nothing is


def test_every_get_answers_as_it_says(client, spec, operations):
    for method, path, op in operations:
        if method != "get":
            continue
        for placeholder, value in FILLED.items():
            path = path.replace(placeholder, value)
        answer = client.get(path)
        said = op["responses"][str(answer.status_code)]
        [media_type] = said["content"]
        assert answer["Content-Type"].split(";")[0] == media_type, path
        assert all(name in answer for name, header in said["headers"].items() if header["required"]), path
        if media_type == "application/json":
            validator(spec, said["content"][media_type]["schema"]).validate(answer.json())
        held = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert held.status_code == 304
        assert all(name in held for name in op["responses"]["304"]["headers"]), path


def test_the_values_that_the_catalogue_allows_are_named(spec, catalogue):
    parameters = {p["name"]: p for p in spec["paths"]["/api/v1/codes"]["get"]["parameters"]}
    assert parameters["category"]["schema"]["items"]["enum"] == [c.slug for c in catalogue.categories]
    assert parameters["limit"]["schema"]["maximum"] == 1000
    assert parameters["q"]["schema"]["maxLength"] == 500
