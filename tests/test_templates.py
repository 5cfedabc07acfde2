"""Sentences with gaps: whoever raises or says one fills all of them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ("Problem", "Text")


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def filled(call: ast.Call) -> set[str] | None:
    """Return the names that are given to a sentence; None where that is seen only when it runs."""
    given = {word.arg for word in call.keywords}
    if None in given or len(call.args) > 2:
        return None
    if len(call.args) == 2:
        values = call.args[1]
        if not isinstance(values, ast.Dict):
            return None
        given |= {key.value for key in values.keys if isinstance(key, ast.Constant)}
    return {str(name) for name in given}


def mistakes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        is_sentence = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if not is_sentence or node.func.id not in SENTENCES or not node.args:
            continue
        if node.func.id == "Text" and len(node.args) == 1:
            continue  # it is filled where it is said
        template, given = node.args[0], filled(node)
        is_literal = isinstance(template, ast.Constant) and isinstance(template.value, str)
        if is_literal and given is not None and given != gaps(template.value):
            yield f"{path}:{node.lineno}: {given ^ gaps(template.value)}"


def test_that_no_gap_stays_open() -> None:
    files = [p for room in ("app", "widgets", "training") for p in (ROOT / room).rglob("*.py")]
    assert [mistake for path in files for mistake in mistakes(path)] == []


@pytest.mark.parametrize(
    ("line", "is_open"),
    [
        ('Problem("There is no {name}.", names=3)', True),
        ('Problem("There is no {name}.")', True),
        ('Problem("There is no {name}.", name=3)', False),
        ('Text("{a} {b}", {"a": 1})', True),
        ('Text("{a} {b:,}", {"a": 1, "b": 2})', False),
        ('Text("{a}")', False),
    ],
)
def test_that_an_open_gap_is_found(tmp_path: Path, line: str, is_open: bool) -> None:
    (tmp_path / "a.py").write_text(line)
    assert bool([*mistakes(tmp_path / "a.py")]) == is_open
