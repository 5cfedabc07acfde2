"""The cues of a lesson as a list, and the chosen one as a form."""

from collections.abc import Callable, Iterable, Mapping

from pydantic import ValidationError
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from training.catalog.cue_words import words
from training.catalog.lessons import Cue, Lesson, ShowNote, Train
from training.settings import problems
from training.settings.base import union_members
from widgets.forms.editors import OfferingEditor
from widgets.forms.form import Form
from widgets.plots.style import PlotStyle
from widgets.text import sentence, translated

RECORDED = "●"
FOLLOWS = "↳"


def cue_words(cue: Cue) -> str:
    """Say in the present language what a cue does."""
    act = cue.act
    if isinstance(act, ShowNote) and act.text:
        act = act.evolve(text=act.text.splitlines()[0])
    return sentence(words(act))


class LessonPanel(QWidget):
    """Edits a lesson; what is edited is only told.

    Signals
    -------
    lesson_edited
        Lesson, as it is now.
    cue_asked
        Number of a cue that is to be performed now.
    """

    lesson_edited = Signal(object)
    cue_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lesson, self._current = Lesson(), -1
        self._titles: dict[str, str] = {}
        self.title = QLineEdit()
        self.title.editingFinished.connect(self._on_title_edited)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.itemActivated.connect(lambda item: self.cue_asked.emit(self.list.row(item)))
        self.add, self.remove = QToolButton(), QToolButton()
        self.up, self.down = QToolButton(), QToolButton()
        self.form = Form(Cue)
        self.form.changed.connect(self._on_form_changed)
        self._buttons = self._make_buttons()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(_scrolled(self.form))
        splitter.setSizes([300, 200])
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self.title)
        column.addLayout(self._buttons)
        column.addWidget(splitter, 1)
        self.retranslate()
        self._show()

    def _make_buttons(self) -> QHBoxLayout:
        self._menu = QMenu(self.add)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(lambda action: self._insert(action.data()))
        self.add.setMenu(self._menu)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        row = QHBoxLayout()
        for button, sign in ((self.add, "+"), (self.remove, "−"), (self.up, "▲"), (self.down, "▼")):
            button.setText(sign)
            button.setAutoRaise(True)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def add_actions(self, actions: Iterable[QAction]) -> None:
        """Add buttons to the right end."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            self._buttons.addWidget(button)

    # --- the lesson ---

    def set_lesson(self, lesson: Lesson) -> None:
        """Show a lesson without telling that it changed."""
        row = self.list.currentRow()
        self._lesson = lesson
        if self.title.text() != lesson.title:
            self.title.setText(lesson.title)
        self._fill_list()
        self.list.setCurrentRow(min(max(row, 0), len(lesson.cues) - 1))
        self._show()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for number, cue in enumerate(self._lesson.cues):
            item = QListWidgetItem(self._line(number, cue))
            font = item.font()
            font.setBold(number == self._current)
            item.setFont(font)
            item.setToolTip(cue.note)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _line(self, number: int, cue: Cue) -> str:
        here = "▶ " if number == self._current else ""
        sign = "" if cue.waits else f"{FOLLOWS} "
        is_recorded = isinstance(cue.act, Train) and cue.act.recording is not None
        recorded = f"  {RECORDED} " + self.tr("rehearsed") if is_recorded else ""
        return f"{here}{number + 1}  {sign}{cue_words(cue)}{recorded}"

    def set_current(self, index: int) -> None:
        """Point at the cue that was performed last."""
        self._current = index
        self._fill_list()
        self.list.setCurrentRow(max(0, index))
        self._show()

    def offer_views(self, titles: Mapping[str, str]) -> None:
        """Name the views that can be chosen, by their keys."""
        self._titles = dict(titles)
        for editor in self.form.findChildren(OfferingEditor):
            editor.offer(titles)

    # --- editing ---

    @Slot(int)
    def _on_row_changed(self, _row: int) -> None:
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        has = 0 <= row < len(self._lesson.cues)
        self.form.setVisible(has)
        self.remove.setEnabled(has)
        self.up.setEnabled(has and row > 0)
        self.down.setEnabled(has and row < len(self._lesson.cues) - 1)
        if has:
            self.form.clear_problems()
            self.form.set_value(self._lesson.cues[row])
            self.offer_views(self._titles)

    def _edit(self, change: Callable[[list[Cue]], int]) -> None:
        """Change the list of cues; ``change`` returns the row that is chosen then."""
        cues = [*self._lesson.cues]
        row = change(cues)
        self._lesson = self._lesson.evolve(cues=tuple(cues))
        self._fill_list()
        self.list.setCurrentRow(min(row, len(cues) - 1))
        self._show()
        self.lesson_edited.emit(self._lesson)

    def _on_form_changed(self) -> None:
        self.form.clear_problems()
        self.offer_views(self._titles)
        row = self.list.currentRow()
        try:
            cue = Cue.model_validate(self.form.value())
        except ValidationError as error:
            for path, text in problems(error, Cue):
                if self.form.takes(path):
                    self.form.show_problem(path, text)
            return
        cues = [*self._lesson.cues]
        cues[row] = cue
        self._lesson = self._lesson.evolve(cues=tuple(cues))
        self.list.item(row).setText(self._line(row, cue))
        self.lesson_edited.emit(self._lesson)

    def _on_title_edited(self) -> None:
        if self.title.text() != self._lesson.title:
            changed = {"title": self.title.text()[:200]}
            self._lesson = self._lesson.evolve(**changed)
            self.lesson_edited.emit(self._lesson)

    def _fill(self) -> None:
        self._menu.clear()
        for kind, member in union_members(Cue.model_fields["act"]).items():
            if kind != "unknown":
                name = translated(str(member.model_config.get("title")))
                self._menu.addAction(name).setData(kind)

    def _insert(self, kind: str) -> None:
        at, cue = self.list.currentRow() + 1, Cue.model_validate({"act": {"kind": kind}})

        def change(cues: list[Cue]) -> int:
            cues.insert(at, cue)
            return at

        self._edit(change)

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self.list.currentRow()

        def change(cues: list[Cue]) -> int:
            del cues[row]
            return row

        self._edit(change)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()

        def change(cues: list[Cue]) -> int:
            cues.insert(row + by, cues.pop(row))
            return row + by

        self._edit(change)

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take sizes."""
        self.list.setFont(style.font(10))

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.title.setPlaceholderText(self.tr("Title of the lesson"))
        self.title.setAccessibleName(self.tr("Title of the lesson"))
        self.list.setAccessibleName(self.tr("Cues"))
        names: tuple[tuple[QToolButton, str], ...] = (
            (self.add, self.tr("Add a cue")),
            (self.remove, self.tr("Remove the cue")),
            (self.up, self.tr("Earlier")),
            (self.down, self.tr("Later")),
        )
        for button, text in names:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fill_list()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _scrolled(widget: QWidget) -> QScrollArea:
    """Return an area in which a widget has as much room as it wants."""
    scroll, inner = QScrollArea(), QWidget()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    column = QVBoxLayout(inner)
    column.setContentsMargins(2, 6, 8, 2)
    column.addWidget(widget)
    column.addStretch(1)
    scroll.setWidget(inner)
    return scroll
