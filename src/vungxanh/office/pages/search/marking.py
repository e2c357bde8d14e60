"""Marking in a name or number what the search matched, though it was typed without diacritics or spaces."""

import re

from markupsafe import Markup, escape

from vungxanh.office.records.folding import name_key, phone_key


def marked(text: str, asked: str) -> Markup:
    """The text with <mark> around the words that were asked for."""
    digits = phone_key(asked)
    if digits and not re.search("[a-zA-Z]", name_key(asked)) and phone_key(text).startswith(digits):
        return Markup("<mark>{}</mark>").format(text)
    words = name_key(asked).split()
    return Markup(" ").join(_word(word, words) for word in text.split(" "))


def _word(word: str, asked: list[str]) -> Markup:
    """One word: marked whole, or its beginning where only the beginning was typed."""
    key = name_key(word)
    hit = max((a for a in asked if key.startswith(a)), key=len, default="")
    if not hit:
        return escape(word)
    # Folding keeps one letter for one only where the word is composed as people type it.
    length = len(hit) if len(key) == len(word) else len(word)
    return Markup("<mark>{}</mark>{}").format(word[:length], word[length:])
