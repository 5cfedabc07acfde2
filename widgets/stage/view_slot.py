"""One place for views of one key: which of them is shown depends on the data."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget

from training.data.kinds import Data
from widgets.views import View


class ViewSlot(QStackedWidget):
    """Shows the view that draws the present data, or says that there is none.

    Parameters
    ----------
    views
        All of one key; the first is shown until data are known.
    """

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self.views = views
        for view in views:
            self.addWidget(view)
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self.addWidget(self._nothing)
        self.retranslate()

    @property
    def view(self) -> View | None:
        """The one that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, View) else None

    def show_for(self, data: Data) -> None:
        """Choose by the kind of data."""
        fitting = next((view for view in self.views if isinstance(data, view.draws)), None)
        before, after = self.view, fitting
        self.setCurrentWidget(fitting or self._nothing)
        if before is not after and before is not None:
            before.forget()

    def retranslate(self) -> None:
        """Set the text in the present language."""
        self._nothing.setText(self.tr("This view has nothing to show of these data."))
