"""What goes into the app, without building it: ``test_package.py`` does that."""

import ctypes
import os
import plistlib
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resources.packaging import contents, icons, icu, licences, version
from resources.packaging.contents import Entry

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "resources" / "packaging"
NUMBER = "0.1.0"


@pytest.mark.parametrize(
    "name",
    [
        "torch/lib/libtorch_cpu.so",
        "torch/bin/torch_shm_manager",
        "torch/_dynamo/config.py",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/styles/libqmacstyle.dylib",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "resources/translations/fanhua_zh_CN.qm",
        "torch-2.13.0.dist-info/METADATA",
        "libQt6Core.so.6",
    ],
)
def test_that_what_is_needed_is_kept(name: str) -> None:
    assert contents.is_used(name)


@pytest.mark.parametrize(
    "name",
    [
        "torch/test/test_nn.py",
        "torch/include/ATen/ATen.h",
        "torch/bin/protoc",
        "torch/bin/test_api",
        "torch/lib/libtorchbind_test.so",
        "torch/lib/dnnl.lib",
        "numpy/__init__.pyi",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_zh_CN.qm",
        "PySide6/Qt/translations/qtbase_zh_TW.qm",
        "torch-2.13.0.dist-info/RECORD",
    ],
)
def test_that_what_nobody_would_miss_is_left_out(name: str) -> None:
    assert not contents.is_used(name)


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("torch.testing", True),
        ("torch.testing._internal", True),
        ("torch.testing._internal.common_dtype", True),
        ("torch.testing._internal.distributed.fake_pg", True),
        ("torch.testing._internal.logging_tensor", True),
        ("torch.testing._internal.common_utils", False),
        ("torch.testing._internal.distributed.rpc.rpc_test", False),
        ("torch.testing._internal.opinfo.core", False),
        ("pygments.lexers", True),
        ("pygments.lexers._mapping", True),
        ("pygments.lexers._php_builtins", False),
        ("pygments.lexers.python", False),
    ],
)
def test_that_tests_and_lexers_stay_behind(name: str, is_kept: bool) -> None:
    assert bool(contents.used_modules([(name, "", "PYMODULE")])) == is_kept


def test_that_a_library_goes_with_what_is_linked_to_it() -> None:
    links = {"window.so": ["libQt.so"], "libQt.so": ["libicu.so"], "libvnc.so": ["libssl.so"]}
    entries: list[Entry] = [
        ("PySide6/window.so", "window.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt.so", "libQt.so", "BINARY"),
        ("libQt.so", "PySide6/Qt/lib/libQt.so", "SYMLINK"),
        ("PySide6/Qt/lib/libicu.so", "libicu.so", "BINARY"),
        ("PySide6/Qt/lib/libvnc.so", "libvnc.so", "BINARY"),
        ("libvnc.so", "PySide6/Qt/lib/libvnc.so", "SYMLINK"),
        ("libssl.so", "libssl.so", "BINARY"),
        ("numpy.libs/libssl.so.1", "libssl.so.1", "BINARY"),
        ("torch/lib/libtorch.so", "libtorch.so", "BINARY"),
        ("libpython3.11.so.1.0", "libpython3.11.so.1.0", "BINARY"),
    ]
    kept = contents.needed(entries, lambda path: links.get(path, []))
    assert [name for name, *_ in kept] == [
        "PySide6/window.so",
        "PySide6/Qt/lib/libQt.so",
        "libQt.so",
        "PySide6/Qt/lib/libicu.so",
        "torch/lib/libtorch.so",
        "libpython3.11.so.1.0",
    ]


def test_that_the_sources_that_torch_reads_are_in_one_archive(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text("install_config_module(1)\n")
    (tmp_path / "other.py").write_text("pass\n")
    entries = [
        (f"torch/{name}", str(tmp_path / name), "DATA") for name in ("config.py", "other.py")
    ]
    name, path, kind = contents.write_sources(entries, tmp_path / "sources.zip")
    assert (name, kind) == ("sources.zip", "DATA")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["torch/config.py"]


def test_that_only_what_is_read_comes_of_the_resources() -> None:
    files = contents.data_files()
    assert {folder for _, folder in files} >= {"resources/presets", "resources/icons"}
    names = {Path(path).name for path, _ in files}
    assert {"frequency-principle.json", "app.svg", "fanhua_zh_CN.qm", "cat.png"} <= names
    assert not {name for name in names if name.endswith((".py", ".ts", ".sh", ".iss", ".desktop"))}


def test_that_each_size_of_the_icon_is_drawn(tmp_path: Path) -> None:
    path = icons.for_system("win32", tmp_path)
    assert path is not None
    with Image.open(path) as icon:
        assert icon.info["sizes"] == {(size, size) for size in icons.WINDOWS}
    assert icons.for_system("darwin", tmp_path) == str(tmp_path / "fanhua.icns")
    assert icons.for_system("linux", tmp_path) is None


@pytest.mark.parametrize("size", icons.LINUX)
def test_that_two_curves_can_be_seen_at_each_size(size: int) -> None:
    pixels = np.asarray(icons.draw(size)).astype(int)
    red, green, blue, alpha = np.moveaxis(pixels, -1, 0)
    shape = alpha > 200
    orange = shape & (red - blue > 80)
    light = shape & (blue > 170) & (green > 150)
    assert shape.mean() > 0.85
    assert orange.mean() > 0.08
    assert light.mean() > 0.02


def test_that_the_version_stands_in_one_place(tmp_path: Path) -> None:
    assert re.fullmatch(r"\d+(\.\d+)+.*", version.version())
    assert version.numbers("1.2") == (1, 2, 0, 0)
    assert version.numbers("0.10.3rc1") == (0, 10, 3, 0)
    text = version.write_resource(tmp_path / "version.txt").read_text(encoding="utf-8")
    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct",
             "VarFileInfo", "VarStruct")  # fmt: skip
    stand_ins = {name: lambda *args, **kwargs: (args, kwargs) for name in names}
    _, made = eval(text, stand_ins)  # what PyInstaller does with it, too
    assert made["ffi"][1]["filevers"] == version.numbers(version.version())
    assert f"'ProductVersion', '{version.version()}'" in str(made)
    for path in (*PACKAGING.glob("*.iss"), ROOT / "build.spec"):
        assert version.version() not in path.read_text(encoding="utf-8")


def test_that_licences_are_gathered_of_what_is_in_the_app(tmp_path: Path) -> None:
    entries = [("numpy.linalg", np.__file__, "PYMODULE"), ("PySide6/QtCore", "", "EXTENSION")]
    folder = licences.gather(entries, tmp_path / "licences")
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert f"\nnumpy {np.__version__}: BSD-3-Clause" in text
    assert "PySide6_Essentials" in text
    assert "torch" not in text
    assert "NumPy" in (folder / "numpy" / "LICENSE.txt").read_text(encoding="utf-8")
    for name in ("LICENSE.txt", "Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"):
        assert (folder / name).exists()


def common_data(names: dict[str, bytes]) -> bytes:
    head = struct.pack("<HBB", 32, 0xDA, 0x27) + struct.pack("<HHBBBB", 20, 0, 0, 0, 2, 0)
    return icu.joined((head + b"CmnD").ljust(32, b"\0"), names)


ALL_DATA = {
    f"icudt73l/{name}": name.encode() * 3
    for name in (
        "af.res", "brkitr/root.res", "cnvalias.icu", "coll/de.res", "coll/root.res",
        "coll/ucadata.icu", "coll/zh.res", "gb18030.cnv", "metaZones.res", "pool.res", "root.res",
        "zh_Hans.res",
    )
}  # fmt: skip


def test_that_icu_s_data_is_taken_apart_and_put_together() -> None:
    data = common_data(ALL_DATA)
    found = icu.items(data)
    assert list(found) == list(ALL_DATA)
    assert all(item.rstrip(b"\0") == ALL_DATA[name] for name, item in found.items())
    kept = [name.partition("/")[2] for name in icu.items(icu.trimmed(data))]
    assert kept == [
        "cnvalias.icu", "coll/root.res", "coll/ucadata.icu", "coll/zh.res", "metaZones.res",
        "pool.res", "root.res", "zh_Hans.res",
    ]  # fmt: skip


@pytest.mark.skipif(
    not (sys.platform.startswith("linux") and shutil.which("as") and shutil.which("ld")),
    reason="needs binutils",
)
def test_that_the_library_made_of_it_has_the_same_name_and_symbol(tmp_path: Path) -> None:
    library = tmp_path / "app" / "libicudata.so.73"
    library.parent.mkdir()
    library.write_bytes(b"\x7fELF, of which nothing is read" + common_data(ALL_DATA))
    icu.trim(library.parent, tmp_path)
    begin = ctypes.c_char.in_dll(ctypes.CDLL(str(library)), "icudt73_dat")
    expected = icu.trimmed(common_data(ALL_DATA))
    assert ctypes.string_at(ctypes.addressof(begin), len(expected)) == expected


def test_that_the_installer_for_windows_is_whole() -> None:
    text = (PACKAGING / "fanhua.iss").read_text(encoding="utf-8-sig")
    assert re.search(r"^AppId=\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$", text, re.MULTILINE)
    for line in ("PrivilegesRequired=lowest", "ChangesAssociations=yes"):
        assert line in text
    for name in re.findall(r'#include "(.*?)"|LicenseFile=(.*)', text):
        path = PACKAGING / "".join(name).strip().replace("\\", "/")
        assert path.is_file(), path


def test_that_the_build_description_names_files_that_are_there() -> None:
    text = (ROOT / "build.spec").read_text(encoding="utf-8")
    for name in re.findall(r'PACKAGING / "(.*?)"', text):
        assert (PACKAGING / name).is_file()
    plist = ROOT / "resources" / "association" / "document-types.plist"
    assert {"CFBundleDocumentTypes", "UTExportedTypeDeclarations"} <= plistlib.loads(
        plist.read_bytes()
    ).keys()


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
def test_that_the_install_script_is_one_that_every_shell_reads() -> None:
    subprocess.run(["sh", "-n", str(PACKAGING / "install.sh")], check=True)
    assert os.access(PACKAGING / "install.sh", os.X_OK)
