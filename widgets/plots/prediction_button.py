"""The button with which a part of a view is hidden, revealed, and the prediction taken away."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton
from typing_extensions import override

from widgets.plots.prediction_parts import HideablePart, PredictionStage


class PredictionButton(QToolButton):
    """A button that goes on once something is hidden, and the menu of what can be.

    Signals
    -------
    part_chosen
        Key of what is to be hidden.
    advance_asked
        What is hidden is to be revealed, or the prediction taken away.
    language_changed
        Its texts have another width.
    """

    part_chosen = Signal(str)
    advance_asked = Signal()
    language_changed = Signal()

    def __init__(self, parts: Mapping[str, HideablePart]) -> None:
        super().__init__()
        self._parts = parts
        self._stage = PredictionStage.NONE
        self.clicked.connect(self._on_clicked)
        self.parts_menu = QMenu(self)
        self.parts_menu.aboutToShow.connect(self.fill_menu)
        self.parts_menu.triggered.connect(self._on_part_triggered)
        self.show_stage(PredictionStage.NONE)

    def show_stage(self, stage: PredictionStage) -> None:
        """Say what comes next."""
        self._stage = stage
        texts = {
            PredictionStage.NONE: (
                self.tr("Predict"), self.tr("Hide something, for the class to draw it."),
            ),
            PredictionStage.HIDDEN: (
                self.tr("Reveal"), self.tr("Show what was hidden over the guess."),
            ),
            PredictionStage.REVEALED: (self.tr("Clear"), self.tr("Take the guess away.")),
        }  # fmt: skip
        text, tip = texts[stage]
        self.setText(text)
        self.setToolTip(tip)
        self.parts_menu.setTitle(self.tr("Predict"))
        self.parts_menu.setToolTip(tip)
        self.parts_menu.setEnabled(stage is PredictionStage.NONE)
        self.setVisible(stage is not PredictionStage.NONE)

    @Slot()
    def fill_menu(self) -> None:
        """List what can be hidden in the present language."""
        self.parts_menu.clear()
        for key, part in self._parts.items():
            self.parts_menu.addAction(part.name()).setData(key)

    @Slot(QAction)
    def _on_part_triggered(self, action: QAction) -> None:
        self.part_chosen.emit(action.data())

    @Slot()
    def _on_clicked(self) -> None:
        if self._stage is not PredictionStage.NONE:  # else the menu opens
            self.advance_asked.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_stage(self._stage)
            self.language_changed.emit()
