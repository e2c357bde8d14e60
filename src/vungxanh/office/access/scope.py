"""Where a person may do what: for each permission, subtrees of the area tree.

A subtree is the path of its top area: everything whose path begins with it lies inside. Paths are made
of fixed-width steps, so that no path is the beginning of a stranger's.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vungxanh.office.access.roles import role


@dataclass(frozen=True, slots=True)
class Subtree:
    """A role held over one subtree."""

    role: str
    path: str


@dataclass(frozen=True)
class Scope:
    """All that a person holds on one day."""

    held: tuple[Subtree, ...] = ()

    def paths(self, permission: str) -> tuple[str, ...]:
        """Tops of the subtrees in which `permission` is given; none contains another."""
        given = sorted({h.path for h in self.held if permission in role(h.role).permissions})
        tops: list[str] = []
        for path in given:
            if not tops or not path.startswith(tops[-1]):
                tops.append(path)
        return tuple(tops)

    def has(self, permission: str) -> bool:
        """Whether the permission is given anywhere."""
        return any(permission in role(h.role).permissions for h in self.held)

    def covers(self, permission: str, path: str) -> bool:
        """Whether the permission is given for the area with this path."""
        return any(path.startswith(top) for top in self.paths(permission))

    def roles(self) -> tuple[str, ...]:
        """The roles held, each once."""
        return tuple(dict.fromkeys(h.role for h in self.held))

    @classmethod
    def of(cls, held: Iterable[tuple[str, str]]) -> "Scope":
        """From pairs of role and path."""
        return cls(tuple(Subtree(*pair) for pair in held))
