"""How commands look in menus and buttons: text, shortcut, icon, and in which states of the run."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from app.commands.commands import Commands
from app.runs.run_states import ACTIVE, RunState
from widgets.look.icons import icon_of
from widgets.look.tokens import Theme
from widgets.panels.play_button import ICON


@dataclass(frozen=True, slots=True)
class ActionInfo:
    """One action; ``enabled_in`` is None where it is always possible."""

    text: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    enabled_in: tuple[RunState, ...] | None = None
    checkable: bool = False


_CAN_RUN = (RunState.IDLE, RunState.RUNNING, RunState.PAUSED)

ACTIONS: dict[str, ActionInfo] = {
    "run": ActionInfo(
        "Run",
        "Train, or pause.",
        ("Space",), "run",
    ),
    "step": ActionInfo(
        "Single step",
        "Do one optimizer step and pause.",
        ("Right",), "step", _CAN_RUN,
    ),
    "reset": ActionInfo(
        "Reset",
        "Back to step 0, to the same initial weights.",
        ("R",), "reset", _CAN_RUN,
    ),
    "stop": ActionInfo(
        "End run",
        "End this run; its curves stay on screen.",
        ("Ctrl+.",), "stop", ACTIVE,
    ),
    "branch": ActionInfo(
        "Branch from here",
        "A second run from the step that is shown, with the same weights and data order.",
        ("B",), "branch", _CAN_RUN,
    ),
    "race": ActionInfo(
        "Race…",
        "Train several runs side by side that differ in one setting.",
        ("Ctrl+R",), "", _CAN_RUN,
    ),
    "bookmark": ActionInfo(
        "Bookmark this step…",
        "Give the step that is shown a name, to come back to it.",
        ("M",),
    ),
    "choose_preset": ActionInfo(
        "Experiments…",
        "The figures of the chapter: choose one, and it trains.",
        ("Ctrl+P",),
    ),
    "new": ActionInfo(
        "New",
        "Begin a session with the default experiment.",
        ("Ctrl+N",),
    ),
    "open": ActionInfo(
        "Open…",
        "Open a project or an experiment.",
        ("Ctrl+O",),
    ),
    "save": ActionInfo(
        "Save",
        "Save the project with all its runs, or the experiment alone as JSON.",
        ("Ctrl+S",),
    ),
    "save_as": ActionInfo(
        "Save as…",
        "Save to another file.",
        ("Ctrl+Shift+S",),
    ),
    "import_csv": ActionInfo(
        "Import CSV…",
        "Take the data from a table in a file.",
        ("Ctrl+I",),
    ),
    "download": ActionInfo(
        "Download CIFAR-10…",
        "Fetch all 60,000 images from their author's site, 170 MB.",
    ),
    "quit": ActionInfo(
        "Quit",
        "Close Fanhua.",
        ("Ctrl+Q",),
    ),
    "undo": ActionInfo(
        "Undo",
        "Take the last change back.",
        ("Ctrl+Z",),
    ),
    "redo": ActionInfo(
        "Redo",
        "Make the change again.",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    "arrange": ActionInfo(
        "Arrange views",
        "Show all views, two by two.",
    ),
    "side_by_side": ActionInfo(
        "Side by side",
        "The same view of each shown run, with the same axes.",
        ("Ctrl+D",), checkable=True,
    ),
    "predict": ActionInfo(
        "Predict, then reveal",
        "Hide the network or a curve of the view under the mouse for the class to draw it; "
        "then show it over the guess; then take the guess away.",
        ("Ctrl+G",),
    ),
    "full_screen": ActionInfo(
        "Full screen",
        "Use the whole screen.",
        ("F11",), checkable=True,
    ),
    "present": ActionInfo(
        "Present",
        "Large text and lines, no panels; Esc goes back.",
        ("F5",), checkable=True,
    ),
    "back": ActionInfo(
        "Back",
        "Leave the enlarged view, presenting or full screen.",
        ("Esc",),
    ),
    "next_cue": ActionInfo(
        "Next cue",
        "Go on in the lesson, as a clicker does.",
        ("PgDown",), "next",
    ),
    "previous_cue": ActionInfo(
        "Previous cue",
        "Back to what was on screen before the last cue.",
        ("PgUp",), "previous",
    ),
    "take_recorded": ActionInfo(
        "Add what I just did",
        "Append what was done since the last time to the lesson, as cues.",
        ("Ctrl+L",), "record",
    ),
    "rehearse": ActionInfo(
        "Rehearse",
        "Train all cues of the lesson now; in class they play from the recording.",
    ),
    "preferences": ActionInfo(
        "Preferences…",
        "Look, language, size of letters, recording, device and threads.",
        ("Ctrl+,",),
    ),
    "help": ActionInfo(
        "Help",
        "How to begin, the keys, and a page for each preset.",
        ("F1",),
    ),
    "log_folder": ActionInfo(
        "Open the log folder",
        "Where the app writes what happened.",
    ),
    "about": ActionInfo(
        "About Fanhua",
        "Versions, where it trains and why, licences.",
    ),
}  # fmt: skip

TRANSPORT = ("run", "step", "reset", "stop")
MENUS: dict[str, tuple[str, ...]] = {
    "&File": (
        "choose_preset", "-", "new", "open", "recent", "save", "save_as", "-",
        "import_csv", "download", "-",
        "exports", "figures", "copies", "scales", "-", "quit",
    ),
    "&Edit": ("undo", "redo", "-", "preferences"),
    "&Run": (*TRANSPORT, "-", "branch", "race", "bookmark"),
    "&View": (
        "views", "-", "arrange", "side_by_side", "predict", "-", "themes", "languages", "-",
        "full_screen", "present", "screens", "projected", "back",
    ),
    "&Lesson": ("lessons", "-", "next_cue", "previous_cue", "-", "take_recorded", "rehearse"),
    "&Help": ("help", "-", "log_folder", "about"),
}  # fmt: skip
"""Menus as lists of keys; ``-`` separates, and ``recent`` ... are made by the window."""


def make_actions(owner: QObject, commands: Commands) -> dict[str, QAction]:
    """Make a QAction for each row of the table, which asks for the command of its key."""
    actions = {}
    for key, info in ACTIONS.items():
        action = QAction(owner)
        action.setObjectName(key)
        action.setShortcuts([QKeySequence(text) for text in info.shortcuts])
        action.setCheckable(info.checkable)
        action.triggered.connect(_asker(commands, key, info))
        actions[key] = action
    return actions


def _asker(commands: Commands, key: str, info: ActionInfo) -> Callable[[bool], None]:
    def ask(is_on: bool) -> None:
        commands.ask(key, *([is_on] if info.checkable else []))

    return ask


def retranslate_actions(actions: dict[str, QAction]) -> None:
    """Set the texts in the present language; the tip names the shortcut."""
    for key, action in actions.items():
        info = ACTIONS[key]
        action.setText(QCoreApplication.translate("actions", info.text))
        tip = QCoreApplication.translate("actions", info.tip)
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} [{shortcut}]" if shortcut else tip)


def set_icons(actions: dict[str, QAction], theme: Theme) -> None:
    """Set the icons in the colours of a theme."""
    for key, action in actions.items():
        if ACTIONS[key].icon:
            action.setIcon(icon_of(ACTIONS[key].icon, theme))


def enable(actions: dict[str, QAction], state: RunState) -> None:
    """Enable what is possible in a state of the run."""
    for key, action in actions.items():
        allowed = ACTIONS[key].enabled_in
        if allowed is not None:
            action.setEnabled(state in allowed)


def show_run_action(action: QAction, state: RunState, theme: Theme) -> None:
    """Make Run a Pause while it runs."""
    is_running = state in (RunState.RUNNING, RunState.STARTING)
    name = "pause" if is_running else "run"
    action.setProperty(ICON, name)
    action.setIcon(icon_of(name, theme))
    text = "Pause" if is_running else "Run"
    action.setText(QCoreApplication.translate("actions", text))
