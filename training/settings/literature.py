"""Which published numbers stand beside one's own; see ``training.settings.published_tables``."""

from typing import Literal

from training.settings.base import Settings, setting

PUBLICATIONS = {
    "none": "none",
    "random_labels": "random labels (figure 1.3)",
    "batch_size": "batch size (figure 1.5)",
    "dropout": "dropout (figure 1.6)",
    "architecture": "architecture (figure 1.7)",
    "optimizer": "optimizer (figure 1.8)",
}


class Publication(Settings, title="Published numbers"):
    """Final accuracies of others, drawn beside the curves and in the view Published."""

    table: Literal[
        "none", "random_labels", "batch_size", "dropout", "architecture", "optimizer"
    ] = setting(
        "none",
        "Beside it",
        "Final accuracies that the book or the paper reports, on all 50,000 images.",
        live=True,
        labels=PUBLICATIONS,
    )
