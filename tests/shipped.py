"""The shipped catalogue, read once for all tests."""

from exchange_errors.answers import shipped

CATALOGUE = shipped().catalogue
ENTRIES = CATALOGUE.entries
CATEGORIES = {category.slug: category for category in CATALOGUE.categories}
