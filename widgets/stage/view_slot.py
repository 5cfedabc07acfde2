"""One place for views of one key: which of them is shown depends on the data."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget
from typing_extensions import override

from training.data.kinds import Data
from widgets.plots.style import PlotStyle
from widgets.views import View
from widgets.views.view_header import ViewHeader


class Headers(QStackedWidget):
    """The headers of the views of one place; as high as the one that is shown."""

    @override
    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()


class ViewSlot(QStackedWidget):
    """Shows the view that draws the present data, or says that there is none.

    Parameters
    ----------
    views
        All of one key; the first is shown until data are known.
    """

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self.views, self.headers = views, Headers()
        """The headers stand where the title of the place is."""
        for view in views:
            self.addWidget(view)
            self.headers.addWidget(view.header)
        self._header = ViewHeader()
        self.headers.addWidget(self._header)
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
        self.headers.setCurrentWidget(fitting.header if fitting is not None else self._header)
        if before is not after and before is not None:
            before.forget()

    def show_title(self) -> None:
        """Name the views in the present language."""
        for view in self.views:
            view.header.set_title(view.title())
            view.setAccessibleName(view.title())
            view.plot.setAccessibleName(view.title())
        self._header.set_title((self.view or self.views[0]).title())

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._nothing.setFont(style.font_of("body"))
        self._header.set_style(style)
        for view in self.views:
            view.set_style(style)
            view.mark_stale()

    def retranslate(self) -> None:
        """Set the text in the present language."""
        self._nothing.setText(self.tr("This view has nothing to show of these data."))
