"""Sentences in project files, stored so that they can be translated when shown."""

import json
import re
from string import Formatter
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator

from training.text import Text

MOST = 2000
"""Characters of a stored sentence; a longer one is kept in English, and cut."""
DEEPEST = 8
"""Sentences within sentences: each may stand many times in the one around it."""
NOTHING = Text("")

_SPEC = re.compile(r",?(\.\d)?[defg]?")


def read(value: object) -> Text:
    """Take a sentence as it was stored; plain English text is one too.

    Raises
    ------
    ValueError
        When it is no sentence: a placeholder without a value, or one that asks for more than a
        value and how its digits are written.
    """
    if isinstance(value, Text):
        return value
    if not isinstance(value, str) or len(value) > MOST:
        raise ValueError("a sentence is a text of at most 2,000 characters")
    try:
        content = json.loads(value)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return Text("{value}", {"value": value}) if value else NOTHING
    return _checked(content)


def write(text: Text) -> str:
    """Return a sentence as it is stored: its template and values as JSON, or plain text."""
    if text == NOTHING:
        return ""
    stored = json.dumps(_parts(text), ensure_ascii=False)
    return stored if len(stored) <= MOST else str(text)[:MOST]


def _read_or_nothing(value: object) -> Text:
    """Read a sentence; empty where it is invalid: a run must not be lost for that."""
    try:
        return read(value)
    except ValueError:
        return NOTHING


Sentence = Annotated[Text, PlainValidator(_read_or_nothing), PlainSerializer(write, str)]


def _checked(content: dict[str, Any], depth: int = 0) -> Text:
    if depth > DEEPEST:
        raise ValueError("a sentence is made of sentences, and those of words")
    match content:
        case {"template": str(template), "values": dict(values)} if len(content) == 2:
            pass
        case _:
            raise ValueError("a sentence has a template and values")
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        is_known = name in values and name.isidentifier()
        if not is_known or conversion or not _SPEC.fullmatch(spec or ""):
            raise ValueError("a placeholder of the sentence stands for nothing that is known")
    text = Text(template, {name: _value(value, depth) for name, value in values.items()})
    try:
        said = str(text)
        said.encode()  # fails on an unpaired surrogate
    except (ValueError, OverflowError) as error:
        raise ValueError("a value of the sentence cannot be written as it asks") from error
    if len(said) > MOST:
        raise ValueError("a sentence is a text of at most 2,000 characters")
    return text


def _value(value: object, depth: int) -> object:
    if isinstance(value, dict):
        return _checked(value, depth + 1)
    if isinstance(value, str | int | float):
        return value
    raise ValueError("a value of a sentence is a text or a number")


def _parts(text: Text) -> dict[str, object]:
    return {"template": text.template, "values": {k: _part(v) for k, v in text.values.items()}}


def _part(value: object) -> object:
    if isinstance(value, Text):
        return _parts(value)
    return value if isinstance(value, int | float) else str(value)
