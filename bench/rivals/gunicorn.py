"""The portal's own gunicorn settings, less the step that builds its catalogue."""

from pathlib import Path

exec(Path("gunicorn.conf.py").read_text("utf-8"))
del when_ready  # noqa: F821  (the line above defines it)
