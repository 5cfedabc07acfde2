"""What of all that PyInstaller finds goes into the app, and what nobody there would miss."""

import re
import zipfile
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""Where in the app, where from, and of which kind: a line of PyInstaller's tables."""

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
NOT_READ_FOLDERS = ("association", "packaging")
NOT_READ = (".py", ".pyc", ".ts")
"""What resources are made with, and is not read when the app runs."""

HIDDEN = (
    "app.start", "app.window.main_window", "app.command_line.cli", "app.command_line.headless",
    "app.selftest.run", "training.engine.engine", "training.link.process",
    "training.learner.kernel.stepper", "training.learner.kernel.kernel",
    "training.learner.kernel.locator", "training.learner.kernel.signature",
)  # fmt: skip
"""Modules that are imported only when they are needed."""

# torch._dynamo, _inductor, distributed, testing, ao, sympy and networkx must stay: training breaks
# without them.
EXCLUDED = (
    "tkinter", "curses", "readline", "sqlite3", "pydoc_data", "lib2to3", "ensurepip",
    "matplotlib", "IPython", "pytest", "_pytest", "py", "hypothesis", "mypy", "setuptools", "pip",
    "rich", "markdown_it", "PyInstaller", "jax", "optax",
    "pandas", "tensorboard", "tensorboard_data_server", "grpc", "werkzeug", "markdown", "google",
    "absl", "dateutil", "tzdata", "imageio_ffmpeg",
    "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest", "pyqtgraph.examples", "pyqtgraph.opengl",
)  # fmt: skip
"""Modules that other libraries would use if they were there, for what Fanhua does not do."""

UNUSED = (
    "torch/test/*", "torch/include/*", "torch/share/*", "torch/bin/*", "torch/lib/*_test.*",
    "torch/lib/*backend_with_compiler.*", "torch/lib/*aoti_custom_ops.*",
    "numba/np/ufunc/tbbpool.*",  # without the library that it is linked to
    "*.a", "*.lib", "*.pdb", "*.pyi", "*.h", "*.cuh", "*.hpp", "*.cpp", "*.cmake",
    "PySide6/*translations/*", "PySide6/opengl32sw.dll",
    "pyqtgraph/icons/peegee/*",  # its own logo
    "*.dist-info/*",  # licences lie elsewhere
)  # fmt: skip
"""Files, as patterns of where they would lie: test programs, headers, what linkers read."""
NEEDED = ("torch/bin/torch_shm_manager*", "PySide6/*/qtbase_zh_CN.qm", "*.dist-info/METADATA")
"""Those of them that are used all the same."""

UNUSED_MODULES = ("pygments.lexers.*", "torch.testing._internal.*")
"""Modules, as patterns of their names. superqt imports pygments, which never sees a text here."""
NEEDED_MODULES = (
    "pygments.lexers._mapping", "torch.testing._internal.common_dtype",
    "torch.testing._internal.distributed", "torch.testing._internal.distributed.fake_pg",
    "torch.testing._internal.logging_tensor",
)  # fmt: skip
"""Those of them that are imported all the same, by torch as it trains."""

READ = re.compile(rb"install_config_module|_overload|torch\.jit\b|getsource")
"""What is in a source that torch reads as it runs, for comments beside settings, for functions that
are overloaded or scripted, or because it asks for sources itself."""

PLUGINS: dict[str, tuple[str, ...]] = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "imageformats": ("svg", "jpeg", "ico"),
    # GTK's would bring half of GTK, of another version than the desktop's; the portal's shows the
    # desktop's dialogs without.
    "platformthemes": ("portal",),
    "egldeviceintegrations": (),
    "generic": (),
    "networkinformation": (),
    "tls": (),
    "wayland-graphics-integration-client": (),
    "xcbglintegrations": (),
}
"""Qt's plugins that are used, by folder; of a folder that is not here, all."""


def data_files() -> list[tuple[str, str]]:
    """Return the app's own resources: where from, and the folder in the app."""
    return [
        (str(path), path.parent.relative_to(ROOT).as_posix())
        for path in sorted(RESOURCES.rglob("*"))
        if path.is_file() and path.suffix not in NOT_READ
        if path.relative_to(RESOURCES).parts[0] not in NOT_READ_FOLDERS
    ]


def used(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out the files that the tables name."""
    return [entry for entry in entries if is_used(PurePath(entry[0]).as_posix())]


def used_modules(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out the modules that the tables name."""
    return [
        entry
        for entry in entries
        if _matches(entry[0], NEEDED_MODULES) or not _matches(entry[0], UNUSED_MODULES)
    ]


def is_used(name: str) -> bool:
    """Tell whether a file is of use where it would lie in the app."""
    if _matches(name, UNUSED) and not _matches(name, NEEDED):
        return False
    *_, folder, file = ("", "", *name.split("/"))
    if "/plugins/" not in name or folder not in PLUGINS:
        return True
    return any(part in file for part in PLUGINS[folder])


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


Imports = Callable[[str], Iterable[str]]
"""Names the libraries that a library is linked to."""


def needed(entries: list[Entry], imports: Imports) -> list[Entry]:
    """Leave out libraries that came along for what is left out: nothing is linked to them."""
    by_file = {PurePath(name).name: source for name, source, kind in entries if kind != "SYMLINK"}
    wanted = {PurePath(name).name for name, *_ in entries if not _is_library(name)}
    wanted |= {file for file in by_file if file.startswith("libpython")}  # the program loads it
    todo = list(wanted & by_file.keys())
    while todo:
        found = {PurePath(name).name for name in imports(by_file[todo.pop()])} - wanted
        wanted |= found
        todo += found & by_file.keys()
    return [entry for entry in entries if PurePath(entry[0]).name in wanted]


def _is_library(name: str) -> bool:
    """Tell whether a file is only there for others that are linked to it."""
    path = PurePath(name)
    places = (".", "PySide6/Qt/lib")
    return path.parent.as_posix() in places or path.parent.name.endswith(".libs")


def write_sources(entries: Iterable[Entry], path: Path) -> Entry:
    """Write the sources that are read into one archive, for ``sources_hook``."""
    names = {PurePath(name).as_posix(): source for name, source, _ in entries if is_source(name)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sorted(names.items()):
            if READ.search(Path(source).read_bytes()):
                archive.write(source, name)
    return path.name, str(path), "DATA"


def is_source(name: str) -> bool:
    """Tell whether a file is a module's source, of those that libraries read as they run."""
    return name.endswith(".py")
