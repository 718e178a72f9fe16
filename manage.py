#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import secrets
import sys

READERS = {"explain", "decode"}  # they sign nothing, so they need no secret of the site


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if READERS.intersection(sys.argv[1:2]):
        os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The portal does not start: {error}")


if __name__ == "__main__":
    main()
