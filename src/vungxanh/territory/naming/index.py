"""Areas by name: looked up without diacritics, decided with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vungxanh.territory.naming.cells import Part
from vungxanh.territory.naming.kinds import kinds_at
from vungxanh.territory.naming.nearest import Lookalikes
from vungxanh.territory.naming.tokens import Token, tokens
from vungxanh.territory.territory import Territory

_CACHED = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One area under one name."""

    position: int
    kind: str | None
    name: tuple[Token, ...]

    def agrees(self, part: Part) -> bool:
        """Whether nothing that was typed contradicts this area: neither the kind nor any diacritic."""
        if part.kind is not None and self.kind is not None and part.kind != self.kind:
            return False
        return all(
            not typed.marked or typed.exact == ours.exact or _only_y(typed, ours)
            for typed, ours in zip(part.name, self.name, strict=True)
        )

    def equals(self, part: Part) -> bool:
        """Whether the name is typed exactly so, diacritics included."""
        return all(a.exact == b.exact for a, b in zip(part.name, self.name, strict=True))


class NameIndex:
    """The names of a territory's areas by level."""

    def __init__(self, territory: Territory) -> None:
        self._entries: dict[tuple[str, tuple[str, ...]], list[Entry]] = {}
        self._by_level: dict[str, list[Entry]] = {}
        self._found: dict[Part, frozenset[int]] = {}
        self._lookalikes: dict[str, Lookalikes] = {}
        for position, (name, level) in enumerate(zip(territory.names, territory.levels, strict=True)):
            self.add(position, level, name)

    def add(self, position: int, level: str, name: str) -> None:
        """Make an area findable under a name."""
        text = tokens(name)
        if not text:
            return
        self._found.clear()
        kind, core = own_kind(text, level)
        entry = Entry(position, kind, core)
        self._entries.setdefault((level, _key(core)), []).append(entry)
        self._by_level.setdefault(level, []).append(entry)

    def find(self, part: Part) -> frozenset[int]:
        """Areas that the typed name can mean; worked out once, for ten thousand wards have a "Khu phố 3"."""
        found = self._found.get(part)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
            found = self._found[part] = self._look_up(part)
        return found

    def _look_up(self, part: Part) -> frozenset[int]:
        """Areas whose name the typed one can be.

        Typed without diacritics it means every area that reads so; typed with some, the area spelled
        exactly so if there is one, else those that differ only by marks left out.
        """
        entries = [e for e in self._entries.get((part.level, _key(part.name)), []) if e.agrees(part)]
        if any(token.marked for token in part.name):
            exact = [entry for entry in entries if entry.equals(part)]
            entries = exact or entries
        return frozenset(entry.position for entry in entries)

    def at_level(self, level: str) -> list[Entry]:
        """Every entry of one level."""
        return self._by_level.get(level, [])

    def lookalikes(self, level: str) -> Lookalikes:
        """The names of one level, ready to be compared with a wrong one."""
        if level not in self._lookalikes:
            names = ["".join(token.bare for token in entry.name) for entry in self.at_level(level)]
            self._lookalikes[level] = Lookalikes(names)
        return self._lookalikes[level]


def own_kind(text: tuple[Token, ...], level: str) -> tuple[str | None, tuple[Token, ...]]:
    """The kind that an area's own name begins with, and the rest of the name."""
    marked = any(token.marked for token in text)
    for kind, behind in kinds_at(text, 0):
        # In a list written with diacritics, "Quan Hóa" is a name, not a "Quận".
        written = all(a.exact == b.exact for a, b in zip(text, kind.word, strict=False))
        abbreviated = not kind.single or text[behind - 1].dotted or text[behind].number
        if level in kind.levels and abbreviated and (written or not marked):
            return kind.id, text[behind:]
    return None, text


def _key(name: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.loose for token in name)


def _only_y(typed: Token, ours: Token) -> bool:
    """Mỹ and Mĩ: the same tone, y for i."""
    if typed.bare == ours.bare:
        return False
    return typed.exact.replace("y", "i") == ours.exact.replace("y", "i")
