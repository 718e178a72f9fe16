"""Reads anything a customer sends and says which of this exchange's errors are in it."""

from .decode import LIMIT_BYTES, decode

__all__ = ["LIMIT_BYTES", "decode"]
