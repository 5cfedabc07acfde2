"""Gathers the licence texts of everything that is in the app."""

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from resources.packaging.contents import ROOT, Entry
from resources.packaging.version import version

TEXTS = Path(__file__).parent / "licences"
OURS = "fanhua"
NAMED = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
COPYRIGHTS = Path("/usr/share/doc")
"""Where Debian and its kin keep the licence of each package, in a file named copyright."""


def gather(entries: Iterable[Entry], folder: Path) -> Path:
    """Write the licences of what the entries come from into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEXTS, folder)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    entries = list(entries)
    lines = [f"Fanhua {version()}: LICENSE.txt", "", "It contains:", *_python(folder)]
    for found in distributions(entries):
        lines.append(_distribution(found, folder))
    lines += [_system_package(name, folder) for name in system_packages(entries)]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def distributions(entries: Iterable[Entry]) -> list[Distribution]:
    """Return the installed packages that modules and files in the app are of, by name."""
    tops = {re.split(r"[./\\]", name)[0] for name, *_ in entries}
    owners = packages_distributions()
    names = {owner.lower() for top in tops for owner in owners.get(top, ())}
    return [distribution(name) for name in sorted(names - {OURS})]


def _distribution(found: Distribution, folder: Path) -> str:
    """Copy the licence files of a package; return the line that names it."""
    name = found.metadata["Name"]
    for file in found.files or ():
        # What lies in .dist-info, in a folder there or not; METADATA is none.
        if ".dist-info" in file.parts[0] and NAMED.search("/".join(file.parts[1:])):
            parts = [part for part in file.parts[1:] if part != "licenses"]
            target = folder.joinpath(name, *parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file.locate(), target)
    where = name if (folder / name).exists() else "Qt.txt" if _is_of_qt(name) else ""
    return f"{name} {found.version}: {_expression(found)}" + f" ({where})" * bool(where)


def _is_of_qt(name: str) -> bool:
    return name.lower().startswith(("pyside6", "shiboken6"))


def _expression(found: Distribution) -> str:
    """Return the name of the licence, which packages give in one of three ways."""
    data = found.metadata
    classifiers = data.get_all("Classifier") or ()
    classes = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License")]
    stated = data.get("License-Expression") or data.get("License") or ", ".join(classes)
    return str(stated).strip().splitlines()[0] if stated else "see its files"


def _python(folder: Path) -> Iterator[str]:
    """Copy Python's own licence, where the installation has it."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_config_var("prefix") or ""))
    for path in (place / "LICENSE.txt" for place in places):
        if path.is_file():
            shutil.copy(path, folder / "Python.txt")
            yield f"Python {sysconfig.get_python_version()}: PSF-2.0 (Python.txt)"
            return


def system_packages(entries: Iterable[Entry]) -> list[str]:
    """Return the Debian packages that libraries in the app are of; none on other systems."""
    files = {Path(source).resolve() for _, source, kind in entries if kind == "BINARY"}
    sources = sorted(map(str, files))
    if not shutil.which("dpkg-query") or not sources:
        return []
    command = ["dpkg-query", "-S", *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return sorted({line.split(":")[0] for line in done.stdout.splitlines()})


def _system_package(name: str, folder: Path) -> str:
    target = folder / "system" / f"{name}.txt"
    target.parent.mkdir(exist_ok=True)
    shutil.copy(COPYRIGHTS / name / "copyright", target)
    return f"{name}: system/{target.name}"
