"""``python3 run.py package``: builds the app with PyInstaller and says where it lies.

What goes into it is said in ``build.spec``.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = {"darwin": "Fanhua.app", "win32": "fanhua/fanhua.exe"}
"""What is double-clicked, below the folder for apps; on Linux ``fanhua/fanhua``."""


def build(out: Path) -> Path:
    """Build into a folder; return what is double-clicked there."""
    with tempfile.TemporaryDirectory(prefix="fanhua-build-") as work:
        os.environ["PYINSTALLER_CONFIG_DIR"] = work  # its cache would hold the app once more
        # It imports all of torch to look at it, and warns of what other systems would need.
        os.environ["PYTHONWARNINGS"] = "ignore"
        from PyInstaller.__main__ import run  # noqa: PLC0415 - it reads the folder as it is imported

        run([
            "--noconfirm", "--log-level=ERROR", f"--distpath={out}", f"--workpath={work}",
            str(ROOT / "build.spec"),
        ])  # fmt: skip
    if sys.platform == "darwin":
        shutil.rmtree(out / "fanhua")  # what Fanhua.app was made from
    return out / NAMES.get(sys.platform, "fanhua/fanhua")


def size(folder: Path) -> int:
    """Return the bytes of the files in a folder; a link counts for nothing."""
    paths = (path for path in folder.rglob("*") if not path.is_symlink() and path.is_file())
    return sum(path.stat().st_size for path in paths)


def main() -> None:
    """Build, and say where the app lies and how large it is."""
    parser = argparse.ArgumentParser(prog="run.py package", description="Build the app.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    out = parser.parse_args().out.resolve()
    print("Building the app; this takes some minutes.", file=sys.stderr, flush=True)
    program = build(out)
    folder = program if program.is_dir() else program.parent
    print(f"The app lies in {folder} ({size(folder) / 1e6:.0f} MB). Start it with {program}")


if __name__ == "__main__":
    main()
