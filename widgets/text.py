"""Translation of texts that come from the engine's side."""

from PySide6.QtCore import QCoreApplication

from training.text import Text, filled


def translated(text: str) -> str:
    """Translate a label or help text of a setting."""
    return QCoreApplication.translate("training", text)


def sentence(text: Text) -> str:
    """Translate a template and its values that are Texts, and fill them in."""
    values = {name: sentence(v) if isinstance(v, Text) else v for name, v in text.values.items()}
    return filled(translated(text.template), values)
