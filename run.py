"""Set Fanhua up and start it.

python3 run.py [FILE ...]     open the window
python3 run.py cli ARGS ...   work without a window: run, presets, schema
python3 run.py test [ARGS]    run the tests on all cores; --quick for those of a minute; ARGS go to
                              pytest
python3 run.py package        build the app for double-click; --out FOLDER, else dist
python3 run.py setup          only install what the others need

The first run installs everything into the folder .venv beside this file and takes some minutes.
Where no window can open, the default experiment runs without one.
"""
# Only the standard library, and only syntax that Python 3.8 reads: an older Python than Fanhua
# needs shall answer with a sentence.

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MINIMUM = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "fanhua-setup.json"
LOCK = VENV / "fanhua-setup.lock"

# What PySide6's wheels load and do not bring, and a font for the Chinese texts.
QT_PACKAGES = """
    fonts-wqy-microhei libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-xcb1 libxcb-cursor0
    libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libxkbcommon-x11-0 libxkbcommon0
"""
EXTRA_PACKAGES = {
    "test": """
        chromium desktop-file-utils imagemagick libglib2.0-bin librsvg2-bin openbox poppler-utils
        shared-mime-info x11-xserver-utils xdg-utils xdotool xvfb
    """,
    "package": "binutils",
}

DISK_FULL = "No space left|not enough space|quota exceeded"
ADVICE = {
    DISK_FULL: "The disk is full: free some 3 GB",
    "Read-only file system|Permission denied|Access is denied": (
        f"{ROOT} cannot be written: copy it to a folder of your own"
    ),
    "No module named '?(pip|ensurepip)": (
        "This Python lacks pip and venv: install them (Debian: apt-get install python3-venv)"
    ),
    "resolution|resolving|getaddrinfo|dns error|unreachable|timed out|new connection": (
        "The packages cannot be reached: check the network"
    ),
    "": "Mend what is said above",
}


class Way(NamedTuple):
    """Commands that reach a goal if all of them succeed; `reach` fills their words in."""

    commands: tuple[str, ...]
    note: str = ""


PIP = "{python} -m pip install -c constraints.txt "
UV = "{python} -m uv pip install --python {python} -c constraints.txt --reinstall-package=torch "
APT = "apt-get install -y --no-install-recommends {packages}"
APT_WAYS = (
    Way(("apt-get update", APT)),
    Way(("dpkg --configure -a", APT)),  # which a killed apt-get has left to be done
)
# Debian has ensurepip, which venv takes pip from, in a package of its own.
BARE_VENV = "{base} -m venv --without-pip {venv}"
VENV_WAYS = (
    Way(("{base} -m venv {venv}",)),
    Way((BARE_VENV, "{base} -m pip --python {python} install pip")),
)
# The registry's Linux build is the CUDA one and its Windows build the CPU one; uv knows where
# the others are. "===" admits no +cpu build; "==" does, so uv is told to replace it.
PLAIN_TORCH = Way((PIP + "torch=={pin}",))
UV_TORCH = Way((PIP + "uv", UV + "--torch-backend=auto torch=={pin}"))
TORCH_WAYS = {
    ("linux", "cpu"): (
        Way((PIP + "torch=={pin}+cpu",)),
        Way((PIP + "uv", UV + "--torch-backend=cpu torch=={pin}")),
        PLAIN_TORCH._replace(note="Trying the large CUDA build, which works on the CPU too."),
    ),
    ("linux", "cuda"): (Way((PIP + "torch==={pin}",)), UV_TORCH),
    ("win32", "cuda"): (UV_TORCH, PLAIN_TORCH),
}


class SetupError(Exception):
    """A step of the set-up failed; the text is for the person at the terminal."""


def say(text: str) -> None:
    """Write to stderr, as pip does here: stdout carries the results of an experiment."""
    print(text, file=sys.stderr, flush=True)


def advise(text: str) -> str:
    """Tell what to do about a failure, from what was written about it."""
    found = (advice for cause, advice in ADVICE.items() if re.search(cause, text, re.IGNORECASE))
    return f"{next(found)} and run the same command again."


def call(*command: str, show: bool = False) -> tuple[int, str]:
    """Run a command of the set-up; return its exit code and what it wrote.

    With `show` its stdout goes to the terminal, where pip then draws its progress bar; what it
    writes to stderr matters only if it fails, but for the warnings that tell why pip waits.
    """
    settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    lines = []
    try:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **settings, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=2 if show else subprocess.PIPE,
            stderr=subprocess.PIPE if show else subprocess.STDOUT,
            text=True,
            errors="replace",
            # The child inherits the lock: should this process be killed, the next one waits
            # for the pip or apt-get that it left behind.
            close_fds=os.name == "nt",
        )
    except OSError as error:
        return 127, str(error)
    with child, interruptible(child):
        for line in (child.stderr if show else child.stdout) or ():
            lines.append(line)
            if show and line.startswith("WARNING: Retrying"):
                say(line.rstrip())
        return child.wait(), "".join(lines)


@contextmanager
def interruptible(child: subprocess.Popen[str]) -> Iterator[None]:
    """Let the child, which Ctrl-C reaches too, end by itself: dpkg should not die as it writes."""
    try:
        yield
    except KeyboardInterrupt:
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.terminate()
        raise


def reach(goal: str, ways: tuple[Way, ...], show: bool = True, **words: str) -> None:
    """Go the first of the ways that leads to the goal."""
    text = ""
    words.update(python=str(PYTHON), venv=str(VENV))
    for way in ways:
        if way.note:
            say(way.note)
        for command in way.commands:
            filled = (word.format(**words).split("\n") for word in command.split())
            code, text = call(*(word for several in filled for word in several), show=show)
            if code:
                break
        else:
            return
        if re.search(DISK_FULL, text, re.IGNORECASE):
            break
    tail = "".join(f"    {line}\n" for line in text.splitlines()[-10:])
    raise SetupError(f"{tail}{goal} failed. {advise(text)}")


def is_root() -> bool:
    """Tell whether system packages can be installed without a password."""
    return sys.platform != "win32" and os.geteuid() == 0


def missing_packages(extras: frozenset[str]) -> list[str]:
    """List the system packages that are still to be installed; none where there is no apt."""
    if not shutil.which("apt-get"):
        return []
    query = ("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}, ${Provides}\n")
    lines = (line.split(" ", 1) for line in call(*query)[1].splitlines())
    # "libglib2.0-0t64, libglib2.0-0 (= 2.80)": a renamed package provides its old name.
    names = ",".join(names for status, names in lines if status == "installed").split(",")
    wanted = " ".join((QT_PACKAGES, *(EXTRA_PACKAGES.get(extra, "") for extra in extras)))
    return sorted(set(wanted.split()) - {name.split()[0] for name in names if name.strip()})


def install_packages(extras: frozenset[str]) -> None:
    """Install what Qt loads, or tell the line that does."""
    missing = missing_packages(extras)
    if missing and is_root():
        reach("Installing system packages", APT_WAYS, packages="\n".join(missing))
    elif missing:
        say("A window needs system packages. This line installs them:")
        say("sudo " + APT.format(packages=" ".join(missing)))


def site_packages() -> Path:
    """Tell where the virtual environment has its packages."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))


def is_whole(info: Path) -> bool:
    """Tell whether a package has every file on its list, which pip writes last."""
    try:
        with (info / "RECORD").open(encoding="utf-8", newline="") as record:
            sizes = [(path, size) for path, _, size in csv.reader(record) if size]
        # PySide6 brings .pyc files, which Python writes anew.
        lasting = ((path, size) for path, size in sizes if not path.endswith(".pyc"))
        return all((info.parent / path).stat().st_size == int(size) for path, size in lasting)
    except (OSError, ValueError):
        return False


def make_venv(_: frozenset[str]) -> None:
    """Make the virtual environment unless it works; forget what a killed pip left half-done."""
    site = site_packages()
    halves = [info for info in site.glob("*.dist-info") if not is_whole(info)]
    for path in (*halves, *site.glob("~*")):
        shutil.rmtree(path, ignore_errors=True)
    version = tuple(sys.version_info[:2])
    same = f"import sys, pip._internal.cli.main; sys.exit({version} != sys.version_info[:2])"
    if any(site.glob("pip-*.dist-info")) and call(str(PYTHON), "-c", same)[0] == 0:
        return
    for path in VENV.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != LOCK:
            path.unlink()
    # Started from .venv itself, sys.executable has just been removed.
    base: str = getattr(sys, "_base_executable", sys.executable)
    reach("Making the virtual environment", VENV_WAYS, show=False, base=base)


def flavour() -> str:
    """Name the build of PyTorch for this machine: "cuda" with an NVIDIA driver, else "cpu"."""
    system = Path(os.environ.get("SYSTEMROOT", ""), "System32")
    driver = system / "nvcuda.dll" if os.name == "nt" else Path("/proc/driver/nvidia/version")
    return "cuda" if driver.exists() or shutil.which("nvidia-smi") else "cpu"


def install_torch(_: frozenset[str]) -> None:
    """Install PyTorch first: the other packages would bring the registry's build."""
    pins = dict(line.split("==") for line in read("constraints.txt").split() if "==" in line)
    pin, wanted, site = pins["torch"], flavour(), site_packages()
    if any(site.glob(f"torch-{pin}[.+]*")):
        version = (site / "torch" / "version.py").read_text(encoding="utf-8")
        # A CUDA build works on the CPU too.
        if wanted == "cpu" or re.search("^cuda.*= '", version, re.MULTILINE):
            return
    ways = TORCH_WAYS.get((sys.platform, wanted), (PLAIN_TORCH,))
    reach("Installing PyTorch", ways, pin=pin)


def install_fanhua(extras: frozenset[str]) -> None:
    """Install Fanhua, editable, and the libraries that it imports."""
    target = "." + f"[{','.join(sorted(extras))}]" * bool(extras)
    reach("Installing Fanhua", (Way((f"{PIP} -e {target}",)),))


STEPS: dict[str, Callable[[frozenset[str]], None]] = {
    "System packages": install_packages,
    "Virtual environment": make_venv,
    "PyTorch": install_torch,
    "Fanhua and its libraries": install_fanhua,
}


def read(name: str) -> str:
    """Read a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def inputs() -> str:
    """Digest what the set-up depends on; a folder that was moved is to be installed again."""
    files = read("pyproject.toml"), read("constraints.txt")
    parts = (*files, platform.python_version(), flavour(), str(ROOT))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read_stamp() -> tuple[str, frozenset[str]]:
    """Read what the last set-up that succeeded was for."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp["inputs"], frozenset(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", frozenset()


def is_set_up(extras: frozenset[str]) -> bool:
    """Tell whether there is nothing to install."""
    digest, installed = read_stamp()
    stamped = digest == inputs() and extras <= installed and PYTHON.exists()
    return stamped and not (is_root() and missing_packages(extras))


def try_lock(descriptor: int) -> bool:
    """Take the lock unless another process has it; do without where files cannot be locked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


@contextmanager
def alone() -> Iterator[None]:
    """Keep other launchers out of the virtual environment."""
    VENV.mkdir(exist_ok=True)
    with LOCK.open("a") as lock:
        os.set_inheritable(lock.fileno(), True)
        if not try_lock(lock.fileno()):
            say("Another set-up is at work in this folder; waiting for it to end.")
            while not try_lock(lock.fileno()):
                time.sleep(0.5)
        yield


def set_up(extras: frozenset[str]) -> None:
    """Install what is missing; the stamp tells the next run that nothing is."""
    if is_set_up(extras):
        return
    with alone():
        if is_set_up(extras):
            return
        start = time.monotonic()
        extras |= read_stamp()[1]
        STAMP.unlink(missing_ok=True)
        for number, (title, step) in enumerate(STEPS.items(), 1):
            say(f"[{number}/{len(STEPS)}] {title} ({time.monotonic() - start:.0f} s so far)")
            step(extras)
        stamp = {"inputs": inputs(), "extras": sorted(extras)}
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
        say(f"Fanhua was set up in {time.monotonic() - start:.0f} s.")


def launch(*arguments: str) -> int:
    """Run Python in the virtual environment and return its exit code."""
    # os.exec would let a Windows console go on before the program has ended.
    child = subprocess.Popen((str(PYTHON), *arguments))
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # The child had it too and decides how it ends.
        return code if code >= 0 else 128 - code


def run_app(arguments: list[str]) -> int:
    """Run the app; -P keeps a folder named app, where the user is, from taking its place."""
    return launch("-P", "-m", "app", *arguments)


def why_no_window() -> str:
    """Tell why no window can open; nothing where one can."""
    if sys.platform in ("win32", "darwin"):
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display"
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    code, text = call(str(PYTHON), "-c", probe)
    if code == 0:
        return ""
    install_packages(APP)
    lines = text.strip().splitlines() or [f"exit code {code}"]
    return f"Qt cannot open one ({lines[-1 if 'Traceback' in text else 0]})"


def open_window(arguments: list[str]) -> int:
    """Open the window, or run the default experiment where none can open."""
    reason = why_no_window()
    if not reason:
        return run_app(arguments)
    say(f"The default experiment runs without a window, because {reason}.")
    return run_app(["run", "frequency-principle"])


def run_tests(arguments: list[str]) -> int:
    """Run the tests."""
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Hundreds of processes import the same files; without this each would compile them again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return launch("-m", "pytest", "-n", "auto", "--dist", "worksteal", *arguments)


def build_app(arguments: list[str]) -> int:
    """Build the app that a double-click opens, or that opens what is double-clicked."""
    return launch("-P", str(ROOT / "resources" / "packaging" / "build.py"), *arguments)


def only_set_up(_: list[str]) -> int:
    """Tell how to go on."""
    say("Everything is installed; start with: python3 run.py")
    return 0


APP: frozenset[str] = frozenset()
ALL = frozenset({"test"})
COMMANDS = {
    "cli": (APP, run_app),
    "test": (ALL, run_tests),
    "package": (frozenset({"package"}), build_app),
    "setup": (ALL, only_set_up),
}


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names, or open the window."""
    if sys.version_info < MINIMUM:
        needed = ".".join(map(str, MINIMUM))
        say(f"Fanhua needs Python {needed} or newer, and this is {platform.python_version()}.")
        return 1
    name = arguments[0] if arguments else ""
    if name in ("-h", "--help"):
        print(__doc__, end="")
        return 0
    extras, start = COMMANDS.get(name, (APP, open_window))
    try:
        set_up(extras)
        return start(arguments[name in COMMANDS :])
    except KeyboardInterrupt:
        say("Interrupted. Run the same command again to continue.")
        return 130
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(f"{error}. {advise(str(error))}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
