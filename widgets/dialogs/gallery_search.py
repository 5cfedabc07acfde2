"""What is found in the gallery: by number, by words in both languages, by pinyin initials."""

import json
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from training.resources import RESOURCES


class GalleryEntry(NamedTuple):
    """An experiment of the gallery, in the present language.

    Attributes
    ----------
    name
        By which it is opened.
    number, title, line
        What stands on its tile; the number may be empty.
    description
        What it shows.
    words
        Other texts by which it is found, in all languages.
    """

    name: str
    number: str
    title: str
    line: str
    description: str
    words: tuple[str, ...] = ()


@cache
def _letters() -> dict[str, str]:
    table = json.loads((RESOURCES / "translations" / "pinyin.json").read_text(encoding="utf-8"))
    return {character: letter for letter, text in table.items() for character in text}


def initials(text: str) -> str:
    """Return the first letters of Chinese characters; all others stay: ``随机标签`` -> ``sjbq``."""
    letters = _letters()
    return "".join(letters.get(character, character) for character in text).casefold()


def found(query: str, entries: Iterable[GalleryEntry]) -> list[GalleryEntry]:
    """Return the entries that a query means, the likeliest first; all for an empty one."""
    ranked = [(_rank(query.casefold().strip(), entry), entry) for entry in entries]
    kept = [(rank, entry) for rank, entry in ranked if rank is not None]
    return [entry for _, entry in sorted(kept, key=lambda pair: pair[0])]


def _rank(query: str, entry: GalleryEntry) -> int | None:
    """Return how far an entry is from what is meant; None where it is not."""
    if not query or entry.number.startswith(query):
        return 0
    titles = f"{entry.title} {' '.join(entry.words)}".casefold()
    words = query.split()
    if all(word in titles for word in words):
        return 1
    if query.replace(" ", "") in initials(titles.replace(" ", "")):
        return 2
    text = f"{titles} {entry.line} {entry.description}".casefold()
    return 3 if all(word in text for word in words) else None
