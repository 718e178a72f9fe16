"""Reads anything a customer sends and says which of this exchange's errors are in it."""

from .read import LIMIT_BYTES, read

__all__ = ["LIMIT_BYTES", "read"]
