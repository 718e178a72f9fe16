"""Where the content files are: inside the package where it is installed, beside it in a checkout."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("exchange_errors")))
CONTENT = next(folder for folder in (_PACKAGE / "content", _PACKAGE.parent / "content") if folder.is_dir())
