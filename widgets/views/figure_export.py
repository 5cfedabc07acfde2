"""A view as a figure for paper or slides: with its legend and axes, without its buttons."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from widgets.views.figure_header import FigureHeader
from widgets.views.view import View

PDF_RESOLUTION = 96
"""Dots an inch: a figure on paper is as large as on a screen of that density."""
SMOOTH = {"antialias": True}
"""How pyqtgraph's items draw for paper."""
SVG = "http://www.w3.org/2000/svg"
EFFECT, COORDINATES = "vector-effect", {"d", "points"}
MATRIX = re.compile(r"matrix\(([^)]*)\)")
_NUMBER = r"(-?[\d.]+(?:e[-+]?\d+)?)"
PAIR = re.compile(f"{_NUMBER},{_NUMBER}")
METRE = 39.3701
"""Inches."""


@contextmanager
def _in_lines(view: QWidget) -> Iterator[None]:
    """Draw lines where pixels are kept on the screen, and smooth ones."""
    drawings = view.findChildren(QGraphicsView)
    items = [item for drawing in drawings for item in drawing.scene().items()]
    modes = [item.cacheMode() for item in items]
    exported = [item for item in items if hasattr(item, "setExportMode")]
    for drawing in drawings:
        drawing.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
    for item in items:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    for item in exported:
        item.setExportMode(True, SMOOTH)
    try:
        yield
    finally:
        for item in exported:
            item.setExportMode(False)
        for item, mode in zip(items, modes, strict=True):
            item.setCacheMode(mode)
        for drawing in drawings:
            drawing.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)  # as pyqtgraph's


@contextmanager
def _at_pixels(view: View, pixels: float) -> Iterator[None]:
    """Draw lines for a picture of so many pixels for each of Qt's."""
    style = view.style_now
    if style.pixels == pixels:
        yield
        return
    view.set_style(replace(style, pixels=pixels))
    try:
        yield
    finally:
        view.set_style(style)


def size(view: View) -> QSize:
    """Return the size of a figure: a view with its name and its whole legend above it."""
    return QSize(view.width(), FigureHeader(view).height + view.height())


def image(view: View, scale: float = 1.0) -> QImage:
    """Return a view as pixels, ``scale`` times as many in each direction as on the screen."""
    picture = QImage(size(view) * scale, QImage.Format.Format_ARGB32)
    picture.setDotsPerMeterX(round(PDF_RESOLUTION * METRE * scale))
    picture.setDotsPerMeterY(round(PDF_RESOLUTION * METRE * scale))
    picture.setDevicePixelRatio(scale)
    with _at_pixels(view, scale):
        _paint(view, picture)
    picture.setDevicePixelRatio(1.0)
    return picture


def _paint(view: View, device: QPaintDevice) -> None:
    painter, header = QPainter(device), FigureHeader(view)
    header.paint(painter)
    with _in_lines(view):
        view.render(painter, QPoint(0, header.height))
    painter.end()


def _png(view: View, scale: float, target: QBuffer) -> None:
    QImageWriter(target, b"png").write(image(view, scale))


def _svg(view: View, _: float, target: QBuffer) -> None:
    generator = QSvgGenerator()
    whole = size(view)
    generator.setSize(whole)
    generator.setViewBox(QRect(QPoint(), whole))
    generator.setResolution(PDF_RESOLUTION)
    drawn = QBuffer()
    drawn.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(drawn)
    with _at_pixels(view, 1.0):
        _paint(view, generator)
    target.write(_in_page_units(bytes(drawn.data().data())))


def _in_page_units(svg: bytes) -> bytes:
    """Return a drawing whose curves have their places on the page, not in a plot.

    Qt writes them in the plot's units and has lines keep their width by ``vector-effect``, which
    only browsers know: elsewhere a line is as wide as a unit of the axis.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)
    for group in root.iter(f"{{{SVG}}}g"):
        matrix = MATRIX.fullmatch(group.get("transform", ""))
        if matrix is None or not all(_is_curve(child) for child in group):
            continue
        a, b, c, d, e, f = (float(number) for number in matrix[1].split(","))

        def placed(pair: re.Match[str], m: tuple[float, ...] = (a, b, c, d, e, f)) -> str:
            x, y = float(pair[1]), float(pair[2])
            return f"{m[0] * x + m[2] * y + m[4]:.7g},{m[1] * x + m[3] * y + m[5]:.7g}"

        for child in group:
            for name in COORDINATES.intersection(child.keys()):
                child.set(name, PAIR.sub(placed, child.attrib[name]))
            del child.attrib[EFFECT]
        del group.attrib["transform"]
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _is_curve(element: ElementTree.Element) -> bool:
    """Whether an element is drawn with lines that keep their width, through given points."""
    return EFFECT in element.keys() and bool(COORDINATES.intersection(element.keys()))  # noqa: SIM118


def _pdf(view: View, scale: float, target: QBuffer) -> None:
    """Write a page of the size of the view; by way of SVG, which knows all of Qt's gradients."""
    writer = QPdfWriter(target)
    writer.setResolution(PDF_RESOLUTION)
    inches, exactly = QSizeF(size(view)) / PDF_RESOLUTION, QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch, "", exactly))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    QSvgRenderer(content(view, ".svg", scale)).render(painter)
    painter.end()


FORMATS: Mapping[str, Callable[[View, float, QBuffer], None]] = {
    ".png": _png,
    ".svg": _svg,
    ".pdf": _pdf,
}
"""By the ending of a file."""


def content(view: View, suffix: str, scale: float) -> bytes:
    """Return a figure as the content of a file of one of the ``FORMATS``.

    ``scale``: of pixels; lines and
    letters of the others have no pixels.
    """
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    FORMATS[suffix](view, scale, target)
    target.close()
    return bytes(target.data().data())
