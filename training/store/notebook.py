"""What the user adds to a project besides experiment and runs."""

from typing import Annotated

from pydantic import Field

from training.catalog.lessons import Lesson
from training.settings import Settings
from training.settings.run_key import RunKey


class Bookmark(Settings):
    """A step of a run with a name."""

    run: RunKey
    step: int = Field(ge=0)
    name: str = Field(max_length=200)


class Notebook(Settings):
    """Bookmarks, notes, the lesson, and how the views were arranged.

    ``arrangement`` is what Qt makes of it, in base64; one that cannot be used is ignored.
    """

    bookmarks: Annotated[tuple[Bookmark, ...], Field(max_length=1000)] = ()
    notes: str = Field(default="", max_length=1_000_000)
    arrangement: str = Field(default="", max_length=100_000)
    lesson: Lesson = Lesson()
