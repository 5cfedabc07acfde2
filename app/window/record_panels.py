"""The widgets that show what was recorded: list of runs, timeline, bookmarks, notes."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QSignalBlocker, Slot
from PySide6.QtWidgets import QInputDialog, QPlainTextEdit, QWidget

from app.commands.commands import Command, Commands
from app.desktop.preferences import BUDGETS, Preferences
from app.runs.disk_usage import RecordedSize
from app.runs.rows import comparison, run_rows
from app.runs.run_list import Runs
from app.session.overlays import Overlays
from app.session.session import Session
from app.window.arrangement import Arrangement
from training.catalog.lessons import GoToBookmark
from training.messages.announcements import Frame
from training.store import Bookmark, Notebook
from widgets.panels.runs_panel import RunsPanel
from widgets.panels.timeline_bar import TimelineBar, TimelineMark
from widgets.plots.overlay import Overlay
from widgets.plots.style import PlotStyle
from widgets.stage.stage import Stage


class RecordPanels(QObject):
    """Connects them with the book of a session."""

    def __init__(
        self,
        session: Session,
        stage: Stage,
        preferences: Preferences,
        commands: Commands,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._stage, self._registry = session, stage, session.registry
        self._viewed = session.registry.viewed
        self._preferences, self._keeper, self._parent = preferences, session.keeper, parent
        self.runs = RunsPanel()
        self.timeline = TimelineBar()
        self.notes = QPlainTextEdit()
        self.overlays = Overlays(self._registry, session.live, session.screen)
        self.size = RecordedSize(self._registry)
        undo_stack = session.document.undo_stack
        self.arrangement = Arrangement(stage.grid, self._keeper, undo_stack)
        self._join_commands(commands)
        self._connect()

    def commands(self) -> Iterator[Command]:
        """Yield what can be done with what was recorded."""
        session, registry = self._session, self._registry
        yield Command("rename_run", registry.run_list.rename)
        yield Command("draw_run", lambda key, is_on: registry.run_list.show([key], is_on))
        yield Command("delete_runs", registry.delete)
        yield Command("show_run", registry.viewed.show)
        yield Command("train_again", session.starter.train_again)
        yield Command("duplicate_run", session.starter.duplicate)
        yield Command("seek", registry.viewed.timeline.seek)
        yield Command("bookmark", self.add_bookmark)
        yield Command("seek_bookmark", self._seek_bookmark, self._bookmark_at)
        yield Command("remove_bookmark", self._remove_bookmark)
        yield Command("choose_budget", self._choose_budget)

    def _join_commands(self, commands: Commands) -> None:
        panel, timeline = self.runs, self.timeline
        for signal, key in (
            (panel.model.renamed, "rename_run"),
            (panel.model.shown_changed, "draw_run"),
            (panel.delete_asked, "delete_runs"),
            (panel.chosen, "show_run"),
            (panel.train_again_asked, "train_again"),
            (panel.duplicate_asked, "duplicate_run"),
            (panel.budget_chosen, "choose_budget"),
            (timeline.step_chosen, "seek"),
            (timeline.mark_asked, "bookmark"),
            (timeline.mark_chosen, "seek_bookmark"),
            (timeline.mark_removed, "remove_bookmark"),
        ):
            signal.connect(commands.asker(key))

    def _connect(self) -> None:
        registry, panel = self._registry, self.runs
        registry.run_list.changed.connect(self._on_runs_changed)
        panel.compare_asked.connect(self._on_compare_asked)
        panel.set_budget(registry.budget, BUDGETS)
        self.size.changed.connect(panel.set_size)
        self.overlays.changed.connect(self._on_overlays_changed)
        self.overlays.multiples_changed.connect(self._stage.multiples.show_runs)
        self._session.cleared.connect(self.overlays.refresh)
        registry.viewed.timeline.steps_changed.connect(self._on_steps_changed)
        registry.viewed.timeline.moved.connect(self._on_timeline_moved)
        self._keeper.changed.connect(self._on_notebook_changed)
        self.notes.textChanged.connect(self._on_notes_typed)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.runs.set_style(style)
        self.timeline.set_style(style)
        self.notes.setFont(style.font(11))

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.notes.setPlaceholderText(self.tr("Notes, kept in the project"))
        self.notes.setAccessibleName(self.notes.placeholderText())
        self._on_runs_changed(self._registry.run_list.runs)

    # --- runs ---

    @Slot(object)
    def _on_runs_changed(self, runs: Runs) -> None:
        self.runs.set_rows(run_rows(runs))

    @Slot(list)
    def _on_compare_asked(self, keys: list[str]) -> None:
        chosen = [run for run in self._registry.run_list.runs if run.key in keys]
        self.runs.set_comparison(*(comparison(*chosen) if len(chosen) == 2 else ([], [])))

    @Slot(object, str)
    def _on_overlays_changed(self, overlays: tuple[Overlay, ...], name: str) -> None:
        self._stage.show_overlays(overlays, name)

    def set_budget(self, budget: int) -> None:
        """Take another limit for what is recorded of the next runs."""
        self._registry.budget = budget
        self.runs.set_budget(budget)

    def _choose_budget(self, budget: int) -> None:
        self._registry.budget = budget
        self._preferences.set_text("budget", str(budget))

    # --- bookmarks and notes ---

    @Slot(object)
    def _on_steps_changed(self, steps: object) -> None:
        self.timeline.set_steps(steps)  # type: ignore[arg-type]
        self._show_bookmarks()

    @Slot(object)
    def _on_timeline_moved(self, frame: Frame | None) -> None:
        if frame is not None:
            self.timeline.show_step(frame.step)

    def _here(self) -> list[Bookmark]:
        return [b for b in self._keeper.notebook.bookmarks if b.run == self._viewed.key]

    def _show_bookmarks(self) -> None:
        self.timeline.set_marks([TimelineMark(b.step, b.name) for b in self._here()])

    def add_bookmark(self) -> None:
        """Ask for the name of the step that is shown, and keep it."""
        step = self._viewed.step
        if step is None:
            return
        name, is_given = QInputDialog.getText(
            self._parent,
            self.tr("Bookmark"),
            self.tr("Name of step {step}:").format(step=f"{step:,}"),
            text=self.tr("Step {step}").format(step=f"{step:,}"),
        )
        if is_given and name.strip():
            self._keeper.add(Bookmark(run=self._viewed.key, step=step, name=name.strip()[:200]))

    def _seek_bookmark(self, step: int) -> None:
        self._viewed.timeline.seek(step)
        self.timeline.show_step(step)

    def _bookmark_at(self, step: int) -> GoToBookmark | None:
        names = [bookmark.name for bookmark in self._here() if bookmark.step == step]
        return GoToBookmark(name=names[0]) if names else None

    def _remove_bookmark(self, step: int) -> None:
        for bookmark in self._here():
            if bookmark.step == step:
                self._keeper.remove(bookmark)

    @Slot(object)
    def _on_notebook_changed(self, notebook: Notebook) -> None:
        self._show_bookmarks()
        if notebook.notes != self.notes.toPlainText():
            with QSignalBlocker(self.notes):
                self.notes.setPlainText(notebook.notes)

    @Slot()
    def _on_notes_typed(self) -> None:
        self._keeper.write(self.notes.toPlainText())
