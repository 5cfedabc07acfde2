"""The built app: it works wherever it lies and whoever runs it, and is no larger than it must be.

``python3 run.py test -m package`` builds it, which takes some minutes; FANHUA_APP names a folder
where it was built before.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.packaging import contents

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 700 * 2**20
"""Bytes, with a CPU build of torch."""
BUILDING = 1500
"""Seconds."""
NOWHERE = "/dev/null/home"
"""A folder that not even root can make."""

pytestmark = [
    pytest.mark.package,
    pytest.mark.timeout(BUILDING),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the workflow has its own"),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the app, and move it where a teacher may have it."""
    out = tmp_path_factory.mktemp("a b 泛")
    if built := os.environ.get("FANHUA_APP"):
        shutil.copytree(built, out / "fanhua", symlinks=True)
    else:
        command = [sys.executable, "run.py", "package", "--out", str(out / "elsewhere")]
        subprocess.run(command, cwd=ROOT, check=True)
        (out / "elsewhere" / "fanhua").rename(out / "fanhua")
    yield out / "fanhua"
    shutil.rmtree(out)


def environment(home: str) -> dict[str, str]:
    """Have no folder but ``home``, no display, and no Python from outside."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    folders = {
        f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {**kept, **folders, "HOME": home, "LANG": "C.UTF-8"}


def run(app: Path, home: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(app / "fanhua"), *arguments],
        env=environment(str(home)),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_that_the_app_tests_itself(app: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "--selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("selftest: passed")
    assert "selftest: every export: passed" in done.stdout


def test_that_it_does_so_where_it_can_keep_nothing(app: Path) -> None:
    done = run(app, NOWHERE, "--selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("selftest: passed")
    assert "selftest: every export: passed" in done.stdout


def test_that_the_command_line_trains_saves_and_reads(app: Path, tmp_path: Path) -> None:
    assert "frequency-principle" in run(app, tmp_path, "presets").stdout
    project = tmp_path / "first lesson 泛.fanhua"
    arguments = ("run", "frequency-principle", "--steps", "20", "--json", "--save", str(project))
    done = run(app, tmp_path, *arguments)
    assert done.returncode == 0, done.stderr
    assert "20" in json.loads(done.stdout)["losses"]
    assert json.loads(run(app, tmp_path, "info", str(project), "--json").stdout)


def test_that_pytorch_s_own_steps_and_images_train_too(app: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "run", "dropout", "--steps", "2", "--json")
    assert done.returncode == 0, done.stderr
    assert "2" in json.loads(done.stdout)["losses"]


def test_that_it_is_no_larger_than_it_must_be(app: Path) -> None:
    files = [path for path in app.rglob("*") if path.is_file() and not path.is_symlink()]
    largest = sorted(files, key=lambda path: path.stat().st_size)[-20:]
    assert sum(path.stat().st_size for path in files) < LARGEST, largest


def test_that_every_library_in_it_finds_what_it_is_linked_to(app: Path) -> None:
    """But for the system's own, of which a machine without a display has not all."""
    folders = {str(path.parent) for path in app.rglob("*.so*")}
    paths = {"LD_LIBRARY_PATH": ":".join(sorted(folders))}
    libraries = [str(path) for path in app.rglob("*.so*") if not path.is_symlink()]
    # Its exit code says only that there are some, like ICU's data, that are linked to nothing.
    done = subprocess.run(
        ["ldd", *libraries],
        env={**os.environ, **paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert len(done.stdout.splitlines()) > len(libraries)
    assert {line.split()[0] for line in done.stdout.splitlines() if "not found" in line} == set()


def test_that_all_resources_are_in_it_and_qt_s_own_translation(app: Path) -> None:
    for source, folder in contents.data_files():
        assert (app / "_internal" / folder / Path(source).name).is_file(), source
    assert list(app.rglob("qtbase_zh_CN.qm"))


def test_that_licences_are_beside_it(app: Path) -> None:
    licences = app / "licences"
    contents = (licences / "README.txt").read_text(encoding="utf-8")
    for name in ("numpy", "torch", "PySide6_Essentials", "pyqtgraph", "numba"):
        assert f"\n{name} " in contents
    for file in ("LICENSE.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Qt.txt", "torch/LICENSE"):
        assert (licences / file).stat().st_size > 500
