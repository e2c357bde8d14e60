"""Words that say what kind of area a name belongs to ("Phường", "Q.", "kp")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vungxanh.rules import read_rule
from vungxanh.territory.naming.tokens import Token, tokens


@dataclass(frozen=True)
class Kind:
    """One kind and one way to write it."""

    id: str
    levels: tuple[str, ...]
    word: tuple[Token, ...]

    def begins(self, text: Sequence[Token], at: int) -> bool:
        """Whether the text has this word at `at`: with its diacritics, or without any."""
        here = text[at : at + len(self.word)]
        return len(here) == len(self.word) and all(
            typed.exact in (ours.exact, ours.bare) for typed, ours in zip(here, self.word, strict=True)
        )

    @property
    def single(self) -> bool:
        """Whether it is one letter only, which may as well be part of a name."""
        return all(len(token.bare) == 1 for token in self.word)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every way to write every kind."""
    return tuple(
        Kind(entry["id"], tuple(entry["levels"]), tokens(word))
        for entry in read_rule("territory", "name-words")["kind"]
        for word in entry["words"]
    )


@cache
def _by_first_word() -> dict[str, tuple[Kind, ...]]:
    """Kinds by their first word: most words of a name begin none."""
    grouped: dict[str, tuple[Kind, ...]] = {}
    for kind in kinds():
        grouped[kind.word[0].bare] = (*grouped.get(kind.word[0].bare, ()), kind)
    return grouped


@cache
def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """A list of phrases of the rule file (`not_given`, `countries`), as bare words."""
    texts = read_rule("territory", "name-words")[name]
    return frozenset(tuple(token.bare for token in tokens(text)) for text in texts)


def kinds_at(text: Sequence[Token], at: int) -> Iterator[tuple[Kind, int]]:
    """Kinds that the text names at `at`, each with the position behind it; something must follow."""
    for kind in _by_first_word().get(text[at].bare, ()):
        behind = at + len(kind.word)
        if behind < len(text) and kind.begins(text, at):
            yield kind, behind


def sure_at(text: Sequence[Token], at: int) -> bool:
    """Whether a new part may begin inside a text here: a single letter needs a dot or a number after it."""
    for kind, behind in kinds_at(text, at):
        last = text[behind - 1]
        if not kind.single or last.dotted or text[behind].number:
            return True
    return False
