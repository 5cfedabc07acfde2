"""Fetching CIFAR-10 from its author's site, on request: resumed where it broke off, and checked."""

import hashlib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from training.data.collections.collection import CollectionError, Progress
from training.disk import put_in_place

PREFIX = "download:"
PART = 1 << 18
TIMEOUT = 20.0
"""Seconds without an answer after which the download fails."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file on a server, its length in bytes and its SHA-256."""

    name: str
    url: str
    size: int
    digest: str


CIFAR10 = Download(
    "cifar-10-python.tar.gz",
    "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
    170_498_071,
    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
)
SOURCES = {"cifar-10": CIFAR10}


def folder() -> Path:
    """Return where downloaded collections lie."""
    return user_data_path("fanhua", appauthor=False) / "collections"


def file_of(path: str) -> Path:
    """Turn ``download:NAME`` into the path of the file, whether it is there or not.

    Raises
    ------
    CollectionError
        When there is no such name.
    """
    source = SOURCES.get(path.removeprefix(PREFIX))
    if source is None:
        names = ", ".join(PREFIX + name for name in SOURCES)
        raise CollectionError(
            "“{path}” cannot be downloaded. Available are: {known}.",
            path=path, known=names,
        )  # fmt: skip
    return folder() / source.name


def download(source: Download, target: Path, progress: Progress) -> None:
    """Fetch a file; what an earlier try has fetched is kept and continued.

    ``target`` exists only once the file is complete and its checksum is right.

    Raises
    ------
    CollectionError
        With a sentence, when it cannot be had or is not what it should be.
    Cancelled
        When ``progress`` raises it; what came so far is kept.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not part.exists() or part.stat().st_size < source.size:
            _fetch(source, part, progress)
        _check(source, part)
        put_in_place(part, target)
    except urllib.error.URLError as error:
        raise CollectionError(
            "The download failed: {reason}. What came so far is kept; try again to go on.",
            reason=str(error.reason),
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CollectionError(
            "The download failed: {reason}. What came so far is kept; try again to go on.",
            reason=reason,
        ) from None


def _fetch(source: Download, part: Path, progress: Progress) -> None:
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(source.url, headers={"Range": f"bytes={have}-"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        if answer.status != 206:  # no support for ranges: the body is the whole file
            have = 0
        with part.open("ab" if have else "wb") as file:
            while have < source.size and (content := answer.read(PART)):
                file.write(content)
                have += len(content)
                progress(have, source.size)
    if have < source.size:
        raise CollectionError(
            "The download broke off at {have} of {size} MB. What came so far is kept; try again "
            "to go on.",
            have=have // 1_000_000, size=source.size // 1_000_000,
        )  # fmt: skip


def _check(source: Download, part: Path) -> None:
    digest = hashlib.sha256()
    with part.open("rb") as file:
        while content := file.read(PART):
            digest.update(content)
    if digest.hexdigest() != source.digest:
        part.unlink()
        raise CollectionError(
            "What was downloaded is not the file that was expected: its checksum is another. It "
            "was deleted; try again."
        )
