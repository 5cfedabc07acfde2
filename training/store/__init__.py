"""Project files: SQLite, written by us, read by anyone; see ``docs/project-format.md``.

Never here: which project is open, or what a user is asked.
"""

from training.store.connection import create, create_journal, open_read_only, open_to_write
from training.store.held import HeldFile
from training.store.notebook import Bookmark, Notebook
from training.store.reader import Event, Losses, Reader, nothing
from training.store.runs import GOING_ON, BranchPoint, Membership, RunInfo, ending, figures, new_key
from training.store.save import check_writable, save_project
from training.store.schema import StoreError
from training.store.writer import Writer

__all__ = [
    "GOING_ON",
    "Bookmark",
    "BranchPoint",
    "Event",
    "HeldFile",
    "Losses",
    "Membership",
    "Notebook",
    "Reader",
    "RunInfo",
    "StoreError",
    "Writer",
    "check_writable",
    "create",
    "create_journal",
    "ending",
    "figures",
    "new_key",
    "nothing",
    "open_read_only",
    "open_to_write",
    "save_project",
]
