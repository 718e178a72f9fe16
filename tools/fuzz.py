"""Sends broken, hostile and wrapped texts to every place of the site that takes a text: none may end in a 5xx.

    python -m tools.fuzz [SECONDS] [SEED]

Asks the whole application, from WSGI to the answer, without a server. Prints the request that broke the promise, with
its text shortened to what still breaks it, and exits 1; runs a minute by default.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

os.environ["DATABASE_URL"] = "sqlite://:memory:"  # readers need no database
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from portal.wsgi import application
from tests.exchange_errors.decoder.wrappings import WRAPPINGS

FORM, JSON, PLAIN = "application/x-www-form-urlencoded", "application/json", "text/plain"
SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "samples"
SEEDS = tuple(path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt")))
PIECES = (
    *"\"'\\{}[]()<>:,;=|`#%&+-./@\n\t\r \x00\x1b\u200b\u201c\ud800\uffff", "\\u0022", "&quot;", "%7B%22",
    "original", "code", "306", "{\"code\":", "\\\\\"", "HTTP/1.1 500", "eyJ", "None", "=>", "map[",
    "2026-11-23T06:17:01Z", "private/create-order", "//", "/*",
)  # fmt: skip
MAX_CHARACTERS = 4_000
STARTS = ("", "&#", "&#x", "\\u", "%", '{"code":', "code ", "[", '{"a":', "0x", "1e", "-", "q=", "ref=")
UNITS = (*PIECES, "9", "0", "1e", "&#", "[", '{"a":', "%25", "\\", "é", "\U0001f600", "306 ", "a b ")
NUMBERS = ("", "-", "1e", "0.", "code: ", '{"code":', "nonce=", "HTTP/1.1 ", "&lt;&#", "\\u", "%", "/codes/", "[1,")
ENDS = ("", ";", '"}', "]", " 306")
HEADERS = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_HX_REQUEST", "HTTP_MCP_PROTOCOL_VERSION")

Request = tuple[str, str, str, str, bytes]  # method, path, query, media type, body


def texts(rng: random.Random) -> Iterator[str]:
    """Yield random bytes, mutated samples, and samples in random wrappings, without end."""
    while True:
        seed = rng.choice(SEEDS)[:MAX_CHARACTERS]
        encoding, errors = rng.choice(
            (("utf-8", "replace"), ("utf-8", "surrogateescape"), ("latin-1", "strict"), ("utf-16", "replace"))
        )
        yield rng.randbytes(rng.randrange(400)).decode(encoding, errors)
        yield "".join(rng.choices(PIECES, k=rng.randrange(1, 80)))
        yield mutated(seed, rng)
        wrapped = in_wrappings(seed, rng, rng.randrange(1, 4))
        yield mutated(wrapped, rng) if rng.random() < 0.5 else wrapped


def in_wrappings(text: str, rng: random.Random, depth: int) -> str:
    for name in rng.sample(sorted(WRAPPINGS), depth):
        text = WRAPPINGS[name](text.encode("utf-8", "replace").decode())[: 8 * MAX_CHARACTERS]
    return text


def mutated(text: str, rng: random.Random) -> str:
    """Cut, double, splice and sprinkle a text a few times."""
    for _ in range(rng.randrange(1, 6)):
        place = rng.randrange(len(text) + 1)
        match rng.randrange(4):
            case 0:
                text = text[:place] + text[place + rng.randrange(20) :]
            case 1:
                text = text[:place] + rng.choice(PIECES) * rng.randrange(1, 4) + text[place:]
            case 2:
                text = text[:place] + text[max(0, place - 30) : place] + text[place:]
            case _:
                text = text[place:] + text[:place]
    return text[:MAX_CHARACTERS]


def hostile(rng: random.Random) -> Iterator[str]:
    """Yield the decoder's fuzzed texts, and between them one piece repeated very often, without end."""
    for text in texts(rng):
        yield text
        if rng.random() < 0.5:
            times = rng.choice((3, 70, 300, 1_500, 4_400, 9_000))
            number = f"{rng.choice(NUMBERS)}{rng.choice('0189') * times}"
            run = f"{rng.choice(STARTS)}{rng.choice(UNITS) * times}"
            yield f"{number if rng.random() < 0.3 else run}{rng.choice(ENDS)}"


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def in_query(text: str) -> str:
    return quote(raw(text)[:7_000])


def in_path(text: str) -> str:
    """Return the text as a server hands a decoded path on: one character a byte."""
    return raw(text)[:2_500].decode("latin-1")


def called(name: str, argument: str, text: str) -> bytes:
    params = {"name": name, "arguments": {argument: text}}
    return json.dumps({"jsonrpc": "2.0", "id": text[:9], "method": "tools/call", "params": params}).encode()


def part(text: str) -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + raw(text[:40]) + b'"\r\n\r\n'
    return head + raw(text) + b"\r\n--b--\r\n"


PLACES: dict[str, Callable[[str], Request]] = {
    "page, form": lambda text: ("POST", "/decode/", "", FORM, f"text={in_query(text)}".encode()),
    "page, file": lambda text: ("POST", "/decode/", "", "multipart/form-data; boundary=b", part(text)),
    "page, raw form": lambda text: ("POST", "/decode/", "", FORM, raw(text)),
    "page, masked": lambda text: ("POST", "/decode/", "", FORM, f"text=306&masked={in_query(text)}".encode()),
    "API, text": lambda text: ("POST", "/api/v1/decode", "", PLAIN, raw(text)),
    "API, JSON": lambda text: ("POST", "/api/v1/decode", "", JSON, json.dumps({"text": text}).encode()),
    "API, raw JSON": lambda text: ("POST", "/api/v1/decode", "", JSON, raw(text)),
    "MCP, decode": lambda text: ("POST", "/mcp", "", JSON, called("decode_error", "text", text)),
    "MCP, explain": lambda text: ("POST", "/mcp", "", JSON, called("explain_code", "ref", text[:200])),
    "MCP, search": lambda text: ("POST", "/mcp", "", JSON, called("search_codes", "query", text[:200])),
    "MCP, raw": lambda text: ("POST", "/mcp", "", JSON, raw(text)),
    "search": lambda text: ("GET", "/", f"q={in_query(text)}", "", b""),
    "search, raw query": lambda text: ("GET", "/", in_path(text), "", b""),
    "filters": lambda text: ("GET", "/", f"kind={in_query(text)}&page={in_query(text[:9])}&sort=x", "", b""),
    "API, search": lambda text: ("GET", "/api/v1/codes", f"q={in_query(text)}", "", b""),
    "API, filters": lambda text: ("GET", "/api/v1/codes", in_query(text).replace("%3D", "="), "", b""),
    "API, entry": lambda text: ("GET", f"/api/v1/codes/{in_path(text)}", "", "", b""),
    "API, changes": lambda text: ("GET", "/api/v1/changes", f"since={in_query(text)}", "", b""),
    "entry": lambda text: ("GET", f"/codes/{in_path(text)}/", "", "", b""),
    "entry, file": lambda text: ("GET", f"/codes/{in_path(text)}.md", "", "", b""),
    "suggest": lambda text: ("GET", "/suggest/", f"q={in_query(text)}", "", b""),
    "feedback": lambda text: ("POST", "/feedback/", "", FORM, f"place=page&text={in_query(text)}".encode()),
    "feedback, page": lambda text: ("GET", "/feedback/", f"page={in_query(text)}", "", b""),
    "go": lambda text: ("GET", "/go/", f"q={in_query(text)}", "", b""),
    "go to": lambda text: ("GET", f"/go/{in_path(text)}", "", "", b""),
    "compare": lambda text: ("GET", "/compare/", f"ref={in_query(text)}&ref=306", "", b""),
    "shared": lambda text: ("GET", "/decode/shared/", f"f={in_query(text)}&f=306", "", b""),
    "anywhere": lambda text: ("GET", f"/{in_path(text)}", "", "", b""),
}


def shrunk(holds: Callable[[str], bool], text: str) -> str:
    """Return a shorter text that breaks the same promise: halves, quarters and so on go while it still does."""
    size = len(text) // 2
    while size:
        place = 0
        while place < len(text):
            shorter = text[:place] + text[place + size :]
            if holds(shorter):
                place += size
            else:
                text = shorter
        size //= 2
    return text


def status(request: Request, headers: dict[str, str]) -> int:
    """Ask the application; return the status of its answer."""
    method, path, query, media_type, body = request
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": media_type,
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        **headers,
    }
    seen: list[str] = []
    answer = application(environ, lambda line, *_: seen.append(line))
    for _ in answer:
        pass
    getattr(answer, "close", lambda: None)()
    return int(seen[-1][:3])


def main(seconds: float, seed: int) -> int:
    logging.disable(logging.CRITICAL)
    rng, end, count = random.Random(seed), time.monotonic() + seconds, 0
    for text in hostile(rng):
        place = rng.choice(list(PLACES))
        headers = {rng.choice(HEADERS): raw(text)[:300].decode("latin-1")} if rng.random() < 0.1 else {}

        def holds(text: str, place: str = place, headers: dict[str, str] = headers) -> bool:
            return status(PLACES[place](text), headers) < 500

        if not holds(text):
            shorter = shrunk(holds, text)
            logging.disable(logging.NOTSET)
            holds(shorter)  # once more, for its traceback in the log
            print(f"broken: {place}, headers {headers}, seed {seed}, request {count}:\n{shorter!r}")
            return 1
        count += 1
        if time.monotonic() > end:
            break
    print(f"{count} requests to {len(PLACES)} places, seed {seed}: no 5xx")
    return 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("seconds", nargs="?", type=float, default=60.0)
    arguments.add_argument("seed", nargs="?", type=int, default=random.SystemRandom().randrange(10**9))
    chosen = arguments.parse_args()
    sys.exit(main(chosen.seconds, chosen.seed))
