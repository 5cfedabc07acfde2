"""The tokens of the design as frozen values: nothing else says a colour, a size or a font.

They stand in ``resources/look/tokens.json``.

Lengths are in logical pixels at 100 %, colours are sRGB. Read without pydantic, since the name of
the app stands on the screen before that is imported.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from training.resources import RESOURCES

Token = TypeVar("Token")
Dash = tuple[float, ...]
"""Lengths of ink and gap in pixels; none is a solid line."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Grounds, from the window's up to a card's, and those of controls."""

    window: str
    panel: str
    card: str
    field: str
    sunken: str
    hover: str
    pressed: str
    track: str


@dataclass(frozen=True, slots=True)
class Border:
    """Lines around cards, buttons and fields."""

    subtle: str
    default: str
    control: str


@dataclass(frozen=True, slots=True)
class Ink:
    """Letters, in three levels."""

    primary: str
    secondary: str
    tertiary: str
    disabled: str


@dataclass(frozen=True, slots=True)
class Accent:
    """The one colour of the interface: focus, selection, Play, progress, links."""

    base: str
    hover: str
    pressed: str
    on: str
    text: str
    tint: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """What went wrong."""

    text: str
    tint: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A tooltip: the other way round."""

    surface: str
    text: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Colours of what is drawn, each with one meaning for ever."""

    network: str
    target: str
    test: str
    initial: str
    comparison: str
    guess: str
    change: str
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Colours in a plot; ``labels`` are those of letters, with more contrast."""

    network: str
    target: str
    points: str
    test: str
    initial: str
    comparison: str
    guess: str
    change: str
    runs: tuple[str, ...]
    background: str
    grid: str
    axis: str
    labels: Roles
    halo: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours."""

    surface: Surface
    border: Border
    text: Ink
    accent: Accent
    focus: str
    danger: Alarm
    success: str
    warning: str
    tooltip: Contrast
    plot: Plot


@dataclass(frozen=True, slots=True)
class Marker:
    """Diameters of points."""

    training_few: float
    training_many: float
    rim: float
    spectrum: float
    target_ring: float
    star: float


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights of controls and bars."""

    control: int
    control_small: int
    header: int
    view_header: int
    title_block: int
    transport: int
    row: int
    menu_item: int
    play: int


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths of panels."""

    panel: int
    panel_compact: int
    panel_rail: int
    runs: int
    runs_rail: int
    dialog: int
    scrollbar: int


@dataclass(frozen=True, slots=True)
class Radius:
    """Of corners."""

    small: int
    control: int
    card: int
    dialog: int


@dataclass(frozen=True, slots=True)
class Space:
    """Between things."""

    window_margin: int
    card_gap: int
    panel_padding_x: int
    row_gap: int
    group_padding_y: int
    label_width: int


@dataclass(frozen=True, slots=True)
class Letters:
    """Height of letters and of their line, and their weight."""

    size: int
    line: int
    weight: int


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _made(kind: type[Token], values: Mapping[str, Any]) -> Token:
    """Make a value of its part of the file; what the type does not name is left out."""
    parts: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        value = values[field.name]
        is_part = isinstance(value, dict)
        parts[field.name] = _made(field.type, value) if is_part else _frozen(value)  # type: ignore[arg-type]
    return kind(**parts)


_TOKENS: dict[str, Any] = json.loads((RESOURCES / "look/tokens.json").read_text(encoding="utf-8"))
_PLOT: dict[str, Any] = _TOKENS["plot"]
THEMES: dict[str, Theme] = {name: _made(Theme, theme) for name, theme in _TOKENS["themes"].items()}
HEIGHT = _made(Heights, _TOKENS["height"])
WIDTH = _made(Widths, _TOKENS["width"])
RADIUS = _made(Radius, _TOKENS["radius"])
SPACE = _made(Space, _TOKENS["space"])
MARKER = _made(Marker, _PLOT["marker"])
TYPE: dict[str, Letters] = {name: Letters(*row) for name, row in _TOKENS["type"]["scale"].items()}
"""By what is written."""
FAMILIES: tuple[str, ...] = tuple(_TOKENS["type"]["family"])
MATH: tuple[str, ...] = tuple(_TOKENS["type"]["math"])
LINE: dict[str, float] = _PLOT["line"]
"""Widths of lines by role."""
DASH: dict[str, Dash] = {k: _frozen(dash) for k, dash in _PLOT["dash"].items() if k != "runs"}
"""By role."""
RUN_DASHES: tuple[Dash, ...] = _frozen(_PLOT["dash"]["runs"])
"""Of the first eight runs, of the next eight, and so on."""
HALO: float = _PLOT["halo"]
"""On either side of a line that crosses others."""
FEW_POINTS: int = _PLOT["few_points_at_most"]
TICKS: int = _PLOT["ticks_max"]["desk"]
SEQUENTIAL: tuple[str, ...] = _frozen(_TOKENS["maps"]["sequential"]["stops"])
DIVERGING: dict[str, tuple[str, ...]] = {
    name: _frozen(_TOKENS["maps"]["diverging"][name]) for name in ("light", "dark")
}
