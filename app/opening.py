"""What stands where the window will be, at once, while the window is imported and built."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from app.preferences import Preferences

LARGE = QSize(1760, 960)
MOST_OF_SCREEN = 0.92


def place(window: QWidget, preferences: Preferences) -> None:
    """Give a window the size and place that it had last, or those of a first start."""
    window.resize(LARGE.boundedTo(window.screen().availableGeometry().size() * MOST_OF_SCREEN))
    window.restoreGeometry(preferences.state("geometry"))


class Opening(QMainWindow):
    """An empty window with the name of the app."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        name = QLabel("泛化 Fanhua")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = name.font()
        font.setPointSizeF(2 * font.pointSizeF())
        name.setFont(font)
        self.setCentralWidget(name)
        place(self, preferences)
