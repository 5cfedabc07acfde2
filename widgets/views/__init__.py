"""The views: one file each and one line here.

Never here: where a number comes from; a view draws what Frames bring.
"""

from widgets.views.accuracy_view import AccuracyView
from widgets.views.confusion_view import ConfusionView
from widgets.views.filtered_view import FilteredView
from widgets.views.fit_view import FitView
from widgets.views.history_view import HistoryView
from widgets.views.image_spectrum_view import ImageSpectrumView
from widgets.views.image_view import ImageView
from widgets.views.labelled_loss_view import LabelledLossView
from widgets.views.landscape_view import LandscapeView
from widgets.views.literature_view import LiteratureView
from widgets.views.loss_view import LossView
from widgets.views.neurons_view import NeuronsView
from widgets.views.outline_view import OutlineView
from widgets.views.phase_view import PhaseView
from widgets.views.samples_view import SamplesView
from widgets.views.sizes_view import SizesView
from widgets.views.spectrum_view import SpectrumView
from widgets.views.table_view import TableView
from widgets.views.true_functions_view import TrueFunctionsView
from widgets.views.view import View

VIEWS: tuple[type[View], ...] = (
    FitView,
    LabelledLossView,  # before the one that draws the loss of all kinds of data
    LossView,
    SpectrumView,
    HistoryView,
    NeuronsView,
    SizesView,
    TrueFunctionsView,
    PhaseView,
    LandscapeView,
    ImageView,
    ImageSpectrumView,
    OutlineView,
    TableView,
    SamplesView,
    AccuracyView,
    ConfusionView,
    LiteratureView,
    FilteredView,
)
"""In the order of the grid and the menu; those of one key show different kinds of data."""

__all__ = [
    "VIEWS",
    "AccuracyView",
    "ConfusionView",
    "FilteredView",
    "FitView",
    "HistoryView",
    "ImageSpectrumView",
    "ImageView",
    "LabelledLossView",
    "LandscapeView",
    "LiteratureView",
    "LossView",
    "NeuronsView",
    "OutlineView",
    "PhaseView",
    "SamplesView",
    "SizesView",
    "SpectrumView",
    "TableView",
    "TrueFunctionsView",
    "View",
]
