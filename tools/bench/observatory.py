"""``python tools/bench/observatory.py [URL …]``: score answers by the rules of the HTTP Observatory, without asking it.

Without an address, a portal is started as behind a proxy that speaks TLS, and its pages are scored.

Rules and points: MDN HTTP Observatory, src/grader/charts.js (2025). Points above 100 count only where at most 10
are lost. Redirections and certificates are not looked at: they belong to the proxy that speaks TLS.
"""

from __future__ import annotations

import sys

# Run as a script, this file's own folder comes first on the path, and http.py there would hide Python's package http.
sys.path.sort(key=lambda folder: folder.endswith("bench"))

import re
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

Headers = list[tuple[str, str]]

SIX_MONTHS = 15_552_000  # seconds
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
BROAD = {"*", "http:", "https:", "data:", "http://*", "https://*"}
LEAST_FOR_BONUS = 90
ENOUGH = 130
PAGES = ("/", "/codes/306/", "/decode/", "/guides/", "/no-such-page", "/codes/no-such-code/", "/admin/login/")


def score(headers: Headers, html: str = "") -> tuple[int, dict[str, int]]:
    """Return the points of one answer and what each rule added; ``html`` is "" for anything that is no page."""
    named: dict[str, list[str]] = {}
    for name, value in headers:
        named.setdefault(name.lower(), []).append(value)
    one = {name: ", ".join(values) for name, values in named.items()}
    policy = directives(one.get("content-security-policy", ""))
    rules = {
        "content-security-policy": _policy(policy),
        "cookies": _cookies(named.get("set-cookie", [])),
        "cross-origin-resource-sharing": _sharing(one),
        "cross-origin-resource-policy": _resource_policy(one.get("cross-origin-resource-policy", "")),
        "referrer-policy": _referrer(one.get("referrer-policy", "")),
        "strict-transport-security": _transport(one.get("strict-transport-security", "")),
        "subresource-integrity": _integrity(html),
        "x-content-type-options": 0 if one.get("x-content-type-options", "").lower() == "nosniff" else -5,
        "x-frame-options": _frames(policy, one.get("x-frame-options", "")),
    }
    lost = 100 + sum(points for points in rules.values() if points < 0)
    won = sum(points for points in rules.values() if points > 0) if lost >= LEAST_FOR_BONUS else 0
    return max(0, lost + won), rules


def directives(header: str) -> dict[str, set[str]]:
    """Return a Content-Security-Policy's directives and their sources."""
    words = [part.split() for part in header.split(";") if part.strip()]
    return {name.lower(): {source.lower() for source in sources} for name, *sources in words}


def _policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, objects = policy.get("script-src", default), policy.get("object-src", default)
    styles, images = policy.get("style-src", default), policy.get("img-src", default)
    if (scripts | objects) & BROAD or "'unsafe-inline'" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if {"http:", "ftp:"} & images:
        return -10
    if styles & (BROAD | {"'unsafe-inline'"}):
        return 0
    own_forms = policy.get("form-action", {"*"}) <= {"'none'", "'self'"}
    return 10 if default == {"'none'"} and own_forms else 5


def _cookies(cookies: list[str]) -> int:
    """Session cookies need HttpOnly, all need Secure; SameSite on all of them earns points."""
    points = 5 if cookies else 0
    for cookie in cookies:
        name, *attributes = (part.strip().lower() for part in cookie.split(";"))
        session = "sess" in name.partition("=")[0] or "login" in name.partition("=")[0]
        if "secure" not in attributes:
            points = min(points, -40 if session else -20)
        if session and "httponly" not in attributes:
            points = min(points, -30)
        if not {"samesite=lax", "samesite=strict"} & set(attributes):
            points = min(points, -20 if "csrf" in name else 0)
    return points


def _sharing(one: dict[str, str]) -> int:
    shared = one.get("access-control-allow-origin", "")
    return -50 if shared and one.get("access-control-allow-credentials", "").lower() == "true" else 0


def _resource_policy(value: str) -> int:
    known = {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}
    return known.get(value.lower(), -5)


def _referrer(value: str) -> int:
    last = value.lower().split(",")[-1].strip()
    return 5 if last in PRIVATE else 0 if not last else -5


def _transport(value: str) -> int:
    age = re.search(r"max-age=(\d{1,12})", value)
    if age is None:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _frames(policy: dict[str, set[str]], header: str) -> int:
    ancestors = policy.get("frame-ancestors")
    if ancestors and not ancestors & BROAD:
        return 5
    return 0 if header.upper() in ("DENY", "SAMEORIGIN") else -20


class _Scripts(HTMLParser):
    """Notes each script's address and whether it carries an integrity attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.found.append((given["src"] or "", bool(given.get("integrity"))))


def _integrity(html: str) -> int:
    scripts = _Scripts()
    scripts.feed(html)
    if not scripts.found:
        return 0
    foreign = [(address, kept) for address, kept in scripts.found if urlsplit(address).netloc]
    if any(not address.startswith("https://") for address, _ in foreign):
        return -50 if not all(kept for _, kept in foreign) else -20
    if foreign and not all(kept for _, kept in foreign):
        return -5
    return 5 if all(kept for _, kept in scripts.found) else 0


def _fetch(url: str, headers: dict[str, str]) -> tuple[int, Headers, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            status, found, body = answer.status, list(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        status, found, body = error.code, list(error.headers.items()), error.read()
    is_page = any(name.lower() == "content-type" and value.startswith("text/html") for name, value in found)
    return status, found, body.decode("utf-8", "replace") if is_page else ""


def report(urls: Iterable[str], headers: dict[str, str]) -> int:
    """Print each answer's points; return 1 where one has fewer than ENOUGH."""
    lowest = 1000
    for url in urls:
        status, found, html = _fetch(url, headers)
        points, rules = score(found, html)
        lowest = min(lowest, points)
        print(f"{points:4}  {status}  {url}  " + " ".join(f"{name} {n:+}" for name, n in rules.items() if n))
    return 0 if lowest >= ENOUGH else 1


def own_pages() -> int:
    """Start a portal and score its pages."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.production.server import COLLECT, Portal, environment, fill

    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        public = {"SITE_URL": "https://codes.example.com", "TRUSTED_PROXIES": "127.0.0.1"}
        env = environment(state, STATIC_ROOT=str(state / "static"), **public)
        fill(env, then=COLLECT)
        with Portal(env, state / "log") as portal:
            headers = {"Host": "codes.example.com", "X-Forwarded-Proto": "https"}
            return report([f"http://127.0.0.1:{portal.port}{path}" for path in PAGES], headers)


if __name__ == "__main__":
    sys.exit(report(sys.argv[1:], {}) if sys.argv[1:] else own_pages())
