"""Which literature values are shown with a run; see ``training.settings.literature_tables``."""

from typing import Literal

from training.settings.base import Settings, setting

TABLE_NAMES = {
    "none": "none",
    "random_labels": "random labels (figure 1.3)",
    "batch_size": "batch size (figure 1.5)",
    "dropout": "dropout (figure 1.6)",
    "architecture": "architecture (figure 1.7)",
    "optimizer": "optimizer (figure 1.8)",
}


class LiteratureSettings(Settings, title="Published numbers"):
    """Final accuracies from the literature, drawn with the curves and in the view Published."""

    table: Literal[
        "none", "random_labels", "batch_size", "dropout", "architecture", "optimizer"
    ] = setting(
        "none",
        "Beside it",
        "Final accuracies that the book or the paper reports, on all 50,000 images.",
        live=True,
        labels=TABLE_NAMES,
    )
