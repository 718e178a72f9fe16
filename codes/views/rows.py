"""The lines of the list. Each is drawn by its template once for a catalogue and kept with gaps for a search's marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from .. import labels, links
from ..core.catalogue import Catalogue
from ..core.entry import Entry
from ..core.search import Hit
from ..made import Made
from ..markdown import plain
from .highlight import excerpt, highlight, shares_a_word

# What the template is given in place of the marks.
NAME_GAP, WHY_GAP = "\x01", "\x02"
KEPT = 10_000  # lines of some 2 kB
ON_THE_LINE = ("name", "code", "http_status")  # fields that the line shows anyway


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: an entry, and the hit where something was searched for."""

    entry: Entry
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The HTML of one line: as it is without a search, and its parts around the name and the reason of a match."""

    whole: str
    before: str
    between: str
    after: str


@lru_cache(maxsize=1)  # a second one would keep an old catalogue in memory
def lines_of(catalogue: Catalogue, language: str | None) -> Made[Line]:
    """Return the lines that this process keeps; a line holds words of the interface in one ``language``."""
    template = get_template("codes/_row.html")

    def draw(entry: Entry) -> Line:
        gaps = {"name": mark_safe(NAME_GAP if entry.name else ""), "why": mark_safe(WHY_GAP)}
        html = template.render({"entry": entry, "path": links.page_path(entry, catalogue), **gaps})
        before, _, rest = html.partition(NAME_GAP) if entry.name else ("", "", html)
        between, _, after = rest.rpartition(WHY_GAP)
        return Line(f"{before}{_name(entry, ())}{between}{after}", before, between, after)

    return Made(draw, catalogue, KEPT)


def drawn(rows: Iterable[Row], catalogue: Catalogue, asked: str = "") -> SafeString:
    """Return the lines as HTML, in their order; one that answers what was ``asked`` says why it matched."""
    lines = lines_of(catalogue, get_language())
    html = "".join(_line(row, lines[row.entry.id], asked) for row in rows)
    return mark_safe(html)  # the template and highlight() escaped every part


def _line(row: Row, line: Line, asked: str) -> str:
    if row.hit is None:
        return line.whole
    return f"{line.before}{_name(row.entry, row.hit.matched)}{line.between}{_why(row.hit, asked)}{line.after}"


def _name(entry: Entry, matched: tuple[str, ...]) -> SafeString:
    return highlight(entry.name or "", matched, breakable=True)


def _why(hit: Hit, asked: str) -> SafeString | str:
    """Return the field that matched and what stands there, its words marked.

    What the line shows anyway is left out, and a phrase in a language that was not asked in.
    """
    field = labels.FIELD.get(hit.field)
    if field is None:
        return ""
    words = format_html('<span class="why-field">{}</span>', field)
    if hit.field in ON_THE_LINE:
        words = format_html("{} {}", gettext("Matched:"), words)
    elif hit.field != "phrase" or shares_a_word(hit.text, asked):
        words += format_html(": {}", highlight(excerpt(plain(hit.text), hit.matched), hit.matched))
    return format_html('<span class="why">{}</span>', words)
