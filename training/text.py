"""Sentences for the user that leave the engine untranslated and are translated in the window."""

import math
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from typing_extensions import override

from training.number_format import readable

DIGITS = re.compile(r"(?:\.(\d+))?([eg])")
"""What follows a placeholder of a number with so many digits, or so many behind the point."""
MOST_DIGITS = 6
"""Digits where a placeholder does not say how many, as in Python."""


class _Sentences(string.Formatter):
    """Formats numbers in sentences by ``number_format``."""

    @override
    def format_field(self, value: Any, format_spec: str) -> str:
        matched = DIGITS.fullmatch(format_spec)
        if matched is None or not isinstance(value, Real) or not math.isfinite(value):
            return str(super().format_field(value, format_spec))
        return readable(float(value), int(matched[1] or MOST_DIGITS) + (matched[2] == "e"))


_SENTENCES = _Sentences()


def filled(template: str, values: Mapping[str, object]) -> str:
    """Fill the placeholders of a template: ``{loss:.3g}`` is a number of three digits."""
    return _SENTENCES.vformat(template, (), values)


@dataclass(frozen=True, slots=True)
class Text:
    """An English template and its values: ``Text("Step {step}", {"step": 3})``.

    A value that is a Text itself is translated too.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.template, self.values)


class Problem(ValueError):
    """Something that the user can resolve; the sentence says how.

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
