"""What a crash leaves of a session, while the session goes on."""

import subprocess
from pathlib import Path

from app.recording.journal import SUFFIX


def copy_journals(sessions: Path, folder: Path, name: str = "*") -> None:
    """Copy journals as they are now, by another program.

    Whoever closes a file lets go of all locks of its process on it: a copy made here would take
    SQLite's from the session (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in sessions.glob(f"{name}{SUFFIX}*"):
        if not part.name.endswith((".lock", "-shm")):
            subprocess.run(["cp", part, folder / part.name], check=True)
