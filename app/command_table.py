"""Every command of the program: its key, what does it, and what a lesson notes of it.

How a command looks in menus stands in ``app.window.actions``; parts that have many commands of
their own yield them themselves.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.commands.commands import Command
from app.desktop.about import open_log_folder, show_about
from app.files.downloads import ask_download
from app.files.gallery import ask_experiment
from app.program import Program
from app.window.handlers import choose_language, show_help, show_preferences
from training.catalog.lessons import PlanRace, Restart, TakePreset


def commands_of(program: Program) -> Iterator[Command]:
    """Yield all commands."""
    yield from _of_document(program)
    yield from _of_runs(program)
    yield from _of_window(program)
    yield from program.records.commands()
    yield from program.displays.editing.commands()
    yield from program.lessons.commands()


def _of_document(program: Program) -> Iterator[Command]:
    session, files, commands = program.session, program.files, program.commands
    document = session.document

    def open_file() -> None:
        if path := files.ask_open():
            commands.execute("open_file", path)

    def import_table() -> None:
        if path := program.data_files.ask_table():
            commands.execute("open_file", path)

    def choose_preset() -> None:
        recent = program.preferences.recent
        for key, *arguments in ask_experiment(program.frame, program.stage.style_now, recent):
            commands.execute(key, *arguments)

    yield Command("new", files.new)
    yield Command("open", open_file)
    yield Command("open_file", lambda path: files.open_path(Path(path)))
    yield Command("save", program.saves.save)
    yield Command("save_as", program.saves.ask_save)
    yield Command("import_csv", import_table)
    yield Command("download", lambda: ask_download(session, program.notices))
    yield Command("choose_preset", choose_preset)
    yield Command("open_preset", files.open_preset, lambda name: TakePreset(preset=name))
    yield Command("undo", document.undo_stack.undo)
    yield Command("redo", document.undo_stack.redo)
    yield Command("edit_settings", session.edits.change_settings)
    yield Command("take_over", session.edits.take_over)
    yield Command("export", program.exports.ask)
    yield Command("export_figure", program.figures.ask)
    yield Command("copy_figure", program.figures.copy)
    yield Command("choose_scale", program.figures.set_scale)


def _of_runs(program: Program) -> Iterator[Command]:
    session, runs, handlers = program.session, program.runs, program.run_handlers

    def begun() -> Restart | None:
        return Restart() if session.starter.begins_anew else None

    yield Command("run", handlers.run)
    yield Command("step", handlers.step)
    yield Command("start", session.starter.start, begun)
    yield Command("resume", session.starter.resume)
    yield Command("single_step", session.starter.single_step)
    yield Command("pause", runs.pause)
    yield Command("reset", session.starter.reset, begun)
    yield Command("stop", runs.stop)
    yield Command("set_speed", runs.set_speed)
    yield Command("branch", session.starter.branch)
    yield Command("race", partial(handlers.ask_race, program.frame))
    yield Command(
        "start_race",
        session.starter.race,
        lambda race: PlanRace(path=race.path, values=race.values, pace=race.pace),
    )
    yield Command("side_by_side", handlers.show_side_by_side)


def _of_window(program: Program) -> Iterator[Command]:
    frame, preferences, grid = program.frame, program.preferences, program.stage.grid
    presenting, appearance, views = program.presenting, program.appearance, program.view_handlers
    shown = program.lessons.context.shown_views
    yield Command("arrange", grid.arrange)
    yield Command("arrange_views", program.records.arrangement.note, shown)
    yield Command("enlarge", grid.toggle_enlarged, shown)
    yield Command("close_view", grid.close_view)
    yield Command("restore_views", grid.restore_arrangement, shown)
    yield Command("predict", views.predict)
    yield Command("back", views.back)
    yield Command("full_screen", presenting.set_full_screen)
    yield Command("present", presenting.set_presenting)
    yield Command("choose_screen", partial(preferences.set_text, "screen"))
    yield Command("choose_theme", appearance.choose_theme)
    yield Command("choose_projected", appearance.choose_projected)
    yield Command("choose_language", partial(choose_language, preferences))
    yield Command("preferences", lambda: show_preferences(program.preferences_dialog()))
    yield Command("help", lambda: show_help(frame, program.session, program.panel))
    yield Command("log_folder", open_log_folder)
    yield Command("about", lambda: show_about(frame))
    yield Command("quit", frame.close)
