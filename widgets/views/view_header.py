"""The line above a view: its name, its legend, a note, and a menu of all that it offers."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget
from superqt import QElidingLabel
from typing_extensions import override

from widgets.look.icons import GRID, icon
from widgets.look.tokens import HEIGHT, SPACE
from widgets.plots.chips import Chips
from widgets.plots.style import PlotStyle

LEFT, RIGHT = 12, 4
"""Pixels beside the title and beside the menu."""
COMMANDS = ("enlarge", "export_figure", "copy_figure", "close_view")
"""What the menu offers for every view."""


class ViewHeader(QWidget):
    """Title, chips and note on the left, controls and the menu on the right.

    Signals
    -------
    command_asked
        One of ``COMMANDS``.
    """

    command_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("view_header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.chips, self.note = QLabel(), Chips(), QElidingLabel()
        self.note.setProperty("level", "3")
        policy = self.note.sizePolicy().Policy
        self.note.setSizePolicy(policy.Ignored, policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        self._end = self.menu.addSeparator()
        self._commands = {key: self.menu.addAction("") for key in COMMANDS}
        for key, action in self._commands.items():
            action.triggered.connect(lambda _=False, k=key: self.command_asked.emit(k))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(LEFT, 0, RIGHT, 0)
        self._row.setSpacing(SPACE.card_gap)
        self._row.addWidget(self.title)
        self._row.addWidget(self.chips)
        self._row.addWidget(self.note, 1)
        self._row.addWidget(self.more)
        self._scale = 1.0
        self._modes: list[QToolButton] = []
        self.retranslate()

    def set_title(self, title: str) -> None:
        """Name the view."""
        self.title.setText(title)
        self.more.setAccessibleName(self.tr("More of {view}").format(view=title))

    def add_toggle(self, is_on: bool) -> QAction:
        """Add an entry of the menu that stays checked."""
        action = QAction(self)
        action.setCheckable(True)
        action.setChecked(is_on)
        self.menu.insertAction(self._end, action)
        return action

    def add_menu(self, menu: QMenu) -> None:
        """Add a menu to the menu."""
        self.menu.insertMenu(self._end, menu)

    def add_mode(self) -> QToolButton:
        """Add a button that stays pressed while the mouse does something of its own."""
        button = QToolButton()
        button.setCheckable(True)
        self.add_control(button)
        self._modes.append(button)
        return button

    def add_control(self, control: QWidget) -> None:
        """Add a control that is used often; at most one a view."""
        policy = control.sizePolicy().Policy
        control.setSizePolicy(policy.Fixed, policy.Fixed)  # chips give way
        self._row.insertWidget(self._row.indexOf(self.more), control)

    def controls(self) -> list[QWidget]:
        """Return what is only pressed, and is not in a picture."""
        kinds = QToolButton | QComboBox
        return [child for child in self.findChildren(QWidget) if isinstance(child, kinds)]

    def set_presented(self, is_on: bool) -> None:
        """Hide what is only pressed: the class sees none of it."""
        self.more.setVisible(not is_on)
        for mode in self._modes:
            mode.setVisible(not is_on)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._scale = style.scale
        title = style.font_of("strong")
        self.title.setFont(title)
        for widget in (self.chips, self.note, *self.controls()):
            widget.setFont(style.font_of("small"))
        side = round(GRID * style.scale)
        self.more.setIcon(icon("more", style.secondary, active=style.text))
        self.more.setIconSize(QSize(side, side))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(HEIGHT.view_header * self._scale))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        texts = {
            "enlarge": self.tr("Enlarge, or bring all back"),
            "export_figure": self.tr("Export figure…"),
            "copy_figure": self.tr("Copy figure"),
            "close_view": self.tr("Close"),
        }
        for key, text in texts.items():
            self._commands[key].setText(text)
        self.more.setToolTip(self.tr("How the view looks, and what can be done with it"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
