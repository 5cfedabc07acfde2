"""The icon of the app in the formats of Linux, Windows and macOS, drawn from its SVG."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parents[1] / "icons" / "app.svg"
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)
MACOS_MARGIN = 0.1
"""Of the side: icons beside it in the Dock leave as much free."""


def draw(size: int, margin: float = 0.0) -> Image.Image:
    """Draw the icon as a square with ``size`` pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    free = size * margin
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(free, free, size - 2 * free, size - 2 * free))
    painter.end()
    pixels = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(pixels.constBits()))


def write_all_sizes(path: Path, sizes: tuple[int, ...], margin: float = 0.0) -> Path:
    """Write one .ico or .icns; each size is drawn and none scaled."""
    *others, largest = (draw(size, margin) for size in sizes)
    largest.save(path, sizes=[(size, size) for size in sizes], append_images=others)
    return path


def write_theme(folder: Path) -> None:
    """Write the files of a Linux icon theme under a folder."""
    for size in LINUX:
        path = folder / f"{size}x{size}" / "apps" / "fanhua.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw(size).save(path)
    scalable = folder / "scalable" / "apps" / "fanhua.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(DRAWING.read_bytes())


def for_system(platform: str, folder: Path) -> str | None:
    """Write the icon of the program file and return where; Linux has none in its programs."""
    if platform == "win32":
        return str(write_all_sizes(folder / "fanhua.ico", WINDOWS))
    if platform == "darwin":
        return str(write_all_sizes(folder / "fanhua.icns", MACOS, MACOS_MARGIN))
    return None
