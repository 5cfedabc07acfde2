"""What was recorded, as those who write it to other files want it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from training.store import Notebook, Reader, RunInfo, StoreError
from training.text import Problem, Text

NOTHING = Text("Nothing was recorded yet. Train first.")


@dataclass(frozen=True, slots=True)
class Source:
    """Runs and where they are recorded; may be handed to another thread.

    Attributes
    ----------
    runs
        Those that are taken together, in the order of the list.
    present
        The one that is taken alone; None where nothing was recorded.
    paths
        The file that each run is recorded in, by its key.
    step
        The step that is shown of ``present``; None: the last one.
    journal
        That of the present session, which is written meanwhile.
    say
        Puts a text in words: in English, or in the language of the window.
    """

    runs: tuple[RunInfo, ...]
    present: RunInfo | None
    paths: Mapping[str, Path]
    title: str = ""
    notebook: Notebook = field(default_factory=Notebook)
    step: int | None = None
    journal: Path | None = None
    say: Callable[[Text], str] = str

    @classmethod
    def of_project(cls, path: Path, number: int | None = None) -> "Source":
        """Take all runs of a project file, or the one that has a number in the list.

        Raises
        ------
        Problem
            When the file is no project, has no such run, or none that can be read.
        """
        reader = Reader.open(path)
        try:
            runs = [run for run in reader.runs()[0] if number in (None, run.number)]
            notebook = _notebook(reader)
        finally:
            reader.close()
        if not runs and number is None:
            raise Problem("No run in “{path}” can be read.", path=str(path))
        if not runs:
            raise Problem("“{path}” has no such run.", path=str(path))
        paths = dict.fromkeys((run.key for run in runs), path)
        return cls(tuple(runs), runs[-1], paths, path.stem, notebook)

    @contextmanager
    def reader(self, run: RunInfo) -> Iterator[Reader]:
        """Open what was recorded of a run, for the thread that asks."""
        path = self.paths[run.key]
        reader = Reader.open(path, immutable=path != self.journal)
        try:
            yield reader
        finally:
            reader.close()

    @property
    def only(self) -> RunInfo:
        """The run that is taken alone; raise Problem where there is none."""
        if self.present is None:
            raise Problem(NOTHING.template)
        return self.present

    @property
    def labels(self) -> list[str]:
        """The titles of ``runs``; those that several have in common with the number besides."""
        titles = [self.say(run.title) for run in self.runs]
        counts = Counter(titles)
        return [
            self.say(Text("{title} (run {number})", {"title": title, "number": run.number}))
            if counts[title] > 1
            else title
            for title, run in zip(titles, self.runs, strict=True)
        ]


def _notebook(reader: Reader) -> Notebook:
    try:
        return Notebook.model_validate_json(reader.meta("notebook") or "{}")
    except (ValidationError, StoreError):
        return Notebook()
