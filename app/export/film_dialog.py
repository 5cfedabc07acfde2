"""A view that replays what was recorded, as GIF or MP4; the window answers between two pictures."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from app.commands.commands import Commands
from app.desktop.long_jobs import PARTS, SHOWN_AFTER, Timing
from app.desktop.notices import Notices
from app.export.figures import Figures
from app.export.films import KINDS, Film, RgbPixels
from app.export.source import NOTHING
from app.export.targets import fresh
from app.runs.run_states import RunState
from app.runs.timeline import Timeline
from app.session.session import Session
from training.arrays import Steps
from training.data.collections import Cancelled
from training.text import Problem, Text
from widgets.dialogs.calm_progress import CalmProgress
from widgets.stage.stage import Stage
from widgets.text import sentence
from widgets.views import View, figure_export

MOST = 2000
PAUSE = 2
"""Milliseconds between two pictures: timers of no time at all would starve the others."""
CAPTION = 26
"""Pixels below the view, before scaling, that say which step it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is filmed: a view, how many pictures in how many seconds, and how they are spaced."""

    key: str
    pictures: int = 100
    seconds: float = 8.0
    is_log: bool = True
    scale: float = 1.0


def chosen(steps: Steps, count: int, *, is_log: bool) -> Steps:
    """Choose recorded steps, evenly between first and last or in log; each at most once."""
    if not len(steps):
        return steps
    first, last = float(steps[0]), float(steps[-1])
    even = np.linspace(first, last, count)
    wanted = np.geomspace(1, last - first + 1, count) - 1 + first if is_log else even
    places = np.searchsorted(steps, wanted + 0.5) - 1
    return np.unique(steps[np.maximum(places, 0)])


class FilmDialog(QDialog):
    """Asks for a Plan."""

    def __init__(self, views: Sequence[View], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Animation"))
        self.view, self.spacing, self.scale = QComboBox(), QComboBox(), QComboBox()
        for view in views:
            self.view.addItem(view.title(), view.key)
        self.pictures = QSpinBox(minimum=2, maximum=MOST, value=100)
        self.seconds = QDoubleSpinBox(minimum=0.5, maximum=600, value=8, decimals=1)
        self.seconds.setSuffix(self.tr(" s"))
        self.spacing.addItem(self.tr("dense at the beginning, then ever rarer"), True)
        self.spacing.addItem(self.tr("even"), False)
        for scale in ("1", "2"):
            self.scale.addItem(self.tr("{scale}× those of the screen").format(scale=scale), scale)
        form = QFormLayout(self)
        form.addRow(self.tr("View"), self.view)
        form.addRow(self.tr("Pictures, at most"), self.pictures)
        form.addRow(self.tr("Length"), self.seconds)
        form.addRow(self.tr("Steps"), self.spacing)
        form.addRow(self.tr("Pixels"), self.scale)
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        form.addRow(box)

    def plan(self) -> Plan:
        """Return what was chosen."""
        return Plan(
            self.view.currentData(),
            self.pictures.value(),
            self.seconds.value(),
            self.spacing.currentData(),
            float(self.scale.currentData()),
        )


class ProgressDialog(CalmProgress):
    """How far it is, and how long it is going to take; the view is needed meanwhile."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, QCoreApplication.translate("filming", "Cancel"), PARTS, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOWN_AFTER)
        self.is_run_asked = False
        """Whether Space was pressed meanwhile: it runs when this is over."""
        self._text, self._timing = text, Timing(Text(""))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.is_run_asked = True
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def take(self, done: int) -> None:
        """Show how much is done."""
        self.setValue(done)
        seconds = self._timing.at(done / PARTS).seconds
        if seconds is not None:
            left = QCoreApplication.translate("filming", "{seconds} s left")
            self.setLabelText(f"{self._text}\n{left.format(seconds=seconds)}")


class Filming(QObject):
    """Shows one recorded step after the other, and takes a picture of each."""

    def __init__(
        self, view: View, timeline: Timeline, plan: Plan, steps: Steps, film: Film,
        dialog: ProgressDialog,
    ) -> None:  # fmt: skip
        super().__init__(dialog)
        self._view, self._timeline, self._plan, self._steps = view, timeline, plan, steps
        self._film, self._dialog = film, dialog
        self._next, self._size = 0, (0, 0)
        self._loop = QEventLoop()
        self._problem: Exception | None = None

    def run(self) -> bool:
        """Film; return False where it was cancelled, and raise OSError where it is impossible.

        The view shows afterwards what it showed before.
        """
        before = self._timeline.step
        self._dialog.canceled.connect(self._loop.quit)
        QTimer.singleShot(PAUSE, self._take)
        self._loop.exec()
        self._timeline.seek(before)
        if self._problem is not None:
            raise self._problem
        return self._next == len(self._steps)

    def _take(self) -> None:
        """Take one picture; the event loop answers the user before the next one."""
        if self._dialog.wasCanceled() or self._next == len(self._steps):
            self._loop.quit()
            return
        step = int(self._steps[self._next])
        self._timeline.seek(step)
        try:
            self._film.add(self._pixels(step))
        except Exception as error:  # Qt would swallow it, and the loop go on for ever
            self._problem = error
            self._loop.quit()
            return
        self._next += 1
        self._dialog.take(round(PARTS * self._next / len(self._steps)))
        QTimer.singleShot(PAUSE, self._take)

    def _pixels(self, step: int) -> RgbPixels:
        view, scale = self._view, self._plan.scale
        picture = figure_export.image(view, scale)
        self._size = self._size if any(self._size) else (picture.width(), picture.height())
        width, height = self._size
        if (picture.width(), picture.height()) != self._size:  # the window has another size now
            picture = picture.scaled(width, height)
        return _rgb(_captioned(picture, view, sentence(_caption(step)), scale))


def _caption(step: int) -> Text:
    return Text("Step {step}", {"step": f"{step:,}"})


def _captioned(picture: QImage, view: View, text: str, scale: float) -> QImage:
    """Write below a picture which step it shows."""
    style, room = view.style_now, round(CAPTION * scale)
    size = QRect(0, picture.height(), picture.width(), room)
    whole = QImage(picture.width(), picture.height() + room, QImage.Format.Format_RGB888)
    whole.fill(style.colour("background"))
    painter = QPainter(whole)
    painter.drawImage(0, 0, picture)
    font = style.font(11)
    font.setPixelSize(round(0.62 * room))
    painter.setFont(font)
    painter.setPen(style.colour("text"))
    painter.drawText(size, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return whole


def _rgb(picture: QImage) -> RgbPixels:
    """Return an RGB888 image as an array; its rows are padded to four bytes."""
    rows = np.frombuffer(picture.constBits(), dtype=np.uint8)
    rows = rows.reshape(picture.height(), picture.bytesPerLine())[:, : 3 * picture.width()]
    return rows.reshape(picture.height(), picture.width(), 3).copy()


class Films:
    """Films the views of a stage, which go through what was recorded of a run."""

    def __init__(
        self,
        session: Session,
        stage: Stage,
        figures: Figures,
        notices: Notices,
        commands: Commands,
    ) -> None:
        self._session, self._stage, self._commands = session, stage, commands
        self._figures, self._notices = figures, notices
        self._parent = notices.parent_widget

    def ask_plan(self) -> Plan | None:
        """Let the user choose what to film; None where nothing."""
        dialog = FilmDialog(self._figures.shown(), self._parent)
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        plan = dialog.plan()
        dialog.deleteLater()
        return plan if is_accepted else None

    def missing(self) -> Text | None:
        """Say why nothing can be filmed now, if so."""
        if self._session.runs.state in (RunState.STARTING, RunState.RUNNING):
            return Text("Pause first: an animation goes through what was recorded.")
        if not len(self._session.registry.viewed.timeline.steps):
            return NOTHING
        if not self._figures.shown():
            return Text("No view is shown.")
        return None

    def film(self, plan: Plan, path: Path) -> bool:
        """Film a view into a file whose ending says how; say what is wrong, or where it is."""
        timeline = self._session.registry.viewed.timeline
        dialog = ProgressDialog(path.name, self._parent)
        try:
            with ExitStack() as stack:
                new = stack.enter_context(fresh(path))
                steps = chosen(timeline.steps, plan.pictures, is_log=plan.is_log)
                made = KINDS[path.suffix.lower()].make(new, plan.seconds / max(1, len(steps)))
                stack.callback(made.close)
                view = self._stage.views[plan.key]
                if not Filming(view, timeline, plan, steps, made, dialog).run():
                    raise Cancelled
                made.finish()
        except Cancelled:
            return False
        except Problem as problem:
            self._notices.show_warning(problem.text)
            return False
        finally:
            dialog.close()
            dialog.deleteLater()
            if dialog.is_run_asked:
                QTimer.singleShot(0, self._session, lambda: self._commands.ask("run"))
        self._notices.flash_status(Text("Written: “{path}”.", {"path": str(path)}))
        return True
