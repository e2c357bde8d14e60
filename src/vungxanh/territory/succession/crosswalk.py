"""Which old area went where, and with which share of its people.

old     new     share
27370   27373   1        the whole of Phường 1
27361   27367   0.5      assumed: nobody knows how Phường 5 was divided
27430   27364   None     a part of unknown size
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from vungxanh.territory.succession.errors import LinkTwice, SharesNotWhole

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Link:
    """A part of an old area that became part of a new one. `share` is None where unknown.

    `old_name`, where the table gives it, guards against a code that meant another area on another day.
    """

    old: str
    new: str
    share: float | None
    assumed: bool = False
    old_name: str | None = None


class Crosswalk:
    """Links between two days. It does not imply that areas that it does not name have changed."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = tuple(links)
        self._check()

    def _check(self) -> None:
        seen: set[tuple[str, str]] = set()
        for link in self.links:
            if (link.old, link.new) in seen:
                raise LinkTwice(link.old, link.new)
            seen.add((link.old, link.new))
        for old, links in self.by_old.items():
            total = sum(link.share or 0.0 for link in links)
            known = all(link.share is not None for link in links)
            if total > 1 + _ROUNDING or (known and total < 1 - _ROUNDING):
                raise SharesNotWhole(old, total)

    @cached_property
    def by_old(self) -> Mapping[str, list[Link]]:
        """The links of each old area."""
        grouped: dict[str, list[Link]] = {}
        for link in self.links:
            grouped.setdefault(link.old, []).append(link)
        return grouped

    @cached_property
    def by_new(self) -> Mapping[str, list[Link]]:
        """The links that make up each new area."""
        grouped: dict[str, list[Link]] = {}
        for link in self.links:
            grouped.setdefault(link.new, []).append(link)
        return grouped

    def with_shares(self, shares: Mapping[tuple[str, str], float], *, assumed: bool = False) -> "Crosswalk":
        """The same links with the shares of some (old, new) given."""
        return Crosswalk(
            replace(link, share=shares[link.old, link.new], assumed=assumed)
            if (link.old, link.new) in shares
            else link
            for link in self.links
        )

    def then(self, later: "Crosswalk") -> "Crosswalk":
        """Both steps in one.

        What is divided in the first step and joined again in the second is whole, whatever the shares were.
        """
        links: list[Link] = []
        for old, first in self.by_old.items():
            routes = [(link, onward) for link in first for onward in _onward(link, later)]
            for new in dict.fromkeys(onward.new for _, onward in routes):
                chosen = [route for route in routes if route[1].new == new]
                whole = len(chosen) == len(routes) and all(onward.share == 1 for _, onward in chosen)
                links.append(Link(old, new, 1.0) if whole else _joined(old, new, chosen))
        untouched = set(self.by_old) | set(self.by_new)
        links.extend(link for link in later.links if link.old not in untouched)
        return Crosswalk(links)


def _onward(link: Link, later: Crosswalk) -> list[Link]:
    """Where the later step sends an area; one that it does not name stays as it is."""
    return later.by_old.get(link.new) or [Link(link.new, link.new, 1.0)]


def _joined(old: str, new: str, routes: list[tuple[Link, Link]]) -> Link:
    total = 0.0
    for first, second in routes:
        if first.share is None or second.share is None:
            return Link(old, new, None)
        total += first.share * second.share
    return Link(old, new, total, any(first.assumed or second.assumed for first, second in routes))
