"""Runs in words: the rows of their list, and in what two of them differ."""

from app.runs.run_list import Runs
from training.number_format import readable
from training.settings import differences
from training.settings.words import difference_text, title, value_text
from training.store import RunInfo
from training.text import Text
from widgets.panels.runs_model import RunRow
from widgets.text import sentence

MOST = 3
"""Differences that are written out in the list; the comparison has all."""


def run_title(run: RunInfo) -> str:
    """Return the name of a run in the present language; see ``RunInfo.title``."""
    return sentence(run.title)


def run_rows(runs: Runs) -> list[RunRow]:
    """Describe the runs, each against the one above it."""
    above: list[RunInfo | None] = [None, *runs]
    return [_row(run, before) for run, before in zip(runs, above, strict=False)]


def _row(run: RunInfo, before: RunInfo | None) -> RunRow:
    return RunRow(
        run.key,
        run_title(run),
        _differs(before, run) if before is not None else "",
        run.step,
        run.train_loss,
        run.test_loss,
        sentence(run.detail),
        run.style,
        run.is_shown,
    )


def _differs(before: RunInfo, run: RunInfo) -> str:
    texts = [sentence(difference_text(d)) for d in differences(before.latest, run.latest)]
    if run.origin is not None:
        texts.insert(0, sentence(Text("from step {step}", {"step": f"{run.origin.step:,}"})))
    more = ["…"] if len(texts) > MOST else []
    return ", ".join([*texts[:MOST], *more])


def comparison(a: RunInfo, b: RunInfo) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return the titles of two runs, and setting and both values of all that differs."""
    rows = [
        tuple(
            sentence(text)
            for text in (title(d.path), value_text(d.path, d.old), value_text(d.path, d.new))
        )
        for d in differences(a.latest, b.latest)
    ]
    figures = [
        (Text("Steps"), f"{a.step:,}", f"{b.step:,}"),
        (Text("Training loss"), _loss(a.train_loss), _loss(b.train_loss)),
        (Text("Test loss"), _loss(a.test_loss), _loss(b.test_loss)),
        (Text("Parameters"), f"{a.parameters:,}", f"{b.parameters:,}"),
    ]
    return [run_title(a), run_title(b)], [
        *((name, old, new) for name, old, new in rows),
        *((sentence(name), old, new) for name, old, new in figures),
    ]


def _loss(value: float | None) -> str:
    return "" if value is None else readable(value, 4)
