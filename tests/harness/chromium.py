"""Chromium without a window, told over a pipe what to do (the DevTools protocol)."""

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """One page: what is asked of it, and what it complained of or asked of the network."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._last, self._session, self._rest = 0, "", b""
        self.complaints: list[str] = []
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._back, 1_000_000)
            if not part:
                raise EOFError("Chromium has gone")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        self._note(found)
        return found

    def _note(self, message: dict[str, Any]) -> None:
        values = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown" | "Log.entryAdded":
                self.complaints.append(json.dumps(values))
            case "Runtime.consoleAPICalled" if values["type"] in ("error", "warning", "assert"):
                self.complaints.append(json.dumps(values))
            case "Network.requestWillBeSent":
                self.requests.append(values["request"]["url"])

    def ask(self, method: str, **values: Any) -> Any:
        """Ask for one thing and wait for the answer."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]

    def resize(self, width: int, height: int, *, is_phone: bool = False) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=is_phone)  # fmt: skip
        self.ask("Emulation.setTouchEmulationEnabled", enabled=is_phone)

    def theme(self, name: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.settle()

    def open(self, address: str) -> None:
        self.ask("Page.navigate", url=address)
        until = time.monotonic() + 20
        while self.run("document.readyState") != "complete" and time.monotonic() < until:
            time.sleep(0.05)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def run(self, code: str) -> Any:
        """Compute something in the page."""
        result = self.ask("Runtime.evaluate", expression=code, awaitPromise=True,
                          returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                     windowsVirtualKeyCode=code)  # fmt: skip
        self.settle()

    def touch(self, x: float, y: float) -> None:
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.settle()

    def picture(self, *, is_whole: bool = False) -> bytes:
        """Return what is seen, or all of the page, as PNG."""
        found = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=is_whole)
        return base64.b64decode(found["data"])


@contextmanager
def chromium(folder: Path) -> Iterator[Page]:
    """Start one with a profile of its own in a folder; skip where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None or os.name != "posix":
        pytest.skip("there is no Chromium here")
    read_there, write_here = os.pipe()
    read_here, write_there = os.pipe()
    code = 'exec 3<&"$0" 4>&"$1"; shift; exec "$@"'
    arguments = [program, *OPTIONS, f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        ["bash", "-c", code, str(read_there), str(write_there), *arguments],
        pass_fds=(read_there, write_there), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(read_there)
    os.close(write_there)
    try:
        page = Page(write_here, read_here)
        yield page
        page._session = ""
        page.ask("Browser.close")
    finally:
        os.close(write_here)
        os.close(read_here)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
