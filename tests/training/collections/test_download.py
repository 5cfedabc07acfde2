"""The download, from a server on this computer."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from training.data.collections import Cancelled, CollectionError, open_collection
from training.data.collections.download import Download, download, file_of

CONTENT = bytes(range(256)) * 8000


class Server(BaseHTTPRequestHandler):
    """Gives the content from where it is asked for, and breaks off if wanted."""

    asked: ClassVar[list[str]] = []
    breaks_at: ClassVar[int] = len(CONTENT)
    knows_ranges: ClassVar[bool] = True

    def do_GET(self) -> None:
        self.asked.append(self.headers["Range"])
        first = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        first = first if self.knows_ranges else 0
        self.send_response(206 if self.knows_ranges else 200)
        self.send_header("Content-Length", str(len(CONTENT) - first))
        self.end_headers()
        self.wfile.write(CONTENT[first : max(first, self.breaks_at)])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def source() -> Iterator[Download]:
    Server.asked, Server.breaks_at, Server.knows_ranges = [], len(CONTENT), True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    digest = hashlib.sha256(CONTENT).hexdigest()
    yield Download("a.bin", f"http://127.0.0.1:{server.server_port}/a", len(CONTENT), digest)
    server.shutdown()
    server.server_close()
    thread.join()


def told(done: int, total: int) -> None:
    assert 0 < done <= total == len(CONTENT)


def test_that_a_file_is_fetched_and_checked(source: Download, tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.bin"
    download(source, target, told)
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["a.bin"]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_that_a_download_that_broke_off_goes_on(
    source: Download, tmp_path: Path, knows_ranges: bool
) -> None:
    target = tmp_path / "a.bin"
    Server.breaks_at = 1_000_000
    with pytest.raises(CollectionError, match="What came so far is kept"):
        download(source, target, told)
    assert not target.exists()
    Server.breaks_at, Server.knows_ranges = len(CONTENT), knows_ranges
    download(source, target, told)
    assert target.read_bytes() == CONTENT
    assert Server.asked == ["bytes=0-", "bytes=1000000-"]


def test_that_a_cancelled_download_leaves_no_target(source: Download, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        told(done, total)
        raise Cancelled

    with pytest.raises(Cancelled):
        download(source, tmp_path / "a.bin", cancel)
    assert not (tmp_path / "a.bin").exists()


def test_that_another_content_is_refused_and_deleted(source: Download, tmp_path: Path) -> None:
    wrong = Download(source.name, source.url, source.size, "0" * 64)
    with pytest.raises(CollectionError, match="its checksum is another"):
        download(wrong, tmp_path / "a.bin", told)
    assert not [*tmp_path.iterdir()]


def test_that_a_site_that_does_not_answer_ends_in_a_sentence(tmp_path: Path) -> None:
    away = Download("a.bin", "http://127.0.0.1:9/a", 10, "")
    with pytest.raises(CollectionError, match="The download failed"):
        download(away, tmp_path / "a.bin", told)


def test_that_what_was_not_downloaded_yet_is_said(own_folders: Path) -> None:
    assert own_folders in file_of("download:cifar-10").parents
    with pytest.raises(CollectionError, match="not on this computer yet"):
        open_collection("download:cifar-10")
    with pytest.raises(CollectionError, match="cannot be downloaded"):
        open_collection("download:mnist")
