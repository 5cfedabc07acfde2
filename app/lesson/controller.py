"""The lesson of a project: list, walking, rehearsal, and those that come with the app."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.commands.commands import Command, Commands
from app.lesson.cue_actions import CueContext
from app.lesson.cue_recorder import CueRecorder
from app.lesson.player import LessonPlayer
from app.lesson.rehearsal import Rehearsal
from training.catalog.lessons import Cue, Lesson, ShowNote, Train, lesson
from training.store import Notebook
from widgets.panels.lesson_panel import LessonPanel, cue_words
from widgets.text import translated


def in_words(shipped: Lesson) -> Lesson:
    """Return a lesson of the app in the present language."""
    cues = tuple(_translated(cue) for cue in shipped.cues)
    titles = {"title": translated(shipped.title), "section": translated(shipped.section)}
    return shipped.evolve(**titles, cues=cues)


def _translated(cue: Cue) -> Cue:
    act = cue.act
    if isinstance(act, ShowNote) and act.text:
        act = act.evolve(text=translated(act.text))
    return cue.evolve(act=act, note=translated(cue.note) if cue.note else "")


class Lessons(QObject):
    """Connects list, walk and rehearsal.

    Signals
    -------
    opened
        A lesson was taken: its list should be seen.
    cue_shown
        In words the present cue, its note, and the following cue.
    """

    opened = Signal()
    cue_shown = Signal(str, str, str)

    def __init__(self, context: CueContext, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self._keeper = context, context.session.keeper
        self._name, self._shipped = "", Lesson()
        """That of the app which was opened last, as it was then."""
        self.player = LessonPlayer(context, commands, self)
        self.recorder = CueRecorder(context.session, commands, self)
        self.rehearsal = Rehearsal(context.session, self.player, parent)
        self.panel = LessonPanel()
        self._known = Lesson()
        self.panel.lesson_edited.connect(commands.asker("edit_lesson"))
        self.panel.cue_asked.connect(commands.asker("go_to_cue"))
        self._keeper.changed.connect(self._on_notebook_changed)
        self.player.moved.connect(self._on_walk_moved)
        context.session.replaced.connect(self._on_document_replaced)

    def commands(self) -> Iterator[Command]:
        """Yield what can be done with a lesson, and what cues do."""
        yield Command("open_lesson", self.open)
        yield Command("edit_lesson", self._keeper.set_lesson)
        yield Command("take_recorded", self.take_recorded)
        yield Command("rehearse", self.rehearsal.start)
        yield Command("next_cue", self.player.next)
        yield Command("previous_cue", self.player.back)
        yield Command("go_to_cue", self.player.jump)
        yield Command("bring_back", self.player.bring_back)
        yield Command("train", self.player.train, lambda goal: goal)
        yield from self.context.commands()

    @Slot()
    def _on_document_replaced(self) -> None:
        self.recorder.take()  # what was done belongs to the document before
        self._name, self._shipped = "", Lesson()
        self.player.begin_anew()

    # --- those of the app ---

    def open(self, name: str) -> None:
        """Take a lesson that comes with the app, in place of the one before."""
        self._name, self._shipped = name, in_words(lesson(name))
        self._keeper.set_lesson(self._shipped)
        self.player.begin_anew()
        self.opened.emit()

    def retranslate(self) -> None:
        """Say a lesson of the app in the present language, unless it was edited."""
        if self._name and _without_recordings(self._keeper.notebook.lesson) == self._shipped:
            recorded = [cue.act for cue in self._keeper.notebook.lesson.cues]
            before, self._shipped = self._shipped, in_words(lesson(self._name))
            self._say_again(before, self._shipped)
            cues = tuple(
                cue.evolve(act=act) if isinstance(act, Train) else cue
                for cue, act in zip(self._shipped.cues, recorded, strict=True)
            )
            self._keeper.replace_lesson(self._shipped.evolve(cues=cues))
        self.panel.offer_views(self.context.stage.grid.titles())
        self._show_cue()

    def _say_again(self, before: Lesson, after: Lesson) -> None:
        """Let the class read the sentence that it reads in the other language."""
        said = dict(zip(_notes(before), _notes(after), strict=True))
        caption = self.context.scene.caption
        self.context.scene.show_caption(said.get(caption, caption))

    # --- what becomes of it ---

    def take_recorded(self) -> None:
        """Append what was just done."""
        lesson_now = self._keeper.notebook.lesson
        cues = self.recorder.take()
        if cues:
            self._keeper.set_lesson(lesson_now.evolve(cues=(*lesson_now.cues, *cues)))

    @Slot(object)
    def _on_notebook_changed(self, notebook: Notebook) -> None:
        if notebook.lesson == self._known:
            return
        is_same_list = len(notebook.lesson.cues) == len(self._known.cues)
        self._known = notebook.lesson
        self.panel.set_lesson(notebook.lesson)
        if not is_same_list:
            self.player.list_changed()
        self._show_cue()

    @Slot(int)
    def _on_walk_moved(self, index: int) -> None:
        self.panel.set_current(index)
        self._show_cue()

    def _show_cue(self) -> None:
        cues, index = self.player.lesson.cues, self.player.index
        current = cues[index] if 0 <= index < len(cues) else None
        following = cues[index + 1] if index + 1 < len(cues) else None
        self.cue_shown.emit(
            f"{index + 1}/{len(cues)}  {cue_words(current)}" if current is not None else "",
            current.note if current is not None else "",
            cue_words(following) if following is not None else "",
        )


def _notes(given: Lesson) -> list[str]:
    return [cue.act.text for cue in given.cues if isinstance(cue.act, ShowNote)]


def _without_recordings(given: Lesson) -> Lesson:
    cues = tuple(
        cue.evolve(act=cue.act.evolve(recording=None)) if isinstance(cue.act, Train) else cue
        for cue in given.cues
    )
    return given.evolve(cues=cues)
