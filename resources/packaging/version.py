"""The version of the app, which stands in pyproject.toml, in the forms that systems want."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Fanhua"),
      StringStruct("FileDescription", "Fanhua"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "fanhua"),
      StringStruct("LegalCopyright", "{copyright}"),
      StringStruct("OriginalFilename", "fanhua.exe"),
      StringStruct("ProductName", "Fanhua"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""
"""What Windows shows under Properties, Details."""


def version() -> str:
    """Read the version."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: str = tomllib.load(file)["project"]["version"]
    return found


def copyright_line() -> str:
    """Read whose the app is from the licence."""
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("Copyright"))


def numbers(text: str) -> tuple[int, ...]:
    """Return the four numbers of a version that Windows compares."""
    release = re.match(r"\d+(\.\d+)*", text)
    parts = [int(part) for part in release[0].split(".")] if release else []
    return tuple([*parts, 0, 0, 0, 0][:4])


def write_resource(path: Path) -> Path:
    """Write the file that PyInstaller makes the resource of fanhua.exe from."""
    text = version()
    filled = RESOURCE.format(numbers=numbers(text), version=text, copyright=copyright_line())
    path.write_text(filled, encoding="utf-8")
    return path
