"""Notes and highlights become HTML that holds no script, whatever was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes.markdown import block, inline, inline_explained, plain, prose
from codes.views.highlight import excerpt, highlight

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://elsewhere.example/pixel.png)",
    "`<script>`",
    "<style>*{}</style>",
    "[a]: https://e.example\n\n<a onclick=alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [inline, block])
def test_no_note_carries_a_script(render, text):
    html = render(text)
    assert not any(f"<{tag}" in html for tag in ("script", "img", "style", "iframe"))
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "<a onclick" not in html


@pytest.mark.parametrize(
    "address", ["https://e.example/", "HTTP://e.example", "//e.example/x", "//[::1", "http://[::1"]
)
def test_a_link_to_another_host_is_marked_as_one(address):
    assert inline(f"[x]({address})").endswith(' rel="noopener noreferrer">x</a>')


@pytest.mark.parametrize("address", ["/codes/306/", "#top", "../guides/", "?q=1"])
def test_a_link_within_the_site_is_plain(address):
    assert inline(f"[x]({address})") == f'<a href="{address}">x</a>'


def test_code_spans_open_their_term_where_they_are_known():
    html = inline_explained("Set `LIMIT`, not `X`.", {"LIMIT": "term-limit"}.get)
    button = '<button type="button" class="term" popovertarget="term-limit"><code>LIMIT</code></button>'
    assert html == f"Set {button}, not <code>X</code>."


def test_a_cell_of_a_guide_knows_the_head_of_its_column():
    html, _headings = prose('| `a` | "B" | C |\n|---|---|---|\n| 1 | 2 | 3 |', lambda name: None, lambda words: None)
    assert '<td data-head="a">1</td>\n<td data-head="&quot;B&quot;">2</td>\n<td data-head="C">3</td>' in html
    assert '<table class="grid stacks">' in html


def test_plain_keeps_the_words_and_drops_the_marks():
    assert plain("Set `time_in_force` to **GTC**, [see](https://e.example).") == "Set time_in_force to GTC, see."


def test_only_whole_words_are_marked_and_all_is_escaped():
    html = highlight("INVALID_NONCE & <nonce>", ["NONCE", "nonce", "ONCE"])
    assert html == "INVALID_<mark>NONCE</mark> &amp; &lt;<mark>nonce</mark>&gt;"


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_a_highlight_adds_nothing_but_marks(text, words):
    html = highlight(text, words)
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare


@given(st.text(max_size=600), st.lists(st.text(max_size=8), max_size=3))
def test_an_excerpt_is_a_part_of_the_text(text, words):
    part = excerpt(text, words)
    assert part.removeprefix("… ").removesuffix(" …") in text
