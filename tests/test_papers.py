"""Paths that the papers name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAST = "CHANGELOG.md"
"""Tells of paths that are there no more."""
PAPERS = [p for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if p.name != PAST]
PATH = re.compile(r"`((?:app|widgets|training|tests|resources|docs)/[\w/.-]*)`")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_that_paths_in_a_paper_are_there(paper: Path) -> None:
    named = PATH.findall(paper.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
