"""Texts of others made harmless where they are shown or written: one function for each place."""

import json

FORMULAS = ("=", "+", "-", "@")
"""What a spreadsheet computes a cell that begins with it."""


def printable(text: str) -> str:
    """Return a text for a terminal: nothing in it moves the cursor or turns the reading around."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def cell(text: str) -> str:
    """Return a text as a spreadsheet shows it, whatever it begins with, and computes nothing."""
    begins = text.lstrip("".join(c for c in text if not c.isprintable() or c.isspace()))
    is_formula = begins.startswith(FORMULAS) or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if is_formula else text


def python(text: str) -> str:
    """Return a text as a literal of Python in double quotes, with nothing that cannot be seen."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in quoted)


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
