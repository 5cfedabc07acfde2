"""Compiled code on the disk is used only as it was compiled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from training.learner.kernel import disk_cache


def filled(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "kernel.run.nbi").write_bytes(b"index")
    (folder / "kernel.run.1.nbc").write_bytes(b"machine code")
    disk_cache.seal(folder)
    return folder


def test_that_what_was_compiled_is_whole(tmp_path: Path) -> None:
    assert disk_cache.is_whole(filled(tmp_path / "a"))
    assert not disk_cache.is_whole(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"machine", b"machine cod\x00"])
def test_that_what_is_damaged_is_removed(tmp_path: Path, content: bytes) -> None:
    folder = filled(tmp_path / "a")
    (folder / "kernel.run.1.nbc").write_bytes(content)
    assert not disk_cache.is_whole(folder)
    disk_cache.make_whole(folder)
    assert [path.name for path in folder.iterdir()] == [disk_cache.SUMS]


def test_that_a_damaged_list_counts_as_none(tmp_path: Path) -> None:
    folder = filled(tmp_path / "a")
    (folder / disk_cache.SUMS).write_text("[" * 100_000)
    assert not disk_cache.is_whole(folder)


def test_that_a_folder_that_cannot_be_written_leaves_nothing_in_the_temporary_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    script = (
        "from pathlib import Path\n"
        "from training.learner.kernel import disk_cache\n"
        f"print(disk_cache.usable(Path({str(tmp_path / 'file' / 'kernels')!r})))\n"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    assert "fanhua-kernels-" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
