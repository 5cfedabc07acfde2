"""What ``docs/project-format.md`` promises."""

import re
import subprocess
import sys
from pathlib import Path

from tests.training.store.samples import KEYS
from training.store import Reader
from training.store.schema import MIGRATIONS, TABLES, VERSION

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "docs" / "project-format.md").read_text(encoding="utf-8")
STORED = [ROOT / "tests" / "data" / f"project-v{n}.fanhua" for n in range(1, VERSION + 1)]


def test_that_files_of_every_version_open() -> None:
    for path in STORED:
        reader = Reader.open(path)
        runs, damaged = reader.runs()
        assert [run.name for run in runs] == ["run 0", "run 1"]
        assert not damaged
        assert len(reader.series(KEYS[0])["batch_loss"].steps) == 60
        reader.close()


def test_that_there_is_a_migration_from_every_older_version() -> None:
    assert sorted(MIGRATIONS) == list(range(1, VERSION))


def test_that_the_document_names_every_table() -> None:
    for table in TABLES:
        assert f"| `{table}` |" in DOCUMENT


def test_that_the_document_s_example_reads_the_curves_with_the_standard_library_alone() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(example.splitlines()) <= 20
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", example, str(STORED[-1])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert len(lines) == 2 * (60 + 6)
    assert lines[0].split()[:3] == [KEYS[0], "batch_loss", "0"]
