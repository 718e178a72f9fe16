"""The filters beside the list: every value with its live count, and the chips that take a chosen one away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made choice of filters; ``href`` leads to its list, and from its own list back to all codes."""

    label: str | Promise
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, and the address of the same list without it."""

    option: Option
    group: str | Promise
    href: str


def groups(
    catalogue: Catalogue,
    values: Mapping[str, Sequence[str]],
    counts: Mapping[str, Mapping[str, int]],
    chosen: Chosen,
) -> list[Group]:
    """Return every facet with the ``counts`` of its values."""
    categories = {category.slug: category for category in catalogue.categories}
    result = []
    for facet, options in values.items():
        result.append(
            Group(
                facet,
                labels.FACET[facet],
                tuple(
                    Option(
                        facet,
                        value,
                        labels.facet_value(facet, value, categories),
                        counts[facet].get(value, 0),
                        value in chosen.get(facet, ()),
                    )
                    for value in options
                ),
            )
        )
    return result


def address(path: str, text: str = "", chosen: Chosen | None = None, sort: str = "", page: int = 1) -> str:
    """Return the address of a list: only what was asked for, in one fixed order."""
    pairs = [("q", text)] if text else []
    pairs += [(facet, value) for facet, values in (chosen or {}).items() for value in values]
    pairs += [("sort", sort)] if sort else []
    pairs += [("page", str(page))] if page > 1 else []
    return f"{path}?{urlencode(pairs)}" if pairs else path


def chips(path: str, text: str, shown: Sequence[Group], sort: str) -> list[Chip]:
    """Return one chip for every chosen value."""
    chosen = {group.facet: [o.value for o in group.options if o.chosen] for group in shown}
    return [
        Chip(
            option,
            group.label,
            address(path, text, chosen | {group.facet: [v for v in chosen[group.facet] if v != option.value]}, sort),
        )
        for group in shown
        for option in group.options
        if option.chosen
    ]


def presets(path: str, chosen: Chosen) -> list[Preset]:
    """Return the ready-made choices, of which one may be the one ``chosen`` now."""
    now = {facet: set(values) for facet, values in chosen.items()}
    result = []
    for words, values in PRESETS:
        is_chosen = now == {facet: set(wanted) for facet, wanted in values.items()}
        result.append(Preset(words, address(path, chosen={} if is_chosen else values), is_chosen))
    return result
