"""Runs first in the packaged app: modules find their sources in one archive.

torch reads some of its own as it is imported, for the comments beside its settings.
"""

import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from pyimod02_importers import PyiFrozenLoader  # what PyInstaller puts into each app

HERE = Path(vars(sys)["_MEIPASS"])
look_on_disk = PyiFrozenLoader.get_source


@cache
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(HERE / "sources.zip")


def get_source(self: Any, fullname: str) -> str | None:
    text: str | None = look_on_disk(self, fullname)
    if text is not None:
        return text
    try:
        name = Path(self.path).relative_to(HERE).as_posix()
        return archive().read(name).decode("utf-8")
    except (KeyError, OSError, ValueError):
        return None


PyiFrozenLoader.get_source = get_source
