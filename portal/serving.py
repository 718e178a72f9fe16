"""What gunicorn is given of ours: see ``gunicorn.conf.py``."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger


class ErrorsOnly(Logger):
    """gunicorn's log without its access lines, which ``portal/observe.py`` writes without anybody's query in them.

    With ``logconfig_dict`` set gunicorn would gather the parts of such a line for every request, a fifth of the time
    of a ready answer, and hand it to a logger that nobody reads.
    """

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write nothing."""
