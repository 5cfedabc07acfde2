"""A bot that waits as long as a busy machine takes: how fast the app is, benchmarks say."""

import os
from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from typing_extensions import override

PATIENCE = int(os.environ.get("FANHUA_PATIENCE", "120000"))
"""Milliseconds; what never comes is found out a little later, and what comes late is no fault."""


class PatientBot(QtBot):
    """Ends a wait at once when what is waited for is there."""

    @override
    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)
