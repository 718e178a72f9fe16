"""manage.py decode: from a file or from standard input, text for people, JSON for tools."""

from __future__ import annotations

import io
import json
import types

import pytest
from django.core.management import CommandError, call_command

from codes.api.report_schemas import DecodeResult
from exchange_errors.decoder import LIMIT_BYTES

PASTE = '{"id": 7, "method": "private/create-order", "code": 43005, "api_key": "a1B2c3D4e5F6g7H8"}'

pytestmark = pytest.mark.django_db


@pytest.fixture
def decode(monkeypatch):
    def run(*arguments, stdin=b"", **options):
        monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(stdin)))
        out = io.StringIO()
        call_command("decode", *arguments, stdout=out, **options)
        return out.getvalue()

    return run


def test_standard_input_is_decoded_and_masked(decode):
    text = decode(stdin=PASTE.encode())
    assert "43005" in text
    assert "a1B2c3D4e5F6g7H8" not in text


def test_a_file_is_decoded(decode, tmp_path):
    (tmp_path / "log").write_text(PASTE)
    assert "43005" in decode(str(tmp_path / "log"))


def test_json_is_what_the_api_answers(decode, client):
    printed = decode(stdin=PASTE.encode(), json=True)
    DecodeResult.model_validate_json(printed)
    answer = client.generic("POST", "/api/v1/decode", PASTE, content_type="text/plain")
    assert json.loads(printed) == answer.json()


def test_a_text_without_an_error_says_so(decode):
    assert decode(stdin=b"all is well") == "No error code of this exchange was found.\n"


def test_bytes_that_are_not_utf8_do_not_stop_it(decode):
    assert "43005" in decode(stdin=b"caf\xe9 " + PASTE.encode())


def test_a_missing_file_is_told_and_a_long_text_is_read_to_its_end(decode, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        decode(str(tmp_path / "missing"))
    assert "43005" in decode(stdin=b"all is well\n" * (LIMIT_BYTES // 10) + PASTE.encode())


def test_a_paste_cannot_steer_the_terminal(decode):
    paste = '{"code": 43005, "method": "private/create-order", "params": {"instrument_name": "BTC\x1b[31m_USD\x07"}}'
    assert not set(decode(stdin=paste.encode())) & set("\x1b\x07")


def test_there_are_colours_only_when_they_are_wanted(decode):
    assert "\x1b[" not in decode(stdin=PASTE.encode())
    assert "\x1b[" in decode(stdin=PASTE.encode(), force_color=True)
