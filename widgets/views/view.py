"""What every view is: a widget fed with messages, that draws only while it is visible."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout
from typing_extensions import override

from training.data.kinds import Data
from training.messages.announcements import Frame, RunStarted
from training.setup.setup import Setup
from widgets.plots.legend import LINE, NOTHING_DRAWN, LegendEntry
from widgets.plots.live_plot import LivePlot
from widgets.plots.overlay import Overlay
from widgets.plots.overlay_items import OverlayItems
from widgets.plots.prediction import Prediction
from widgets.plots.prediction_parts import HideablePart
from widgets.plots.style import LIGHT, PlotStyle
from widgets.plots.xy import NOTHING, XY
from widgets.views.lazy_widget import LazyWidget
from widgets.views.view_header import ViewHeader


class View(LazyWidget):
    """Base of the views.

    Subclasses take what they need in ``absorb``, cheaply, and paint it in ``redraw``, which is
    called only while they are visible. ``read_out`` says what is under the mouse.
    """

    key: ClassVar[str]
    needs: ClassVar[frozenset[type]] = frozenset()
    """Types of the live readings that the engine must compute for this view."""

    draws: tuple[type[Data], ...] = (Data,)
    """Kinds of data that it can show; views of one key show different ones in one place."""

    is_default: ClassVar[bool] = True
    """Whether it is shown where nothing says which views are."""

    names_runs: ClassVar[bool] = True
    """Whether the other runs are named above what is drawn of them."""

    draws_others: ClassVar[bool] = True
    """Whether other runs are drawn; where not, only the one that is drawn is named."""

    draws_losses: ClassVar[bool] = False
    """Whether it draws losses of runs, which must be the same on one axis."""

    enlarge_asked = Signal()

    def __init__(self, plot: LivePlot | None = None) -> None:
        super().__init__()
        self.setObjectName("view")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.style_now: PlotStyle = LIGHT
        self.overlays: tuple[Overlay, ...] = ()
        self.left_out: tuple[str, ...] = ()
        """Names of runs that cannot be drawn on these axes: their losses are others."""
        self.started: RunStarted | None = None
        """How the run on screen began; None where a view needs it no more."""
        self.loss = "mse"
        """What the run on screen is trained with, or would be."""
        self._run_name = ""
        self.plot = plot or LivePlot()
        self.header = ViewHeader()
        """Stands above the view: in a grid as the title bar of its dock."""
        self.legend, self.note = self.header.chips, self.header.note
        self.prediction: Prediction | None = None
        self.overlay_items = OverlayItems(self.plot)
        self.plot.double_clicked.connect(self.enlarge_asked)
        self.plot.y_named.connect(self._on_y_named)
        self._y_name = ""
        self.plot.readout.describe_by(self._describe)
        self.toggles: list[QAction] = []
        """Those that change how the view looks."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.addWidget(self.plot, 1)
        self.column.addLayout(self.body, 1)

    @abstractmethod
    def title(self) -> str:
        """Return the translated name of the view."""

    # --- messages ---

    def show_setup(self, setup: Setup) -> None:
        """Take other data: before a run, or when they changed during one."""

    def set_loss(self, loss: str) -> None:
        """Take what the run on screen is trained with, or would be; axes are named after it."""
        self.loss = loss

    def begin_run(self, started: RunStarted) -> None:
        """Begin with a new run."""
        self.forget()
        self.started = started
        if self.prediction is not None:
            self.prediction.begin_run()

    @abstractmethod
    def forget(self) -> None:
        """Forget the last run."""

    def show_frame(self, frame: Frame) -> None:
        """Take a Frame, and draw it if anyone can see it."""
        if frame.setup is not None:
            self.show_setup(frame.setup)
        self.absorb(frame)
        self.mark_stale()

    @abstractmethod
    def absorb(self, frame: Frame) -> None:
        """Keep what this view draws."""

    @abstractmethod
    def redraw(self) -> None:
        """Draw what was kept."""

    @override
    def refresh(self) -> None:
        self.redraw()
        self.plot.readout.refresh()
        if QAccessible.isActive():  # somebody has it read out
            self.plot.setAccessibleDescription(self.description())
        if self.prediction is not None:
            self.prediction.refresh()

    def show_cursor(self, step: int | None) -> None:
        """Point at the recorded step that is shown; None: what is live is shown."""

    # --- other runs ---

    def show_overlays(self, overlays: tuple[Overlay, ...], name: str = "") -> None:
        """Draw other runs behind the one that is shown, whose name is given."""
        self.overlays, self._run_name = overlays, name
        self.draw_overlays()
        self.show_legend()
        self.mark_stale()

    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:  # noqa: ARG002
        """Return what is drawn of an overlay; a view may draw nothing."""
        return ()

    def draw_overlays(self) -> None:
        """Draw them anew: they or the axes changed."""
        self.overlay_items.draw(self.overlays, self._seen_curves, self.style_now)

    def _seen_curves(self, overlay: Overlay) -> Sequence[XY]:
        """Return the curves of an overlay but for one that the class is to predict."""
        hidden = self.prediction.hidden_group if self.prediction is not None else None
        curves = self.overlay_curves(overlay)
        return [NOTHING if group == hidden else xy for group, xy in enumerate(curves)]

    # --- under the mouse ---

    @abstractmethod
    def read_out(self, x: float, y: float) -> str:
        """Say in the present language what is drawn at a position, in the plot's coordinates."""

    def _describe(self, x: float, y: float) -> str:
        """Say nothing while something is hidden: it might tell of that."""
        is_secret = self.prediction is not None and self.prediction.is_hiding
        return "" if is_secret else self.read_out(x, y)

    # --- for those who do not see it ---

    def told(self) -> list[str]:
        """Return in the present language what the drawing says, in numbers."""
        return []

    def description(self) -> str:
        """Say what a sighted person sees; of what is hidden for the class, nothing."""
        is_secret = self.prediction is not None and self.prediction.is_hiding
        said = [] if is_secret else [self.note.text(), *self.told()]
        return "; ".join(filter(None, [self.legend.text(), *said]))

    # --- prediction ---

    def allow_prediction(self, parts: dict[str, HideablePart]) -> None:
        """Let the class predict parts of the view."""
        self.prediction = Prediction(self, parts, self)
        self.prediction.changed.connect(self.show_legend)
        self.prediction.changed.connect(self.draw_overlays)
        self.header.add_control(self.prediction.button)
        self.header.add_menu(self.prediction.button.parts_menu)
        self.column.addWidget(self.prediction.sentence_label)

    def is_log(self) -> bool:
        """Tell whether heights are drawn as logarithms."""
        return False

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.style_now = style
        self.plot.set_style(style)
        if self.prediction is not None:
            self.prediction.set_style(style)
        self.header.set_style(style)
        self.setFont(style.font(9))
        self.show_legend()
        self.draw_overlays()

    def entries(self) -> list[LegendEntry]:
        """Return what the legend says of the view."""
        return []

    def show_legend(self) -> None:
        """Write what is drawn, and of which runs, above the plot."""
        predicted = self.prediction.entries() if self.prediction is not None else []
        heights = [LegendEntry("secondary", NOTHING_DRAWN, self._y_name)] if self._y_name else []
        entries = [*self._run_entries(), *self.entries(), *predicted, *heights]
        self.legend.show_entries(entries, self.style_now)

    def _on_y_named(self, name: str) -> None:
        """Say above the plot what the heights are, unless they are but a letter."""
        self._y_name = name if len(name) > 1 else ""
        self.show_legend()

    def _run_entries(self) -> list[LegendEntry]:
        """Return which runs are drawn, where there are others, and which cannot be."""
        if not self.names_runs or not (self.overlays or self.left_out):
            return []
        runs = [(o.style, o.name) for o in self.overlays] if self.draws_others else []
        if self._run_name:
            runs.insert(0, (self.style_now.run, self._run_name))
        entries = [LegendEntry("network", LINE, name, run) for run, name in runs]
        if self.left_out:
            told = QCoreApplication.translate("View", "not drawn, of another loss: {names}")
            told = told.format(names=", ".join(self.left_out))
            entries.append(LegendEntry("secondary", NOTHING_DRAWN, told))
        return entries

    def add_toggle(self, is_on: bool = False) -> QAction:
        """Add an entry that stays checked to the menu of the view: it changes its look."""
        action = self.header.add_toggle(is_on)
        self.toggles.append(action)
        return action

    def show_plot_alone(self) -> None:
        """Leave out what stands beside the plot: one of many such views has no room for it."""
        self.header.hide()
