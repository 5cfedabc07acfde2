"""The tables of a project file, version by version; ``docs/project-format.md`` explains them."""

from collections.abc import Callable

import apsw

from training.text import Problem

APPLICATION_ID = 0x46616E48
"""``FanH`` in ASCII, at byte 68 of the file."""
VERSION = 1
"""``user_version``, at byte 60 of the file."""

TABLES: dict[str, str] = {
    "meta": """CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT""",
    "run": """CREATE TABLE run(
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  info TEXT NOT NULL
) STRICT""",
    "curve": """CREATE TABLE curve(
  run TEXT NOT NULL,
  series TEXT NOT NULL,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  width INTEGER NOT NULL,
  steps BLOB,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY(run, series, first)
) STRICT""",
    "snapshot": """CREATE TABLE snapshot(
  run TEXT NOT NULL,
  step INTEGER NOT NULL,
  name TEXT NOT NULL,
  dtype TEXT NOT NULL,
  shape TEXT NOT NULL,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY(run, step, name)
) STRICT""",
    "checkpoint": """CREATE TABLE checkpoint(
  run TEXT NOT NULL,
  step INTEGER NOT NULL,
  part INTEGER NOT NULL,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY(run, step, part)
) STRICT""",
    "event": """CREATE TABLE event(
  run TEXT NOT NULL,
  number INTEGER NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(run, number)
) STRICT""",
    "attachment": """CREATE TABLE attachment(
  name TEXT PRIMARY KEY,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL
) STRICT""",
}
"""Name to statement, character for character as SQLite keeps it."""

MIGRATIONS: dict[int, Callable[[apsw.Connection], None]] = {}
"""Version to the step that leads to the next one; each works on a copy in memory or in the
journal, never on the user's file."""


DAMAGED = "Some of its data are damaged."
DAMAGED_FILE = "“{path}” is damaged and cannot be opened."


class StoreError(Problem):
    """A file that is no project of ours, or damaged; the message says what to do."""


def expected_schema() -> set[tuple[str, str, str | None]]:
    """Return (type, name, statement) of every line that a project's schema has."""
    lines: set[tuple[str, str, str | None]] = {
        ("table", name, statement) for name, statement in TABLES.items()
    }
    return lines | {("index", f"sqlite_autoindex_{name}_1", None) for name in TABLES}
