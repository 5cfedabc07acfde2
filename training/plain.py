"""Escapes untrusted text: one function for each place where it is shown or written."""

import json

FORMULAS = ("=", "+", "-", "@")
"""Characters with which a spreadsheet's formulas begin."""


def printable(text: str) -> str:
    """Return a text for a terminal, without control or bidirectional characters."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def cell(text: str) -> str:
    """Return a text for a CSV cell that no spreadsheet takes for a formula."""
    begins = text.lstrip("".join(c for c in text if not c.isprintable() or c.isspace()))
    is_formula = begins.startswith(FORMULAS) or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if is_formula else text


def python(text: str) -> str:
    """Return a text as a Python literal in double quotes, with invisible characters escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in quoted)


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
