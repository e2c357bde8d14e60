"""Everything that lies below some areas: asked for again and again with the same few areas."""

from functools import lru_cache

from vungxanh.territory.territory import Territory


class Descendants:
    """The tree of a territory, read downwards."""

    def __init__(self, territory: Territory) -> None:
        self._children: dict[int, list[int]] = {}
        for position, above in enumerate(territory.parent.tolist()):
            self._children.setdefault(above, []).append(position)
        self.below = lru_cache(maxsize=4096)(self._below)

    def _below(self, above: frozenset[int]) -> frozenset[int]:
        """All areas inside these, of every level."""
        found: set[int] = set()
        layer = list(above)
        while layer:
            layer = [child for position in layer for child in self._children.get(position, [])]
            found.update(layer)
        return frozenset(found)
