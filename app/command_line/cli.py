"""The command line: run, info, export, presets, schema. Results on stdout, progress on stderr."""

import argparse
import json
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from tqdm import tqdm

from app.command_line import project_info, terminal
from app.command_line.arguments import BAD_INPUT, COMMANDS
from app.command_line.project_info import opened
from app.command_line.terminal import say
from app.export.formats import WITHOUT_WINDOW, write
from app.export.source import Source
from app.files.experiment_file import experiment_from
from app.session.open_files import ON_THE_COMMAND_LINE, OpenFiles
from training.catalog.presets import PRESETS, presets
from training.data import sources
from training.disk import expanded, not_written
from training.plain import printable
from training.settings import Experiment
from training.settings.files import files_named
from training.text import Problem


def build_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="fanhua",
        description="A desktop laboratory that trains neural networks live before a class. "
        "Without a command the window opens, with FILE.fanhua, FILE.json or FILE.csv in it.",
        epilog="fanhua --selftest trains 50 steps without a screen, and exits 0.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    run = commands.add_parser("run", help="train an experiment without a window")
    run.add_argument("experiment", metavar="PRESET|FILE.json", help=f"one of {', '.join(PRESETS)}")
    run.add_argument(
        "--set", action="append", default=[], metavar="dotted.key=value", dest="assignments",
        help="change one setting, for example trainer.learning_rate=0.001; may be repeated",
    )  # fmt: skip
    run.add_argument("--steps", type=int, help="short for --set trainer.steps=N")
    run.add_argument("--seed", type=int, help="short for --set trainer.seed=N")
    run.add_argument("--device", help="short for --set trainer.device=D")
    run.add_argument("--json", action="store_true", help="print the result as one JSON object")
    run.add_argument("--curves", metavar="FILE.csv", type=Path, help="write the curves to a file")
    run.add_argument("--save", metavar="FILE.fanhua", type=Path, help="write a project file")
    there = run.add_mutually_exclusive_group()
    there.add_argument("--force", action="store_true", help="replace a project that is there")
    there.add_argument("--append", action="store_true", help="add the run to a project")
    run.add_argument(
        "--read-files", action="store_true", help="read files that FILE.json names elsewhere"
    )
    info = commands.add_parser("info", help="say what is in a project file")
    info.add_argument("file", metavar="FILE.fanhua", type=Path)
    info.add_argument("--json", action="store_true", help="print it as one JSON object")
    export = commands.add_parser("export", help="write what is in a project file to other files")
    export.add_argument("file", metavar="FILE.fanhua", type=Path)
    for key, form in WITHOUT_WINDOW.items():
        export.add_argument(f"--{key}", metavar=form.metavar, type=Path, help=form.help)
    export.add_argument(
        "--read-files", action="store_true", help="read files that the project names elsewhere"
    )
    export.add_argument("--run", type=int, metavar="N", help="only the run of this number")
    commands.add_parser("presets", help="list the experiments that come with the app")
    commands.add_parser("device", help="say where this computer trains, as JSON")
    commands.add_parser("schema", help="print the JSON schema of an experiment")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code."""
    terminal.prepare()
    options = build_parser().parse_args(arguments)
    try:
        return terminal.guarded(partial(_HANDLERS[options.command], options))
    except Problem as problem:
        terminal.complain(problem)
        return BAD_INPUT
    except KeyboardInterrupt:
        terminal.complain("interrupted.")
        return 130


def _run(options: argparse.Namespace) -> int:
    shorthands = {"steps": options.steps, "seed": options.seed, "device": options.device}
    short = [f"trainer.{name}={value}" for name, value in shorthands.items() if value is not None]
    experiment = experiment_from(options.experiment, [*options.assignments, *short])
    _allow_files(options, experiment)
    _check_target(options)
    curves = _open_for_writing(options.curves) if options.curves else None

    from app.command_line.headless import run_headless, write_curves  # noqa: PLC0415 - torch
    from app.command_line.report import report  # noqa: PLC0415 - torch
    from app.command_line.summary import summary  # noqa: PLC0415 - torch

    outcome = run_headless(experiment, options.save, is_added=options.append)
    if curves is not None:
        with curves:
            write_curves(outcome, curves)
    say(json.dumps(summary(outcome), allow_nan=False) if options.json else report(outcome))
    return 0 if outcome.has_succeeded else 1


def _allow_files(options: argparse.Namespace, experiment: Experiment) -> None:
    """Let those files be read that were typed, lie with the experiment, or are said to be.

    Raises
    ------
    Problem
        When another one is named: whoever wrote the experiment may not be who runs it.
    """
    files, folder = _files(), Path(os.path.abspath(options.experiment)).parent
    typed = {text.partition("=")[2] for text in options.assignments}
    names = files_named(experiment.model_dump_json())
    for path in names:
        if options.read_files or path in typed or _lies_in(folder, expanded(path)):
            files.allow(path)
    unknown = files.unknown(names)
    if unknown:
        raise Problem(
            "“{source}” names files that lie elsewhere: {names}. --read-files lets them be read.",
            source=options.experiment,
            names=", ".join(map(printable, unknown)),
        )


def _files() -> OpenFiles:
    """Let paths stand for nothing but what is allowed, in this process."""
    files = OpenFiles(set(), ON_THE_COMMAND_LINE)
    sources.use(files.find)
    return files


def _lies_in(folder: Path, path: Path) -> bool:
    """Whether a file lies in a folder, by its name and in truth; others are not looked at."""
    is_named_so = Path(os.path.abspath(path)).is_relative_to(folder)
    return is_named_so and path.resolve().is_relative_to(folder.resolve())


def _check_target(options: argparse.Namespace) -> None:
    """Raise Problem rather than replace a project that nobody said is to be replaced."""
    target = options.save
    if target is None and (options.force or options.append):
        raise Problem("--force and --append say what becomes of the file of --save.")
    if target is not None and target.exists() and not (options.force or options.append):
        raise Problem(
            "“{path}” is there already. --force replaces it, --append adds the run to it.",
            path=str(target),
        )


def _open_for_writing(path: Path) -> TextIO:
    """Open a result file before the work, so that nothing is trained for nothing."""
    try:
        return path.open("w", encoding="utf-8-sig", newline="")  # spreadsheets look for the mark
    except OSError as error:
        raise not_written(path, error) from None


def _info(options: argparse.Namespace) -> int:
    project = project_info.summary(options.file)
    say(json.dumps(project) if options.json else project_info.report(project))
    return 0


def _export(options: argparse.Namespace) -> int:
    targets = {key: path for key in WITHOUT_WINDOW if (path := getattr(options, key)) is not None}
    if not targets:
        known = ", ".join(f"--{key}" for key in WITHOUT_WINDOW)
        raise Problem("Say what to write: {options}.", options=known)
    files = _files()
    with opened(options.file) as reader:
        files.begin(reader.files())
        runs = reader.runs()[0] if options.read_files else []
    for path in set[str]().union(*(files_named(run.model_dump_json()) for run in runs)):
        files.allow(path)
    source = Source.of_project(options.file, options.run)
    for key, path in targets.items():
        with tqdm(desc=key, dynamic_ncols=True) as bar:
            write(WITHOUT_WINDOW[key], source, path, partial(_show, bar))
    return 0


def _show(bar: "tqdm[Any]", done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def _presets(_: argparse.Namespace) -> int:
    for name, preset in presets().items():
        say(f"{name:24} {preset.title} [{preset.origin}]\n{'':24} {preset.description}")
    return 0


def _schema(_: argparse.Namespace) -> int:
    schema: dict[str, Any] = Experiment.model_json_schema()
    say(json.dumps(schema, indent=2))
    return 0


def _device(_options: argparse.Namespace) -> int:
    from training.engine.equipment import described  # noqa: PLC0415 - loads torch

    say(json.dumps(described(), indent=2))
    return 0


_HANDLERS = dict(zip(COMMANDS, (_run, _info, _export, _presets, _schema, _device), strict=True))
