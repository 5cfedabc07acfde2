"""Which types the packages define: classes, and aliases at the top level of a module."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.harness.imports import ROOMS

ROOT = Path(__file__).resolve().parents[2]


def type_names(source: str) -> set[str]:
    """Return the types that the text of a module defines, without those that are its own."""
    names = set()
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
                if not name.isupper():  # a constant
                    names.add(name)
    return {name for name in names if name[0].isupper()}


def defined_twice() -> dict[str, list[str]]:
    """Return each type name that several modules define, with their paths."""
    places = defaultdict(list)
    for package in ROOMS:
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in type_names(path.read_text(encoding="utf-8")):
                places[name].append(path.relative_to(ROOT).as_posix())
    return {name: found for name, found in places.items() if len(found) > 1}
