"""Masks secrets before anything else sees a pasted text."""

from .mask import mask
from .masked import Masked, Redaction

__all__ = ["Masked", "Redaction", "mask"]
