"""Threads and devices that training may use: by default, or set by the user."""

import os
from collections.abc import Mapping

DEVICE, THREADS = "FANHUA_DEVICE", "FANHUA_THREADS"
"""Environment variables; the window sets them from the preferences."""
DEVICES = ("auto", "cpu", "cuda", "mps")


def available() -> int:
    """Return how many cores there are."""
    return os.cpu_count() or 1


def cores() -> int:
    """Return how many threads may train: ``FANHUA_THREADS``, else one for each core."""
    asked = os.environ.get(THREADS, "")
    return min(int(asked), available()) if asked.isdecimal() and int(asked) else available()


def preferred_device() -> str:
    """Return the device for experiments that say “automatic”: ``FANHUA_DEVICE``, else ``auto``."""
    asked = os.environ.get(DEVICE, "auto")
    return asked if asked in DEVICES else "auto"


def problems(environment: Mapping[str, str]) -> list[str]:
    """Return a sentence for each variable with an invalid value."""
    sentences = []
    threads, device = environment.get(THREADS, ""), environment.get(DEVICE, "auto")
    if threads and not (threads.isdecimal() and int(threads)):
        sentences.append(f"{THREADS} is “{threads}”, which is no number of threads; it is ignored.")
    if device not in DEVICES:
        sentences.append(f"{DEVICE} is “{device}”, not one of {', '.join(DEVICES)}; it is ignored.")
    return sentences
