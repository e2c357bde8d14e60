"""A name as comparable words: with its diacritics in one fixed writing, and without any.

    "Hoà", "Hòa", NFC or NFD    exact "hoa" + grave    bare "hoa"
    "04"                        exact "4"              bare "4"

The tone belongs to the syllable, not to a letter: old and new style ("Hoà", "Hòa") are the same word.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from vungxanh.tables import fold

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LOOKALIKES = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_FLOAT = re.compile(r"\s*(\d+)\.0+\s*\Z")
_Y = re.compile(r"(?:[hklmstv]|qu)y\Z")
"""Syllables written with y or i at will: Mỹ/Mĩ, Quy/Qui."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `before` is what separates it from the word before, `dotted` whether a dot follows."""

    exact: str
    bare: str
    typed: str = field(default="", compare=False)
    before: str = field(default="", compare=False)
    dotted: bool = field(default=False, compare=False)

    @property
    def marked(self) -> bool:
        """Whether it was typed with any diacritic."""
        return self.exact != self.bare

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return self.bare.isdigit()

    @property
    def loose(self) -> str:
        """The word as it is looked up: bare, i for y where both are usual."""
        return self.bare[:-1] + "i" if _Y.match(self.bare) else self.bare


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    if whole := _FLOAT.match(text):
        # A spreadsheet's 4.0 is the number 4.
        text = whole[1]
    shown = text.translate(_LOOKALIKES)
    if not shown.isascii():
        # Characters that nobody sees (soft hyphen, zero-width space) must not part a word.
        shown = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    composed = unicodedata.normalize("NFKC", shown)
    found, end = [], 0
    for match in _WORD.finditer(composed):
        dotted = composed[match.end() : match.end() + 1] == "."
        found.append(_token(match[0], composed[end : match.start()], dotted))
        end = match.end()
    return tuple(found)


def _token(word: str, before: str, dotted: bool) -> Token:
    exact, bare = _compared(word)
    return Token(exact, bare, word, before, dotted)


@lru_cache(maxsize=50_000)
def _compared(word: str) -> tuple[str, str]:
    """The exact and the bare form of a word."""
    if word.isdigit():
        number = word.lstrip("0") or "0"
        return number, number
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(sorted(c for c in letters if c in _TONES))
    base = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return base + tone, fold(word)
