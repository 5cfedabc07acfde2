"""The data with which installers make ``*.fanhua`` open in Fanhua."""

import configparser
import os
import plistlib
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from resources.packaging import beside
from training.store.schema import APPLICATION_ID

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "association"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_that_linux_knows_a_project_by_name_and_content() -> None:
    kind = ET.parse(FOLDER / "fanhua.xml").getroot().find(f"{MIME}mime-type")
    assert kind is not None
    glob = kind.find(f"{MIME}glob")
    assert glob is not None
    assert glob.get("pattern") == "*.fanhua"
    matches = {m.get("offset"): m.get("value") for m in kind.iter(f"{MIME}match")}
    assert matches["68"] == APPLICATION_ID.to_bytes(4, "big").decode()
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(FOLDER / "fanhua.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert entry["Desktop Entry"]["Exec"] == "fanhua %f"


def test_that_macos_knows_a_project() -> None:
    values = plistlib.loads((FOLDER / "document-types.plist").read_bytes())
    (exported,) = values["UTExportedTypeDeclarations"]
    (document,) = values["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["fanhua"]


def test_that_windows_knows_a_project() -> None:
    text = (FOLDER / "association.iss").read_text()
    keys = re.findall(r'Subkey: "([^"]*)"; ValueType: string; ValueData: "(.*?)"(?:;|\n)', text)
    classes = dict(keys)
    kind = classes["Software\\Classes\\.fanhua"]
    assert classes[f"Software\\Classes\\{kind}\\shell\\open\\command"].endswith('""%1""')


TOOLS = (
    "desktop-file-validate", "gio", "update-desktop-database", "update-mime-database", "xdg-mime",
)  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Make a folder like that of the built app, with a name that a shell may stumble over."""
    folder = tmp_path / 'a b 泛 $HOME `x` "q" back\\slash' / "fanhua"
    folder.mkdir(parents=True)
    beside.lay_for_desktop(folder)
    (folder / "fanhua").write_text('#!/bin/sh\nprintf %s "$1" >"$0.opened"\n', encoding="utf-8")
    (folder / "fanhua").chmod(0o755)
    return folder


@pytest.fixture
def desktop(tmp_path: Path) -> dict[str, str]:
    """Make a home folder with nothing in it."""
    home = tmp_path / "home"
    home.mkdir()
    data = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    return {**os.environ, **data, "HOME": str(home), "XDG_CURRENT_DESKTOP": "GNOME"}


def call(environment: dict[str, str], *command: str | Path) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
def test_that_an_installed_app_is_what_opens_a_project(
    app: Path, desktop: dict[str, str], tmp_path: Path
) -> None:
    call(desktop, app / "install.sh")
    entry = Path(desktop["XDG_DATA_HOME"]) / "applications" / "fanhua.desktop"
    call(desktop, "desktop-file-validate", entry)
    project = tmp_path / "lesson 1.fanhua"
    shutil.copy(Path(__file__).parent / "data" / "project-v1.fanhua", project)
    assert call(desktop, "xdg-mime", "query", "filetype", project) == "application/x-fanhua"
    kind = ("query", "default", "application/x-fanhua")
    assert call(desktop, "xdg-mime", *kind) == "fanhua.desktop"
    call(desktop, "gio", "open", project)
    opened = app / "fanhua.opened"
    latest = time.monotonic() + 20
    while not (opened.exists() and opened.read_text()) and time.monotonic() < latest:
        time.sleep(0.05)
    assert opened.read_text() == str(project)
    call(desktop, app / "install.sh", "--uninstall")
    assert call(desktop, "xdg-mime", *kind) == ""
    left = [path for path in Path(desktop["XDG_DATA_HOME"]).rglob("*anhua*") if path.is_file()]
    assert left == []
