"""The views: one file each and one line here."""

from widgets.views.degree_view import DegreeView
from widgets.views.fit_view import FitView
from widgets.views.history_view import HistoryView
from widgets.views.image_spectrum_view import ImageSpectrumView
from widgets.views.image_view import ImageView
from widgets.views.loss_view import LossView
from widgets.views.neurons_view import NeuronsView
from widgets.views.outline_view import OutlineView
from widgets.views.spectrum_view import SpectrumView
from widgets.views.view import View

VIEWS: tuple[type[View], ...] = (
    FitView,
    LossView,
    SpectrumView,
    HistoryView,
    NeuronsView,
    DegreeView,
    ImageView,
    ImageSpectrumView,
    OutlineView,
)
"""In the order of the grid and the menu; those of one key show different kinds of data."""

__all__ = [
    "VIEWS",
    "DegreeView",
    "FitView",
    "HistoryView",
    "ImageSpectrumView",
    "ImageView",
    "LossView",
    "NeuronsView",
    "OutlineView",
    "SpectrumView",
    "View",
]
