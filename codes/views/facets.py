"""The filters of the list: every value with its live count, and the chips that remove a chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.catalogue import Catalogue

from .. import labels

Chosen = Mapping[str, Sequence[str]]

AT_ONCE = 5  # values of a facet that are shown before "Show more"
CALLER = ("integrator", "trader", "account_admin")  # everyone on the caller's side
PRESETS: Sequence[tuple[str | Promise, Chosen]] = (
    (_("I can fix it"), {"owner": CALLER}),
    (_("Can pass later"), {"impact": ("wait",)}),
    (_("Money at risk"), {"impact": ("check_funds",)}),
    (_("HTTP 500, but mine"), {"owner": CALLER, "http_status": ("500",)}),
)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; ``count`` is how many rows the list would have with this value alone in its facet."""

    facet: str
    value: str
    label: str | Promise
    count: int
    chosen: bool

    @property
    def key(self) -> str:
        """Names the option's elements on the page."""
        return f"{self.facet}-{self.value}"


@dataclass(frozen=True, slots=True)
class Group:
    facet: str
    label: str | Promise
    options: tuple[Option, ...]

    @property
    def is_used(self) -> bool:
        return any(option.chosen for option in self.options)

    @property
    def at_once(self) -> tuple[Option, ...]:
        """The options shown from the start: all, where only one more would be folded."""
        return self.options if len(self.options) <= AT_ONCE + 1 else self.options[:AT_ONCE]

    @property
    def folded(self) -> tuple[Option, ...]:
        return self.options[len(self.at_once) :]

    @property
    def is_unfolded(self) -> bool:
        return any(option.chosen for option in self.folded)


def groups(
    catalogue: Catalogue,
    values: Mapping[str, Sequence[str]],
    counts: Mapping[str, Mapping[str, int]],
    chosen: Chosen,
) -> list[Group]:
    """Return every facet with the ``counts`` of its values."""
    categories = {category.slug: category for category in catalogue.categories}

    def option(facet: str, value: str) -> Option:
        label = labels.facet_value(facet, value, categories)
        return Option(facet, value, label, counts[facet].get(value, 0), value in chosen.get(facet, ()))

    return [
        Group(facet, labels.FACET[facet], tuple(option(facet, value) for value in options))
        for facet, options in values.items()
    ]


def address(path: str, text: str = "", chosen: Chosen | None = None, sort: str = "", page: int = 1) -> str:
    """Return the address of a list: only what was asked for, in one fixed order."""
    pairs = [("q", text)] if text else []
    pairs += [(facet, value) for facet, values in (chosen or {}).items() for value in values]
    pairs += [("sort", sort)] if sort else []
    pairs += [("page", str(page))] if page > 1 else []
    return f"{path}?{urlencode(pairs)}" if pairs else path


def chips(path: str, text: str, shown: Sequence[Group], sort: str) -> list[dict[str, Any]]:
    """Return every chosen value with the address of the same list without it."""
    chosen = {group.facet: [o.value for o in group.options if o.chosen] for group in shown}
    rows = []
    for group in shown:
        for option in filter(attrgetter("chosen"), group.options):
            others = [value for value in chosen[group.facet] if value != option.value]
            href = address(path, text, chosen | {group.facet: others}, sort)
            rows.append({"option": option, "group": group.label, "href": href})
    return rows


def presets(path: str, chosen: Chosen) -> list[dict[str, Any]]:
    """Return the ready-made choices. The one that is chosen leads back to all codes."""
    now = {facet: set(values) for facet, values in chosen.items()}
    rows = []
    for label, values in PRESETS:
        is_chosen = now == {facet: set(of_facet) for facet, of_facet in values.items()}
        rows.append({"label": label, "href": address(path, chosen={} if is_chosen else values), "chosen": is_chosen})
    return rows
