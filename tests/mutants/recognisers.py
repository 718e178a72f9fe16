"""Mistakes in the recognisers: a number taken for an error code that is none, or the other way round."""

from __future__ import annotations

from .mutant import Mutant


def _samples(shape: str) -> str:
    return f"decode/test_samples.py -k {shape}/"


ALL = "decode/test_samples.py"
NEAR = "decode/test_near_misses.py"
LOOKUP = "decode/test_lookup.py"
REPORT = "decode/test_report.py"
MOMENT = "decode/test_moment.py"

SHAPES = (
    Mutant("decode/shapes/batch.py", "if code > 0:", "if code < 0:", _samples("batch")),
    Mutant("decode/shapes/batch.py", "if item_code:", "if item_code is not None:", _samples("batch")),
    Mutant("decode/shapes/batch.py", "place if index is None else index", "place", NEAR),
    Mutant("decode/shapes/batch.py", " and where.foreign", "", NEAR),
    Mutant("decode/shapes/cdcx.py", 'value.get("status") != "error"', '"status" not in value', NEAR),
    Mutant("decode/shapes/cdcx.py", ' or not text(error.get("category"))', "", _samples("cdcx")),
    Mutant("decode/shapes/cdcx.py", " or where.foreign", "", NEAR),
    Mutant("decode/shapes/close_event.py", ' or "message" in value', "", NEAR),
    Mutant("decode/shapes/close_event.py", " or not is_close_code(code)", "", NEAR),
    Mutant("decode/shapes/close_event.py", " or CLOSING.search(where.before)", "", NEAR),
    Mutant("decode/shapes/close_codes.py", "3000 <= code", "1000 <= code", NEAR),
    Mutant("decode/shapes/close_line.py", "code < 3000", "code < 5000", NEAR),
    Mutant("decode/shapes/close_line.py", " and not UNIT.match(text, end)", "", _samples("close_line")),
    Mutant("decode/shapes/close_line.py", "(line_start, code) not in seen and", "", _samples("close_line")),
    Mutant("decode/shapes/close_line.py", "line.holds(POSITION) or", "", _samples("close_line")),
    Mutant(
        "decode/shapes/keyed_code.py", "if AFTER_NUMBER.match(page.text, end):", "if False:", _samples("keyed_code")
    ),
    Mutant("decode/shapes/keyed_code.py", " or line.is_silent", "", _samples("keyed_code")),
    Mutant("decode/shapes/keyed_code.py", " or _is_in_link(page, start, line)", "", _samples("keyed_code")),
    Mutant("decode/shapes/keyed_code.py", "code <= LONGEST_COUNT and", "", NEAR),
    Mutant("decode/shapes/keyed_code.py", "is_setting(page.text, start) or", "", _samples("keyed_code")),
    Mutant(
        "decode/shapes/keyed_code.py", "if is_about_something_else(line.said):", "if False:", _samples("keyed_code")
    ),
    Mutant("decode/shapes/keyed_code.py", "len(line.said) > MANY_WORDS", "False", _samples("keyed_code")),
    Mutant("decode/shapes/keyed_code.py", "line.is_access or", "", _samples("keyed_code")),
    Mutant("decode/shapes/listing.py", "len(rows) >= LISTED", "len(rows) >= 2", NEAR),
    Mutant("decode/shapes/listing.py", "if page.moment(named.start) is not None:", "if False:", _samples("listing")),
    Mutant("decode/shapes/long_number.py", "is_long=code >= LONG", "is_long=True", NEAR),
    Mutant("decode/shapes/long_number.py", " or AMOUNT.match(text, end)", "", _samples("long_number")),
    Mutant("decode/shapes/lookup.py", "page.page.outer is not None or", "", ALL),
    Mutant("decode/shapes/lookup.py", " and number not in HTTP_ONLY", "", _samples("lookup")),
    Mutant("decode/shapes/lookup.py", "one.is_known and one.code for one", "True for one", LOOKUP),
    Mutant("decode/shapes/lookup.py", "None if _is_amount(page.text) else ", "", LOOKUP),
    Mutant("decode/shapes/lookup.py", " and not _is_pair(asked)", "", LOOKUP),
    Mutant("decode/shapes/named.py", "if name in ENUM_NAMES and not keyed:", "if False:", _samples("named")),
    Mutant("decode/shapes/named.py", "name in GENERIC_NAMES) and", "False) and", NEAR),
    Mutant("decode/shapes/named.py", 'one.style == "kebab" and', "False and", _samples("named")),
    Mutant("decode/shapes/numbered_name.py", "named.said not in GENERIC_NAMES and", "", NEAR),
    Mutant("decode/shapes/numbered_name.py", "ONE_WORD_IS_ENOUGH else 2", "ONE_WORD_IS_ENOUGH else 1", NEAR),
    Mutant("decode/shapes/order.py", "not in REFUSED or where.foreign", "not in REFUSED", NEAR),
    Mutant("decode/shapes/order.py", "not in REFUSED or", 'in ("",) or', _samples("order")),
    Mutant("decode/shapes/order.py", 'if not any("status" in one for one in orders):', "if False:", NEAR),
    Mutant("decode/shapes/pair.py", "_status(answered) or", "", _samples("pair")),
    Mutant("decode/shapes/pair.py", "bool(FOREIGN.search(url) and not OWN.search(url))", "False", NEAR),
    Mutant("decode/shapes/pair.py", "request=request or where.request", "request=where.request", NEAR),
    Mutant("decode/shapes/record.py", "here if key in ANSWER_FIELDS else detail", "here", NEAR),
    Mutant("decode/shapes/record.py", "not FOREIGN_ENVELOPE.isdisjoint(value)", "False", NEAR),
    Mutant("decode/shapes/record.py", " and not only_objects", "", NEAR),
    Mutant("decode/shapes/request.py", 'int(number(value.get("code")) == 0)', "0", NEAR),
    Mutant("decode/shapes/response.py", "if code == 0:", "if False:", _samples("response")),
    Mutant("decode/shapes/response.py", "RAISED.search(where.before[-RAISED_REACH:])", "False", _samples("response")),
    Mutant(
        "decode/shapes/response.py", "if name in GENERIC_NAMES and not where.ours:", "if False:", _samples("response")
    ),
    Mutant("decode/shapes/response.py", ' and key != "original"', "", _samples("response")),
    Mutant("decode/shapes/table.py", " and not names & FOREIGN_COLUMNS", "", _samples("table")),
    Mutant("decode/shapes/table.py", " and names & OTHER_COLUMNS", "", _samples("table")),
    Mutant("decode/shapes/ws_error.py", 'value.get("method") == "ERROR"', '"method" in value', _samples("ws_error")),
    Mutant("decode/shapes/ws_error.py", " or code < 0", "", NEAR),
)

WEIGHING = (
    Mutant("decode/evidence.py", "    if agrees:", "    if fits:", NEAR),
    Mutant(
        "decode/shapes/batch.py",
        'if method_of(answer) is not None or number(item.get("index")) is not None:',
        "if True:",
        NEAR,
    ),
    Mutant("decode/advice.py", "if not match[1] and status not in REGISTERED:", "if False:", "decode/test_advice.py"),
    Mutant("decode/evidence.py", "if code < 0:", "if False:", NEAR),
    Mutant("decode/evidence.py", "if where.foreign:", "if False:", NEAR),
    Mutant("decode/evidence.py", "if others:", "if False:", NEAR),
    Mutant("decode/evidence.py", '"likely" if others else "certain"', '"certain"', NEAR),
    Mutant("decode/evidence.py", "return others - LOG_FIELDS", "return others", ALL),
    Mutant("decode/evidence.py", "is_http_phrase(message) and code < 600", "False", NEAR),
    Mutant("decode/evidence.py", "if where.is_detail and not fits:", "if False:", NEAR),
    Mutant("decode/evidence.py", "and code >= smallest and", "and", NEAR),
    Mutant("decode/evidence.py", "number(response[field]) == code", "False", NEAR),
    Mutant("decode/resolve.py", "if credit is not None and method == WITHDRAWAL:", "if False:", REPORT),
    Mutant("decode/resolve.py", "named.http_status == sighting.code", "False", ALL),
    Mutant("decode/resolve.py", "0 < abs(e.code - code) <= 2", "0 < abs(e.code - code) <= 200", NEAR),
    Mutant("decode/resolve.py", "low <= sighting.code <= high", "low <= sighting.code", REPORT),
    Mutant("decode/resolve.py", "words.named(name) is e", "True", REPORT),
    Mutant("decode/resolve.py", 'sighting.kind == "websocket"', "False", REPORT),
    Mutant("decode/resolve.py", "code not in EVERYDAY_STATUSES or", "", NEAR),
)

FINDING = (
    Mutant("decode/scan.py", 'if one is None and opener == "{" and ESCAPED.match(text, start):', "if False:", ALL),
    Mutant("decode/scan.py", 'text.endswith("map", 0, start)', "False", ALL),
    Mutant("decode/scan.py", "JAVA_RECORD.match(text, start) and", "False and", ALL),
    Mutant("decode/scan.py", "self._from[piece] + position - self._at[piece]", "position", NEAR),
    Mutant("decode/envelope.py", "if isinstance(value, bool):", "if False:", NEAR),
    Mutant("decode/envelope.py", " and len(value) < 12", "", NEAR),
    Mutant("decode/envelope.py", 'if method == "public/heartbeat":', "if False:", NEAR),
    Mutant("decode/envelope.py", '"code" in value or "jsonrpc" in value', '"code" in value', NEAR),
    Mutant("decode/envelope.py", ' or "order_id" in value', "", NEAR),
    Mutant("decode/envelope.py", "MAX_UNWRAP = 6", "MAX_UNWRAP = 1", REPORT),
    Mutant("decode/moment.py", 'if int(str(parts["a"])) > 12', "if False", MOMENT),
    Mutant("decode/moment.py", "hour % 12 + (12 if", "hour + (12 if", MOMENT),
    Mutant("decode/moment.py", '-minutes if text[0] == "-" else minutes', "minutes", MOMENT),
    Mutant("decode/moment.py", "found - last_ms < -slack", "found < last_ms", MOMENT),
    Mutant("decode/moment.py", "if found - last_ms >= step - slack", "if False", MOMENT),
    Mutant("decode/moment.py", "isinstance(value, bool) or", "", MOMENT),
    Mutant("decode/moment.py", " and len(digits) == 10", "", MOMENT),
    Mutant("decode/moment.py", "13: 1, ", "13: 1000, ", MOMENT),
)

RECOGNISERS = (*SHAPES, *WEIGHING, *FINDING)
