from pathlib import Path

import numpy as np
import pytest

from training.data.datasets import DataError, load
from training.data.sources import SourceError
from training.data.tables import MAX_BYTES, TableError, numbers, read_table
from training.settings import CsvDataset


def written(folder: Path, content: str | bytes) -> str:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.mark.parametrize(
    "content",
    ["x,y\n1,2\n3,4\n", "x;y\n1;2\n3;4\n", "x\ty\n1\t2\n3\t4\n", "x y\n1  2\n3 4\n",
     "1,2\n3,4\n", '"x","y"\r\n"1","2"\r\n"3","4"\r\n', "\ufeffx,y\n1,2\n\n3,4\n",
     "x;y\n1,0;2,0\n3,0;4,0\n"],
)  # fmt: skip
def test_that_usual_tables_are_read(tmp_path: Path, content: str) -> None:
    x, y, dropped, is_date = numbers(read_table(written(tmp_path, content)), "1", "2")
    assert x.tolist() == [1, 3]
    assert y.tolist() == [2, 4]
    assert (dropped, is_date) == (0, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("x,y\n", "no rows"),
        ("x,y\n1,2\n3\n", "Row 3"),
        ("x\n1\n2\n", "one column"),
        (b"\x00\x01\x02" * 100, "binary"),
        ("x,y\n1,two\n2,3\n", "in row 2 is neither a number nor a date"),
        ("x,y\n1,\n,3\n", "two rows"),
    ],
)
def test_that_other_files_are_answered_with_a_sentence(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    with pytest.raises(TableError, match=words):
        numbers(read_table(written(tmp_path, content)), "1", "2")


def test_that_a_file_of_100_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(5 * MAX_BYTES)
    with pytest.raises(TableError, match="100 MB"):
        read_table(str(path))


def test_that_a_missing_file_and_a_folder_are_answered(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError, match=r"cannot be read|not a file"):
            read_table(str(path))


def test_that_columns_are_found_by_name_and_number(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "t,a,b\n1,2,3\n4,5,6\n"))
    assert table.column("b") == table.column("3") == 2
    with pytest.raises(TableError, match="no column"):
        table.column("4")


def test_that_missing_values_are_dropped_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,2\n2,NA\n3,\n4,5\n")
    data = load(CsvDataset(path=path, test_share=0))
    assert data.x_train.tolist() == [1, 4]
    assert [str(note) for note in data.notes] == [
        "2 rows.",
        "2 rows without a value were left out.",
    ]


def test_that_dates_become_decimal_years() -> None:
    data = load(CsvDataset(path="builtin:co2_mauna_loa_weekly.csv", test_share=0))
    assert data.x_train[0] == pytest.approx(1958 + 87 / 365)
    assert len(data.x_train) == 2225
    assert "59 rows" in str(data.notes[1])


def test_that_the_scale_takes_values_to_mean_0_and_deviation_1() -> None:
    data = load(CsvDataset())
    scaled = (data.y_train - data.scale.y_offset) / data.scale.y_factor
    assert scaled.mean() == pytest.approx(0, abs=1e-12)
    assert scaled.std() == pytest.approx(1)


def test_that_test_rows_are_kept_out_of_training() -> None:
    data = load(CsvDataset(test_share=0.25))
    assert len(data.x_test) == round(0.25 * 309)
    assert not np.intersect1d(data.x_train, data.x_test).size


def test_that_a_column_without_spread_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="same x"):
        load(CsvDataset(path=written(tmp_path, "x,y\n1,2\n1,3\n")))
