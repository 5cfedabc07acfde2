"""Whose settings the panel shows, where they are not those that are trained next."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from training.text import Text
from widgets.text import sentence


@dataclass(frozen=True, slots=True)
class Owner:
    """A run and the step of it that is looked at; None: the newest."""

    name: Text | None
    step: int | None
    is_live: bool


class OwnerLine(QFrame):
    """Names the run, and offers to take its settings over."""

    take_over_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._owner: Owner | None = None
        self.text, self.take_over = QLabel(), QPushButton()
        self.text.setWordWrap(True)
        self.take_over.clicked.connect(self.take_over_asked)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self.text)
        column.addWidget(self.take_over)
        self.hide()

    def show_owner(self, owner: Owner | None) -> None:
        """Name a run; None: nothing is to be said."""
        self._owner = owner
        self.setVisible(owner is not None)
        if owner is None:
            return
        self.text.setText(self._sentence(owner))
        self.take_over.setText(self.tr("Use these settings"))
        self.take_over.setToolTip(
            self.tr("The next run trains with them. To change one of them does so too.")
        )
        self.take_over.setVisible(not owner.is_live)

    def _sentence(self, owner: Owner) -> str:
        name = sentence(owner.name) if owner.name is not None else ""
        if owner.is_live:
            text = self.tr("Settings of “{run}”. A change here is one of all runs of the race.")
            return text.format(run=name)
        if owner.step is None:
            return self.tr("Settings of “{run}”, as it was trained.").format(run=name)
        text = self.tr("Settings of “{run}” at step {step}.")
        return text.format(run=name, step=f"{owner.step:,}")

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_owner(self._owner)
        super().changeEvent(event)
