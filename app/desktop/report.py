"""The report of an unexpected error: what happened, versions, and the end of the log."""

import platform
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

LINES = 60
"""Of the log that are in a report."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)


def report(trace: str, log: Path | None) -> str:
    """Put a report together; no names of files or data are in it but those of the log."""
    from app.desktop.about import versions  # noqa: PLC0415 - an early error finds half of the app missing

    head = [*versions(), f"Python {platform.python_version()}", platform.platform()]
    return "\n".join([trace.strip(), "", *head, "", *_end_of(log)])


def _end_of(log: Path | None) -> list[str]:
    if log is None:
        return []
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]
    except OSError:
        return []


class ReportDialog(QDialog):
    """Says what happened in a sentence; below it the report, to be copied."""

    def __init__(self, sentence: str, text: str, folder: Path | None) -> None:
        super().__init__()
        self.setWindowTitle("Fanhua")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_tr("Report"))
        label = QLabel(sentence)
        label.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(_tr("Copy report"))
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        if folder is not None:
            show = QPushButton(_tr("Open log folder"))
            show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            buttons.addButton(show, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(680, 420)

    def add(self, trace: str) -> None:
        """Say what else has happened while the report is open."""
        self.text.appendPlainText(f"\n{trace.strip()}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def take_crash(folder: Path) -> str:
    """Return what the last crash left in ``crash.log``, and put it aside; empty without one."""
    path = folder / "crash.log"
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        if text:
            (folder / "crash-old.log").write_text(text, encoding="utf-8")
            path.write_text("", encoding="utf-8")
    except OSError:
        return ""
    return text
