"""The ways to read one cell: "P4 Q6" is a ward and a district, "Quan Hoa" a name or a district.

Every reading is returned. The finder looks all of them up and takes an area only if they leave just one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise, product

from vungxanh.territory.levels import LEVELS, finer
from vungxanh.territory.naming.kinds import kinds_at, phrases, sure_at
from vungxanh.territory.naming.tokens import Token, tokens

_MOST_CUTS = 5
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A name at one level; `kind` is None when no word said it. `typed` is the piece as it was written."""

    level: str
    kind: str | None
    name: tuple[Token, ...]
    typed: str = field(default="", compare=False)


Reading = tuple[Part, ...]


@lru_cache(maxsize=50_000)
def readings(cell: str | None, level: str) -> tuple[Reading, ...]:
    """Every way to read a cell of the column for `level`; one empty reading if it says nothing."""
    text = _said(cell)
    if not text:
        return ((),)
    cuts = [at for at in range(1, len(text)) if _may_cut(text, at)]
    if len(cuts) > _MOST_CUTS:
        cuts = []
    found: dict[Reading, None] = {}
    for size in range(len(cuts) + 1):
        for chosen in combinations(cuts, size):
            edges = [0, *chosen, len(text)]
            pieces = [text[a:b] for a, b in pairwise(edges)]
            found.update(dict.fromkeys(_labelled(pieces, level)))
    return tuple(found)


def _said(cell: str | None) -> tuple[Token, ...]:
    """The words of a cell without the country; none if they say that the place is not known."""
    text = tokens(cell or "")[:_MOST_WORDS]
    if tuple(token.bare for token in text) in phrases("not_given"):
        return ()
    for country in phrases("countries"):
        if tuple(token.bare for token in text[-len(country) :]) == country:
            return text[: -len(country)]
    return text


def _may_cut(text: Sequence[Token], at: int) -> bool:
    return _breaks(text[at]) or sure_at(text, at)


def _breaks(token: Token) -> bool:
    """Whether a comma, dash or the like stands before the word."""
    return any(not c.isspace() and c not in ".'’" for c in token.before)


def _labelled(pieces: Sequence[tuple[Token, ...]], level: str) -> Iterator[Reading]:
    """Readings of the pieces: each at another level."""
    options = [
        [*_with_kind(piece), *_without_kind(piece, level, first=k == 0)] for k, piece in enumerate(pieces)
    ]
    for reading in product(*options):
        if len({part.level for part in reading}) == len(reading):
            yield reading


def _with_kind(piece: tuple[Token, ...]) -> Iterator[Part]:
    for kind, behind in kinds_at(piece, 0):
        for level in kind.levels:
            yield Part(level, kind.id, piece[behind:], _written(piece))


def _without_kind(piece: tuple[Token, ...], level: str, *, first: bool) -> Iterator[Part]:
    """A bare name belongs to the column's level; behind a comma, to any coarser level."""
    if first:
        yield Part(level, None, piece, _written(piece))
    elif _breaks(piece[0]):
        for coarser in LEVELS:
            if finer(level, coarser):
                yield Part(coarser, None, piece, _written(piece))


def _written(piece: tuple[Token, ...]) -> str:
    """A piece as it was typed, with single spaces."""
    return " ".join(
        "".join((token.before if k else "") + token.typed for k, token in enumerate(piece)).split()
    )
