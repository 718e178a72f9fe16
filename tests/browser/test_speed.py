"""What the first page costs: bytes on the wire, and nothing that moves while it loads."""

from __future__ import annotations

import gzip

import pytest

MOST = 90_000  # bytes, with faces, scripts and pictures
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);
})"""


def test_the_first_page_is_light(page, site):
    bodies = {}
    page.on("response", lambda answer: bodies.setdefault(answer.url, answer))
    page.goto(site, wait_until="networkidle")
    sizes = {url: len(body) if url.endswith(".woff2") else len(gzip.compress(body, 6)) for url, body in read(bodies)}
    assert sum(sizes.values()) < MOST, sizes


def read(answers):
    return [(url, answer.body()) for url, answer in answers.items() if answer.ok]


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["/", "/codes/306/", "/decode/", "/guides/retrying-safely/"])
def test_nothing_moves_while_a_page_loads(page, site, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path, wait_until="networkidle")
    assert page.evaluate(SHIFTS) < 0.01
