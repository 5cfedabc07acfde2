"""Where numba caches compiled code: a packaged app has no source folders for it."""

import os
from typing import Any

CLASSES, FOLDER = "NUMBA_CACHE_LOCATOR_CLASSES", "NUMBA_CACHE_DIR"
"""Environment variables that numba reads when it is imported."""


class Locator:
    """Names the folder of ``kernel.cache``, which is another one for other sources."""

    @classmethod
    def from_function(cls, *_: Any) -> "Locator":
        """Return a locator of any function."""
        return cls()

    def get_cache_path(self) -> str:
        """Return the folder."""
        return os.environ[FOLDER]

    def ensure_cache_path(self) -> None:
        """Make nothing: the folder is there."""

    def get_source_stamp(self) -> str:
        """Tell sources apart, which the folder does."""
        return ""

    def get_disambiguator(self) -> str:
        """Tell functions of one name apart, of which there are none."""
        return ""
