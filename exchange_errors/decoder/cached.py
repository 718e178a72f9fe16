"""``cached_property`` without its lock, which costs more than what most of these properties work out.

A log makes pages and lines by the thousand, and no two threads ever share one. Python 3.12 dropped the lock as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):
    """Work a value out when it is first asked for, and keep it on the object."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name = make, make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        value = self.make(instance)
        instance.__dict__[self.name] = value
        return value
