"""Compiled code on the disk: where it is, and whether it is undamaged.

It is executed when loaded, so only files with the checksums taken at compilation are accepted.
"""

import atexit
import json
import shutil
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from training.disk import write_bytes

SUMS = "sums.json"


def usable(folder: Path) -> Path:
    """Return the folder, or a temporary one where it is not writable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        other = Path(tempfile.mkdtemp(prefix="fanhua-kernels-"))
        atexit.register(shutil.rmtree, other, ignore_errors=True)
        return other


def is_whole(folder: Path) -> bool:
    """Tell whether a folder has compiled code, and all of it as it was compiled."""
    try:
        sums = json.loads((folder / SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return bool(sums) and sums == _sums(folder)


def make_whole(folder: Path) -> None:
    """Remove what is damaged, so that it is compiled anew."""
    if not is_whole(folder):
        for path in _files(folder):
            with suppress(OSError):
                path.unlink()


def seal(folder: Path) -> None:
    """Write the checksums of what was compiled."""
    with suppress(OSError):
        write_bytes(folder / SUMS, json.dumps(_sums(folder)).encode())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.nb?") if path.is_file()]


def _sums(folder: Path) -> dict[str, int]:
    with suppress(OSError):
        return {path.name: zlib.crc32(path.read_bytes()) for path in _files(folder)}
    return {}
