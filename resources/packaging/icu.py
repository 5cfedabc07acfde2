"""Linux: the data of ICU, of which Qt reads the order of letters and the app none.

PySide6 brings all of it: 32 MB of dictionaries, encodings, currencies and units in all languages.
"""

import re
import struct
import subprocess
from pathlib import Path

NAME = re.compile(r"libicudata\.so\.(\d+)")
KEPT = re.compile(
    r"[^/]*\.(icu|nrm|spp)|[a-z]+[A-Z]\w*\.res|(icuver|metadata|plurals|pool|units)\.res"
    r"|(coll/)?(root|res_index|(en|zh)(_\w+)?)\.res|coll/(ucadata\.icu|pool\.res)"
)
"""Names of items: properties of characters, what is no language's, and the app's two languages.
Where the user has another one, ICU sorts by its general order."""
ALIGNED = 16
TO_ASSEMBLE = """\
.section .rodata
.globl icudt{version}_dat
.type icudt{version}_dat, @object
.size icudt{version}_dat, {size}
.balign 16
icudt{version}_dat: .incbin "{path}"
.section .note.GNU-stack
"""


def items(data: bytes) -> dict[str, bytes]:
    """Take ICU's common data apart; ICU describes the format in ucmndata.h."""
    begin = len(header(data))
    (count,) = struct.unpack_from("<I", data, begin)
    pairs = [struct.unpack_from("<II", data, begin + 4 + 8 * n) for n in range(count)]
    ends = [*(start for _, start in pairs[1:]), len(data) - begin]
    named = {}
    for (name, start), end in zip(pairs, ends, strict=True):
        text = data[begin + name : data.index(b"\0", begin + name)].decode()
        named[text] = data[begin + start : begin + end]
    return named


def header(data: bytes) -> bytes:
    """Return what comes before the table of contents."""
    return data[: struct.unpack_from("<H", data)[0]]


def joined(head: bytes, named: dict[str, bytes]) -> bytes:
    """Put common data together from items in the order of their names."""
    names = b"".join(name.encode() + b"\0" for name in named)
    name_at = 4 + 8 * len(named)
    start = _aligned(name_at + len(names))
    table, contents = [struct.pack("<I", len(named))], b""
    for name, item in named.items():
        table.append(struct.pack("<II", name_at, start + len(contents)))
        name_at += len(name.encode()) + 1
        contents += item.ljust(_aligned(len(item)), b"\0")
    return head + (b"".join(table) + names).ljust(start, b"\0") + contents


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED


def trimmed(data: bytes) -> bytes:
    """Leave out what is not kept; names begin with a folder for version and byte order."""
    kept = {
        name: item for name, item in items(data).items() if KEPT.fullmatch(name.partition("/")[2])
    }
    return joined(header(data), kept)


def trim(folder: Path, work: Path) -> None:
    """Put a library with less data in the place of each of ICU's in the app."""
    for path in folder.rglob("libicudata.so.*"):
        found = NAME.fullmatch(path.name)
        if found and not path.is_symlink():
            content = path.read_bytes()
            data = content[content.index(b"CmnD") - 12 :]  # the format's name stands in the header
            _link(trimmed(data), found[1], path, work)


def _link(data: bytes, version: str, library: Path, work: Path) -> None:
    """Make a shared library of data."""
    raw, text, assembled = (work / f"icu.{ending}" for ending in ("dat", "s", "o"))
    raw.write_bytes(data)
    filled = TO_ASSEMBLE.format(version=version, size=len(data), path=raw)
    text.write_text(filled, encoding="utf-8")
    subprocess.run(["as", "-o", str(assembled), str(text)], check=True)
    link = ["ld", "-shared", "-soname", library.name, "-o", str(library), str(assembled)]
    subprocess.run(link, check=True)
