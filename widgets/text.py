"""Translation of texts that come from the engine's side."""

from PySide6.QtCore import QCoreApplication

from training.text import Text


def translated(text: str) -> str:
    """Translate a label or help text of a setting."""
    return QCoreApplication.translate("training", text)


def sentence(text: Text) -> str:
    """Translate a template and fill in its values."""
    return translated(text.template).format(**text.values)
