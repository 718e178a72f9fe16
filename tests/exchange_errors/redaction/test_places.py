"""Secrets where no JSON key stands right in front of them: tables, tags, arguments, prose, and by their look alone."""

import pytest

from exchange_errors.redaction import mask

KEY = "Zk9xQp3LmVt7RwYc2NbHsD"
SECRET = "cxakp_aB3aB3aB3aB3aB3aB3aB3aB3"


@pytest.mark.parametrize(
    "text",
    [
        f"api_key,{KEY}\nsecret,{SECRET}",
        f"<api_key>{KEY}</api_key><secret>{SECRET}</secret>",
        f"curl -u {KEY}:{SECRET} https://example.com",
        "curl --user bob:hunter2hunter2 https://example.com",
        f'{{"api_key":\n   "{KEY}"}}',
        '{"api_key":\n   "abcdef1234567890"}',
        f"| api_key | {KEY} |",
        "| api_key | abcdef1234567890 |",
        f"ApiCredentials(key={KEY}, secret={SECRET})",
        f'ApiKey("{KEY}")',
        f'"x-api-key","{KEY}"',
        f'("api_key", "{KEY}")',
        "('api_key', 'abcdef1234567890')",
        "api_key\tabcdef1234567890",
        f"key: {KEY}",
        f"secret {SECRET}",
        f'"secret" : {{"value":"{SECRET}"}}',
        f"my api key:\n{KEY}",
        f"API Key\n\n{KEY}",
        f'"headers":[{{"name":"api-key","value":"{KEY}"}}]',
        '{"name": "api-key", "value": "abcdef1234567890"}',
    ],
)
def test_a_secret_is_masked_wherever_it_stands(text):
    shown = mask(text).text
    for secret in (KEY, SECRET, "hunter2", "abcdef1234567890"):
        assert secret not in shown
    assert mask(shown).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "order_id 6530000000000000002 client_oid myBot2026Order00017xYz7 BTC_USD BTCUSD-PERP 120000.5",
        "private/create-order-list 4c1f2b8e-8d3c-4a55-9f6e-1a2b3c4d5e6f 2026-11-23T10:00:00.123Z",
        'FIELDS = ["api_key", "sig", "nonce", "method", "params"]',
        "api_key,sig,nonce,method\n",
        "ConnectionPool404ErrorHandler9 Http2ServerUpgradeCodecV1 getOrderDetailResponseV2Payload",
        "java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:1149)",
        "api_key:\n  nonce: 1760000000430\n",
        "| api_key | required | string |",
        "ORDER_WILL_LEAD_TO_IMMEDIATE_LIQUIDATION ORDER_PRICE_GREATER_THAN_LIMITUPPRICE",
        "the secret is to sort the keys, then sign",
        "portal-7d9f8b6c5-x2x9z pod kube-system-12345",
    ],
)
def test_what_a_reader_needs_stays(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('{"secret":"ab\\"cd\\"hunter2"}', "hunter2"),
        ('{"secret":"ab\\\\cd\\\\hunter2"}', "hunter2"),
        ('{"log":"{\\"secret\\":\\"ab\\\\\\"hunter2\\"}"}', "hunter2"),
        (f'> "api_key": "{KEY[:12]}\n> {KEY[12:]}",\n> "code": 40101', KEY[12:]),
        (f"api_key = '{KEY[:10]}' + '{KEY[10:]}'", KEY[10:]),
        (f"api_key = ('{KEY[:10]}'\n           '{KEY[10:]}')", KEY[10:]),
        ('{"log":"{\\"api_key\\":\\"Zk9xQ\\\\u0070hunter2\\"}"}', "hunter2"),
        ('{"log":"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG\\nhunter2hunter2\\n-----END"}', "hunter2"),
        ("phone: 0151 23456789", "23456789"),
        ("tel 415-555-2671", "555-2671"),
        ('{"name":"Cookie","value":"sid=hunter2; t=9"}', "hunter2"),
        ('{"name":"Cook\u0131e","value":"sid=hunter2; t=9"}', "hunter2"),  # Turkish software's lower case of COOKIE
        ('{"key":"Authorization","value":"Basic hunter2="}', "hunter2"),
        ('{"cookies":[{"name":"sid","value":"hunter2"},{"name":"t","value":"hunter2"}]}', "hunter2"),
    ],
)
def test_a_secret_in_pieces_or_beside_its_name_is_masked_to_its_end(text, secret):
    shown = mask(text).text
    assert secret not in shown
    assert mask(shown).text == shown


def test_values_behind_the_cookies_of_a_har_entry_stay():
    text = '{"cookies":[{"name":"sid","value":"x1"}],"params":[{"name":"side","value":"BUY"}]}'
    assert '"value":"BUY"' in mask(text).text


LOG = "2026-11-23T06:00:00.123Z order 4711 of BTC_USD sent\n" * 400


@pytest.mark.parametrize(
    "line",
    [
        "API_KEY=abcdef1234567890",
        "APİ_KEY=abcdef1234567890",
        "2fa code: abcdef1234567890",
        "9fa 12fa_code=abcdef1234567890",
        f"| secret | {KEY} |",
        "Authorization: Bearer abcdef1234567890",
        "deposit to 0x52908400098527886E0F7030069857D2E4169EE7",
        "\\x22api_key\\x22: \\x22abcdef1234567890\\x22",
        "\\u0022secret\\u0022: \\u0022abcdef1234567890\\u0022",
        "\\033[1mapi_key\\033[0m=abcdef1234567890",
        "payload eyJzZWNyZXQiOiAiYWJjZGVmMTIzNDU2Nzg5MCJ9 sent",
        "mail to somebody@example.com from 203.0.113.7",
        "tel 415-555-2671 or +14155552671",
        "aabbccddeeffaabbccddeeffaabbccddeeff",
    ],
)
def test_in_a_long_log_of_like_lines_the_odd_one_is_masked_as_if_it_stood_alone(line):
    alone, among = mask(line), mask(f"{LOG}{line}\n{LOG}")
    assert among.text.split("\n")[400] == alone.text
    assert among.redactions == alone.redactions
    assert among.steps == alone.steps
