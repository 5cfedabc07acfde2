"""What lies beside the program file: licences, and on Linux what the desktop is told with."""

import shutil
import sys
from pathlib import Path

from resources.packaging import icons

PACKAGING = Path(__file__).parent
ASSOCIATION = PACKAGING.parent / "association"
FOR_THE_DESKTOP = {"fanhua.desktop": "applications", "fanhua.xml": "mime/packages"}
"""Files, and where below a folder ``share`` desktops look for such."""


def lay(folder: Path, made: Path) -> None:
    """Copy it into the folder of the app, some of it from a folder where it was made."""
    shutil.copytree(made / "licences", folder / "licences")
    if (made / "fanhua.ico").exists():
        shutil.copy(made / "fanhua.ico", folder)  # for the installer
    if sys.platform.startswith("linux"):
        lay_for_desktop(folder)


def lay_for_desktop(folder: Path) -> None:
    """Copy what ``install.sh`` gives to the desktop, and itself."""
    share = folder / "share"
    for name, place in FOR_THE_DESKTOP.items():
        (share / place).mkdir(parents=True)
        shutil.copy(ASSOCIATION / name, share / place)
    icons.write_theme(share / "icons" / "hicolor")
    shutil.copy(PACKAGING / "install.sh", folder)
