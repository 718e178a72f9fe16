"""How a statement about the exchange is known."""

from typing import Literal

Evidence = Literal["documented", "observed", "library", "inferred"]
