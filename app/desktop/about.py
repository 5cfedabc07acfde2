"""About: versions, where it trains and why not on a GPU, licences."""

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QProcess, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.desktop.preferences import log_folder
from training.resources import ROOT

PACKAGES = ("fanhua", "PySide6-Essentials", "pyqtgraph", "numpy", "torch", "numba")
BESIDE = (Path(sys.executable).parent, Path(sys.executable).parent.parent / "Resources")
"""Where the licences of a packaged app lie."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("about", text)


def versions() -> list[str]:
    """List the packages that it is made of."""
    versions = []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return versions


def why_no_cuda(device: dict[str, Any]) -> str:
    """Say in the present language why CUDA is not used, or that it is."""
    if device["preferred"] not in ("auto", "cuda"):
        name = str(device["preferred"]).upper()
        return _tr("CUDA is not used: the preferences say {device}.").format(device=name)
    if "cuda" in device["devices"]:
        text = _tr("CUDA is used on {gpu}, for all that is faster there than on the CPU.")
        return text.format(gpu=device["gpu"])
    if sys.platform == "darwin":
        return _tr("There is no CUDA on macOS; MPS can be chosen as a device.")
    if not device["cuda_build"]:
        return _tr("CUDA is not used: this torch ({torch}) is built for the CPU alone.").format(
            torch=device["torch"]
        )
    return _tr("CUDA is not used: no NVIDIA driver answers on this computer.")


def licences() -> str:
    """Return our licence, and those of what comes with a packaged app."""
    folders = [folder / "licences" for folder in BESIDE if getattr(sys, "frozen", False)]
    texts = [ROOT / "LICENSE", *(p for folder in folders for p in sorted(folder.rglob("*")))]
    files = [path for path in texts if path.is_file()]
    return "\n\n".join(
        f"=== {path.name} ===\n{path.read_text(encoding='utf-8', errors='replace')}"
        for path in files
    )


class About(QDialog):
    """The device is asked for in a process of its own: the window has no torch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("About Fanhua"))
        self.device = QLabel(_tr("Looking where it can train…"))
        self.device.setWordWrap(True)
        text = _tr(
            "Fanhua trains neural networks live before a class.\n\n"
            "Fanhua is free software under the MIT licence; Qt is used under the LGPL."
        )
        made_of = QLabel("\n".join([text, "", *versions()]))
        made_of.setWordWrap(True)
        first = QWidget()
        column = QVBoxLayout(first)
        column.addWidget(made_of)
        column.addWidget(self.device)
        column.addStretch(1)
        second = QPlainTextEdit(licences())
        second.setReadOnly(True)
        tabs = QTabWidget()
        tabs.addTab(first, _tr("Versions"))
        tabs.addTab(second, _tr("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(560, 420)
        self._process = QProcess(self)
        self._process.finished.connect(self._on_process_finished)
        command = [] if getattr(sys, "frozen", False) else ["-m", "app"]
        self._process.setWorkingDirectory(str(ROOT))
        self._process.start(sys.executable, [*command, "device"])

    @Slot()
    def _on_process_finished(self) -> None:
        try:
            device = json.loads(bytes(self._process.readAllStandardOutput().data()))
        except ValueError:
            self.device.setText(_tr("Where it can train could not be found out."))
            return
        threads = _tr("It may train with {threads} threads.").format(threads=device["threads"])
        self.device.setText(f"{why_no_cuda(device)}\n{threads}\n{device['platform']}")

    def done(self, result: int) -> None:
        """Close; nobody waits for the device any more."""
        self._process.finished.disconnect(self._on_process_finished)
        self._process.kill()
        self._process.waitForFinished(1000)
        super().done(result)


def show_about(parent: QWidget) -> None:
    """Show the dialog until it is closed."""
    dialog = About(parent)
    dialog.exec()
    dialog.deleteLater()


def open_log_folder() -> None:
    """Open the folder of the log files in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
