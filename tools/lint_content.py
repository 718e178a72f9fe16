"""``python -m tools.lint_content``: hold the shipped notes and letters to the standard; no database, no settings."""

import sys

from exchange_errors.catalogue.lint import faults
from exchange_errors.catalogue.lint_replies import reply_faults
from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.catalogue.value_reader import ContentError


def main() -> int:
    """Print each fault with its file; return the exit code."""
    try:
        catalogue = load_catalogue()
        found = [*faults(catalogue), *reply_faults(catalogue)]
    except ContentError as error:
        found = list(error.faults)
    print("\n".join(map(str, found)) if found else "content lint: every note and every letter meets the standard")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
