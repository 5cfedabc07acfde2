"""Sentences for the user that leave the engine untranslated and are translated in the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """An English template and its values: ``Text("Step {step}", {"step": 3})``.

    A value that is a Text itself is translated too.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Problem(ValueError):
    """Something the user can mend; the sentence says what to do.

    Parameters
    ----------
    template
        English text with ``{name}`` placeholders.
    **values
        What the placeholders stand for.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.text = Text(template, values)
        super().__init__(str(self.text))
