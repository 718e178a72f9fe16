"""The whole catalogue in one request: four formats that say the same, ready for a client that syncs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from codes.api.bulk import FORMATS
from codes.api.schemas import CatalogueOut, EntryOut, RetryPolicy
from tests.vendor import ROWS

FIELDS = set(EntryOut.model_json_schema(mode="serialization")["properties"])
# Lists and objects do not fit a spreadsheet's cell.
LEFT_OUT = {
    "csv": {
        *("causes", "prevention", "parameters", "methods", "related", "aliases", "phrases", "internal_note", "ask_for"),
        *("checks", "equivalent", "example", "former", "guides", "libraries", "seen", "sources", "api_url"),
    },
}


@pytest.fixture
def entries(api):
    return api("/codes", {"sort": "code"})["results"]


def by_id(rows):
    return {row["id"]: row for row in rows}


def test_json_holds_every_entry_and_category(client, entries):
    answer = client.get("/api/v1/catalogue.json")
    body = answer.json()
    CatalogueOut.model_validate(body)
    assert by_id(body["results"]) == by_id(entries)
    assert body["count"] == len(entries) == len(ROWS)
    assert {category["slug"] for category in body["categories"]} == {entry["category"]["slug"] for entry in entries}
    assert answer["ETag"].startswith(f'"{body["version"]}-')


def test_ndjson_holds_one_entry_a_line(client, entries):
    answer = client.get("/api/v1/catalogue.ndjson")
    assert answer["Content-Type"] == "application/x-ndjson"
    assert by_id(map(json.loads, answer.content.splitlines())) == by_id(entries)


def test_csv_can_be_read_back(client, entries):
    answer = client.get("/api/v1/catalogue.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = by_id(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert rows.keys() == by_id(entries).keys()
    for entry in entries:
        row = rows[entry["id"]]
        assert int(row["code"]) == entry["code"]
        assert row["name"] == (entry["name"] or "")
        assert row["http_status"] == str(entry["http_status"] or "")
        assert row["description"] == entry["description"]
        assert row["retry_advice"] == entry["retry"]["advice"]
        assert row["retry_this_request"] == (entry["retry"]["this_request"] or "")
        assert row["retry_evidence"] == entry["retry"]["evidence"]


def test_markdown_holds_every_entry(client, entries):
    answer = client.get("/api/v1/catalogue.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    text = answer.content.decode()
    assert all(f"`{entry['id']}`" in text and entry["description"] in text for entry in entries)


def sentences(value):
    """Yield the texts of more than one word in a value, however deep; a reply's placeholders are filled in later."""
    if isinstance(value, str) and " " in value and "{" not in value:
        yield " ".join(value.split())
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from sentences(part)


def read_markdown(text, entries):
    """Return, by id, the fields of which the entry's section holds every sentence, or has none."""
    sections = text.split("\n---\n\n")[1:]
    read = {}
    for entry, section in zip(entries, sections, strict=True):
        assert f"`{entry['id']}`" in section
        plain = " ".join(section.split())
        read[entry["id"]] = {name for name in entry if all(part in plain for part in sentences(entry[name]))}
    return read


def read_csv(text, entries):
    rows = by_id(csv.DictReader(io.StringIO(text, newline="")))
    columns = {name: {*row, *(column.partition("_")[0] for column in row)} for name, row in rows.items()}
    return {name: names & FIELDS for name, names in columns.items()}


READERS = {
    "json": lambda text, entries: {entry["id"]: set(entry) for entry in json.loads(text)["results"]},
    "ndjson": lambda text, entries: {entry["id"]: set(entry) for entry in map(json.loads, text.splitlines())},
    "csv": read_csv,
    "md": read_markdown,
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_every_field_of_every_entry(client, entries, suffix):
    assert suffix in READERS, f"add a reader of .{suffix} to READERS, so that its content is tested"
    text = client.get(f"/api/v1/catalogue.{suffix}").content.decode()
    catalogue_order = json.loads(client.get("/api/v1/catalogue.json").content)["results"]
    read = READERS[suffix](text, catalogue_order)
    assert read.keys() == by_id(entries).keys()
    missing = {name for name in FIELDS if any(name not in fields for fields in read.values())}
    assert missing == LEFT_OUT.get(suffix, set())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_client_that_syncs_gets_304_in_every_coding(client, suffix):
    path = f"/api/v1/catalogue.{suffix}"
    for coding in ("identity", "gzip", "br"):
        first = client.get(path, headers={"Accept-Encoding": coding})
        assert first.get("Content-Encoding", "identity") == coding
        again = client.get(path, headers={"Accept-Encoding": coding, "If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_format_is_refused_to_a_client_that_rules_it_out(client, suffix):
    assert client.get(f"/api/v1/catalogue.{suffix}", headers={"Accept": "image/png"}).status_code == 406


def test_every_entry_obeys_the_published_schema(client, entries):
    answer = client.get("/api/v1/schema/entry.json")
    assert answer["Content-Type"] == "application/schema+json"
    schema = answer.json()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "http://testserver/api/v1/schema/entry.json"
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for entry in entries:
        validator.validate(entry)


def test_the_schema_refuses_what_is_no_entry(client, entries):
    validator = Draft202012Validator(client.get("/api/v1/schema/entry.json").json())
    assert set(EntryOut.model_json_schema(mode="serialization")["required"]) == FIELDS
    assert not validator.is_valid({**entries[0], "code": "306"})
    assert not validator.is_valid({key: value for key, value in entries[0].items() if key != "retry"})


def test_the_retry_policy_names_every_code_and_agrees_with_the_entries(client, entries):
    answer = client.get("/api/v1/retry-policy.json")
    body = answer.json()
    RetryPolicy.model_validate(body)
    assert {p["id"]: p["retry"] for p in body["policies"]} == {e["id"]: e["retry"] for e in entries}
    assert len(answer.content) < 60_000
    assert "private/create-withdrawal" in body["only_by_a_person"]
    assert "private/create-order" not in body["only_by_a_person"]
    schema = client.get(body["$schema"].removeprefix("http://testserver")).json()
    Draft202012Validator(schema).validate(body)
