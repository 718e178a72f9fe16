"""A mail in quoted-printable is read, and a log whose values follow equals signs is not taken for one."""

from __future__ import annotations

import quopri

import pytest

from exchange_errors.decoder import decode
from exchange_errors.redaction import mask
from tests.shipped import CATALOGUE

CLOSED = "websocket closed: code={} reason="
STAMP = "2026-11-29T07:00:0{}.123Z ERROR bot.ws "
WESTERN = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
SECRET = "s3Kq9ZtP7wLxV2bN8rYd4HgJ6mQc1FaE5uTo0Ri"


def log(line: str, stamp: str = "") -> str:
    return f"{stamp.format(1)}connected\n{stamp.format(2)}{line}\n{stamp.format(3)}reconnecting\n"


@pytest.mark.parametrize("code", [1006, 1013, 1000, 4001])
@pytest.mark.parametrize("stamp", ["", STAMP], ids=["bare", "stamped"])
def test_an_empty_reason_at_a_line_end_is_no_soft_break(code: int, stamp: str) -> None:
    text = log(CLOSED.format(code), stamp)
    assert mask(text).text == text
    assert [finding.code for finding in decode(text, CATALOGUE).findings] == [code]


def test_a_wide_log_line_that_ends_in_an_equals_sign_keeps_its_end() -> None:
    text = log("websocket closed, code: 1006, reason=", STAMP)
    assert mask(text).text == text


def test_a_number_behind_an_equals_sign_never_becomes_a_control_character() -> None:
    assert "code=1006" in mask("Gr=C3=BC=C3=9Fe, websocket closed: code=1006, gone").text


@pytest.mark.parametrize(
    "mail",
    [
        f"Dear support, this is the request of our bot as we sent it to you: secret: {SECRET} and no more",
        f"Dear support,\n\nour bot says secret={SECRET} and then it stops with the error 306 on each order",
        f"Grüße aus Köln, das ist unser secret: {SECRET}",
        f'{{"secret": "{SECRET}", "method": "private/create-order", "instrument_name": "CRO_USD"}}',
    ],
    ids=["soft-break-alone", "equals-sign", "umlauts", "json"],
)
def test_a_secret_in_a_mail_is_masked_across_its_soft_breaks(mail: str) -> None:
    wrapped = quopri.encodestring(mail.encode()).decode()
    assert f"[secret:{len(SECRET)}]" in mask(wrapped).text


def test_a_secret_is_masked_where_lines_break_between_words() -> None:
    mail = f"Hello, my secret: =\n{SECRET[:20]}=\n{SECRET[20:]} is on the=\n list"
    assert SECRET[20:] not in mask(mail).text


def test_a_part_is_read_up_to_the_line_that_ends_it() -> None:
    head = 'Content-Type: multipart/mixed; boundary="--=_Part_1"\n\n----=_Part_1\nContent-Type: text/html\n\n'
    assert "code=306" in mask(f"{head}<b>code=3D306</b>\n----=_Part_1--").text


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("f=FCr x=3D20 Tage", "für x=20 Tage"),
        ("f=FCr Password=3DBEb2c3d4e5f6", "für Password=[secret:12]"),
        ("job a=3D5\n--trace-id=3D77", "job a=5\n--trace-id=77"),
    ],
)
def test_what_a_mail_escapes_is_undone_once(sent: str, shown: str) -> None:
    assert mask(f"{WESTERN}{sent}").text.endswith(shown)


@pytest.mark.parametrize(
    ("cut", "secret"),
    [
        ("has=C5=82o: sunflower =C5", "sunflower"),
        ("пароль: sunflower x=3D1 caf=E9", "sunflower"),
        ("=C3=BC\n-- Bob\npassword=3A sunflower", "sunflower"),
    ],
)
def test_a_damaged_mail_shows_no_secret(cut: str, secret: str) -> None:
    assert secret not in mask(cut).text
    assert secret not in mask(f"{WESTERN}{cut}").text


def test_a_western_letter_that_says_latin_and_means_windows_is_read() -> None:
    mail = f"{WESTERN}f=FCr 2 =80 bekomme ich BELOW_MIN_ORDER_=\nSIZE. Gr=FC=DFe"
    assert "für 2 € bekomme ich BELOW_MIN_ORDER_SIZE" in mask(mail).text
