"""The offline pack: the whole catalogue and a search over it in one file that needs neither server nor network."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from csp.decorators import csp_replace
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from ..partials import public
from ..store import snapshot

STYLES = ("css/tokens.css", "css/portal.css", "css/pages.css")
SCRIPTS = ("js/offline.js",)
DRAWINGS = ("img/icons.svg",)


def _text(paths: tuple[str, ...]) -> str:
    """Return the text of static files, one after the other."""
    return "\n".join(Path(str(finders.find(path))).read_text("utf-8") for path in paths)


def _digest(text: str) -> str:
    """Return what a security policy calls an inline text that may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


FACES = re.compile(r"@font-face \{[^}]*\}\s*")  # files of their own, which the pack cannot reach
DRAWN = re.compile(r'<symbol id="(?:impact-\w+|mark|search)".*?</symbol>', re.DOTALL)  # what the pack shows
STYLE, SCRIPT = FACES.sub("", _text(STYLES)), _text(SCRIPTS)
POLICY = {"default-src": ["'none'"], "style-src": [_digest(STYLE)], "script-src": [_digest(SCRIPT)]}


@require_safe
@csp_replace({**POLICY, "base-uri": ["'none'"], "frame-ancestors": ["'none'"]})
@public
def offline(request: HttpRequest) -> HttpResponse:
    """The pack of the current catalogue; its own policy lets nothing but its own script and style run."""
    site = snapshot.current()
    return HttpResponse(_pack(site.catalogue.version))


@lru_cache(maxsize=1)
def _pack(version: str) -> str:
    """Return the file; the version in the key has it made again when the catalogue changes."""
    policy = "; ".join(f"{name} {' '.join(values)}" for name, values in POLICY.items())
    context = {
        "entries": snapshot.current().catalogue.entries,
        "version": version,
        "policy": policy,
        "drawings": mark_safe("".join(DRAWN.findall(_text(DRAWINGS)))),
        "style": mark_safe(STYLE),  # these are files of this app, the two printed byte for byte so that the digests fit
        "script": mark_safe(SCRIPT),
    }
    return render_to_string("codes/offline.html", context)
