"""The shipped content files, read once for all tests."""

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.loader import load_entries, load_unlisted

ENTRIES, CATEGORIES = load_entries()
CATALOGUE = Catalogue.of_content(ENTRIES, CATEGORIES.values(), load_unlisted())
