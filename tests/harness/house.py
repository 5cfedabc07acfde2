"""The house as a text: rooms, their floors, and which rooms each one needs.

``python -m tests.harness.house`` writes the picture into ARCHITECTURE.md anew.
"""

import re
from functools import cache
from pathlib import Path

import grimp

from tests.harness.imports import ROOMS

PAPER = Path(__file__).resolve().parents[2] / "ARCHITECTURE.md"
BEGIN, END = "<!-- the house -->\n```\n", "```\n<!-- so far -->"
WIDTH = 14


@cache
def arrows() -> dict[str, dict[str, set[str]]]:
    """Return for each package which rooms of its own each room imports, for types too."""
    graph = grimp.build_graph(*ROOMS, exclude_type_checking_imports=False, cache_dir=None)
    found: dict[str, dict[str, set[str]]] = {package: {} for package in ROOMS}
    for module in graph.modules:
        package, _, rest = module.partition(".")
        if not rest:
            continue
        room = rest.split(".")[0]
        needed = found[package].setdefault(room, set())
        for imported in graph.find_modules_directly_imported_by(module):
            other, _, inner = imported.partition(".")
            if other == package and inner and inner.split(".")[0] != room:
                needed.add(inner.split(".")[0])
    return found


def floors(needs: dict[str, set[str]]) -> dict[str, int]:
    """Return the floor of each room: one above the highest that it needs."""

    @cache
    def floor(room: str) -> int:
        return 1 + max(map(floor, needs[room]), default=0)

    return {room: floor(room) for room in needs}


def picture() -> str:
    """Draw the rooms from the top floor down, each with those that it needs."""
    lines = []
    for package, needs in arrows().items():
        height = floors(needs)
        lines.append(f"{package}/")
        for room in sorted(needs, key=lambda room: (-height[room], room)):
            below = sorted(needs[room], key=lambda other: (-height[other], other))
            line = (
                f"  {height[room]:>2}  {room:<{WIDTH}}  {'-> ' if below else ''}{' '.join(below)}"
            )
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def drawn() -> str:
    """Return the picture that stands in the paper."""
    text = PAPER.read_text(encoding="utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)]


def update() -> None:
    """Draw it anew."""
    text = PAPER.read_text(encoding="utf-8")
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    fresh = BEGIN + picture() + END
    PAPER.write_text(re.sub(pattern, lambda _: fresh, text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    update()
