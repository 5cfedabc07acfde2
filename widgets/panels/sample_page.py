"""A page of training images with their labels; those that are wrong are marked."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from training.data.collections.collection import Pixels
from training.data.kinds import LabelledData
from widgets.text import translated

COLUMNS, ROWS = 5, 2
PAGE = COLUMNS * ROWS
SCALE = 1.5


class Sheet(QWidget):
    """The images of one page."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[tuple[QImage, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_images(self, images: list[tuple[QImage, str, str]]) -> None:
        """Show images, each with its label and, where that is wrong, the true class."""
        self._images = images
        self.updateGeometry()
        self.update()

    @property
    def _line(self) -> int:
        return QFontMetrics(self.font()).height()

    @property
    def _side(self) -> int:
        return int(32 * SCALE)

    @override
    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * (self._side + 4), ROWS * (self._side + 2 * self._line + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width() // COLUMNS, self._side + 2 * self._line + 6
        for number, (image, label, true) in enumerate(self._images):
            row, column = divmod(number, COLUMNS)
            left = column * width + (width - self._side) // 2
            place = QRect(left, row * height, self._side, self._side)
            painter.drawImage(place, image)
            role = QPalette.ColorRole.BrightText if true else QPalette.ColorRole.WindowText
            colour = self.palette().color(role)
            painter.setPen(QPen(colour, 3))
            if true:
                painter.drawRect(place.adjusted(1, 1, -1, -1))
            for line, text in enumerate((f"✗ {label}" if true else label, true and f"({true})")):
                top = row * height + self._side + line * self._line
                box = QRect(column * width, top, width, self._line)
                shown = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, box.width()
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, shown)


class SamplePage(QWidget):
    """The sheet, and buttons to turn it."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.text = Sheet(), QLabel()
        self.before, self.after = QToolButton(), QToolButton()
        self.before.setArrowType(Qt.ArrowType.LeftArrow)
        self.after.setArrowType(Qt.ArrowType.RightArrow)
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn)
        bar = QHBoxLayout()
        for widget in (self.before, self.after, self.text):
            bar.addWidget(widget)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        column.addLayout(bar)
        self._data: LabelledData | None = None
        self._page = 0
        self.hide()
        self.retranslate()

    def show_data(self, data: object) -> None:
        """Show images of these data, or nothing where they have none."""
        labelled = data if isinstance(data, LabelledData) else None
        self.setVisible(labelled is not None)
        if labelled is not self._data:
            self._data, self._page = labelled, 0
            self._show()

    @property
    def _pages(self) -> int:
        return 1 if self._data is None else max(1, -(-len(self._data.train) // PAGE))

    def _turn(self) -> None:
        self._page = (self._page + 1) % self._pages
        self._show()

    def _turn_back(self) -> None:
        self._page = (self._page - 1) % self._pages
        self._show()

    def _show(self) -> None:
        data, first = self._data, self._page * PAGE
        if data is None:
            return
        pixels = data.pixels("train", slice(first, first + PAGE))
        names = [translated(name) for name in data.dataset.classes]
        images = []
        for image, n in zip(pixels, range(first, first + len(pixels)), strict=True):
            given, true = int(data.given[n]), int(data.true[n])
            images.append((_image(image), names[given], "" if given == true else names[true]))
        self.sheet.show_images(images)
        self.text.setText(
            self.tr("page {page} of {count}").format(page=self._page + 1, count=f"{self._pages:,}")
        )

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.before.setToolTip(self.tr("Page back"))
        self.after.setToolTip(self.tr("Next page"))
        self._show()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _image(pixels: Pixels) -> QImage:
    rows, columns, _ = pixels.shape
    content = pixels.tobytes()
    return QImage(content, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()
