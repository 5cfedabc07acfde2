"""Linux: which libraries a library is linked to, and libraries without what only debuggers read."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.depend.bindepend import get_imports

KEPT_AS_THEY_ARE = ("PySide6", "shiboken6")
"""Folders. Qt comes unchanged from its packages, as its licence is easiest kept to."""
ENDING = ".libs"
"""Of folders whose libraries were changed when their package was made, and bear it only once."""


def imports(path: str) -> Iterator[str]:
    """Yield the names of the libraries that one is linked to."""
    return (name for name, _ in get_imports(path))


def strip(folder: Path) -> None:
    """Take from the libraries in a folder the symbol tables, which nothing reads as they run."""
    program = shutil.which("strip")
    if program is None:
        raise SystemExit("The program strip is missing: install binutils")
    for path in _strippable(folder):
        subprocess.run([program, "--strip-unneeded", str(path)], check=True)


def _strippable(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.so*")):  # all of them, before the first is replaced
        parts = path.relative_to(folder).parts
        is_left = any(part in KEPT_AS_THEY_ARE or part.endswith(ENDING) for part in parts)
        if path.is_file() and not path.is_symlink() and not is_left:
            yield path
