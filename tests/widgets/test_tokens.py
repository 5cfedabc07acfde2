"""Tokens of the design: what is said of them holds, and nothing else says a colour."""

import re
from pathlib import Path

import pytest

from tests.harness.colour import VISIONS, contrast, difference, nearest
from widgets.look.tokens import THEMES
from widgets.plots.style import style_of

ROLES = ("network", "target", "points", "test", "initial", "comparison", "guess", "change")
SURFACES = ("window", "panel", "card", "field", "sunken", "hover", "pressed")
TEXT, DRAWN, APART = 4.5, 3.0, 12.0
RUNS_APART = {"light": 10, "dark": 12, "light_projected": 8.5, "dark_projected": 10}
"""Least of all pairs of runs; dashes and names at their ends tell them apart besides."""
WHERE = ("app", "widgets")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def test_that_the_distance_of_colours_is_as_published() -> None:
    # Sharma, Wu and Dalal give pairs in CIELAB; white against black is 100 in any.
    assert difference("#ffffff", "#000000") == pytest.approx(100, abs=0.01)
    assert difference("#ff0000", "#ff0000") == 0
    assert difference("#ff0000", "#00ff00") == pytest.approx(86.6, abs=0.1)


@pytest.mark.parametrize("name", THEMES)
def test_that_letters_stand_out(name: str) -> None:
    theme = THEMES[name]
    for surface in SURFACES:
        for level in ("primary", "secondary", "tertiary"):
            pair = getattr(theme.text, level), getattr(theme.surface, surface)
            assert contrast(*pair) >= TEXT, (level, surface)
    for surface in ("window", "panel", "card", "field"):
        ground = getattr(theme.surface, surface)
        for colour in (theme.danger.text, theme.success, theme.warning, theme.accent.text):
            assert contrast(colour, ground) >= TEXT, (colour, surface)
        assert contrast(theme.focus, ground) >= DRAWN
    for ground in (theme.accent.base, theme.accent.hover, theme.accent.pressed):
        assert contrast(theme.accent.on, ground) >= TEXT
    assert contrast(theme.tooltip.text, theme.tooltip.surface) >= TEXT


@pytest.mark.parametrize("name", THEMES)
def test_that_all_that_is_drawn_stands_out(name: str) -> None:
    plot = THEMES[name].plot
    least = TEXT if "projected" in name else DRAWN
    for colour in (*plot.runs, plot.axis, *(getattr(plot, role) for role in ROLES)):
        assert contrast(colour, plot.background) >= least, colour
    labels = plot.labels
    for colour in (*labels.runs, labels.network, labels.test, labels.target, labels.initial):
        assert contrast(colour, plot.background) >= TEXT, colour


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", THEMES)
def test_that_all_eyes_tell_roles_and_runs_apart(name: str, vision: str) -> None:
    plot = THEMES[name].plot
    roles = {role: getattr(plot, role) for role in ROLES}
    assert nearest(roles, vision)[0] >= APART
    runs = {str(number): colour for number, colour in enumerate(plot.runs)}
    assert nearest(runs, vision)[0] >= RUNS_APART[name]


def test_that_a_run_alone_is_orange_and_never_orange_beside_others() -> None:
    style = style_of(THEMES["light"])
    assert style.network == THEMES["light"].plot.network
    assert style.network not in style.runs


@pytest.mark.parametrize("where", WHERE)
def test_that_no_colour_stands_anywhere_else(where: str) -> None:
    files = list(Path(where).rglob("*.py"))
    found = {
        f"{path}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOUR.search(line)
    }
    assert not found
