"""The data with which installers make ``*.fanhua`` open in Fanhua."""

import configparser
import plistlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

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
