"""From a double-click to a window: ``python -m tests.benchmarks.start [--pairs N]``.

The app against an empty window with one plot, in turns, each in a process of its own from its
very beginning to the first paint. The app paints twice: its name, in the middle of the screen, and
the window with all its views.
"""

import os
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.ratios import Row, print_rows

GOAL = 1.5

WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    def __init__(self, application, last):
        super().__init__(application)
        self.seen, self.last = [], last
        application.installEventFilter(self)

    def eventFilter(self, item, event):
        if event.type() == QEvent.Type.Paint and item.isWidgetType():
            name = type(item.window()).__name__
            if name not in self.seen:
                self.seen.append(name)
                if name == self.last:
                    QTimer.singleShot(0, self.end)  # when all of it is painted
                else:
                    print(name, time.time())
        return False

    def end(self):
        print(self.last, time.time(), flush=True)
        os._exit(0)
"""
EMPTY = (
    WATCH
    + """
import pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
watch = Watch(application, "QMainWindow")
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.resize(1760, 960)
window.show()
application.exec()
"""
)
APP = (
    WATCH
    + """
from app.__main__ import main
from app import start as window

make = window.make_application
def watched():
    application = make()
    application.watch = Watch(application, "MainWindow")
    return application
window.make_application = watched
main([])
"""
)


def first_paints(program: str, folder: str) -> dict[str, float]:
    """Run a program until its window is painted; return seconds by the name of each window."""
    places = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
    begin = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | places, check=True,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    told = (line.split() for line in done.stdout.splitlines())
    return {name: float(at) - begin for name, at in told}


def rows(pairs: int) -> list[Row]:
    """Measure both paints."""
    with tempfile.TemporaryDirectory() as folder:
        for program in (EMPTY, APP):  # Python keeps what it has compiled
            first_paints(program, folder)
        both = [(first_paints(APP, folder), first_paints(EMPTY, folder)) for _ in range(pairs)]
    return [
        Row(name, "an empty window with a plot", GOAL,
            [(ours[window], theirs["QMainWindow"]) for ours, theirs in both],
            is_least=True, unit="ms")
        for name, window in (
            ("to the name of the app, painted", "QLabel"),
            ("to the painted window with all views", "MainWindow"),
        )
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(print_rows(rows, __doc__))
