"""Runs first in the packaged app: stands in for Qt's OpenGL modules, 11 MB that draw nothing here.

pyqtgraph imports them for a widget that it makes only where its option useOpenGL is set.
"""

import sys
from types import ModuleType


class QOpenGLWidget:
    """Only what a class is derived from; no widget is one."""


for name in ("QtOpenGL", "QtOpenGLWidgets"):
    module = ModuleType(f"PySide6.{name}")
    vars(module)["QOpenGLWidget"] = QOpenGLWidget
    sys.modules[module.__name__] = module
