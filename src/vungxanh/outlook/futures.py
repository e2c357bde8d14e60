"""Futures as counts: what was observed, and after it what each draw says, in the shape that criteria judge.

          observed (tail that windows need)      last days, completed      coming days
    draw  ... 0 2 1 0 3                          1 4                       0 2 1 ...
                                                 ^ changed from here: the position `start`

Without a nowcast `start` is the day after the last observed one. The coming days count as reported, except
in an area that has been silent for long: unknown stays unknown. Further series keep their last value while it
is in force, as in `zoning.look_ahead`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts, sum_up
from vungxanh.outlook.finest import own_counts
from vungxanh.outlook.shares import Share, share_of
from vungxanh.outlook.stack import stacked
from vungxanh.territory import Territory

Ints = NDArray[np.int32]

SILENT = 14
"""Days without any report after which an area is not expected to report tomorrow."""

CELLS = 6_000_000  # area-days judged at once; bounds the memory


@dataclass(frozen=True)
class Futures:
    """`own`: cases (draws, areas, days from `start` on) that a draw adds to the observed ones of each area.

    They are the area's own, without those of the areas inside it.
    """

    counts: Counts
    start: int
    own: Ints
    lasting: dict[str, NDArray[np.float64]]
    community: Share
    unlinked: Share
    seed: int

    @property
    def days(self) -> int:
        """Days from `start` on, observed and coming."""
        return int(self.own.shape[2])

    @property
    def coming(self) -> int:
        """Days after the last observed one."""
        return self.start + self.days - self.counts.days

    def stacks(self, first: int) -> Iterator[tuple[int, Counts]]:
        """Counts from position `first` on for some draws at a time, with how many draws there are."""
        areas = len(self.counts.territory)
        length = self.start - first + self.days
        at_once = max(1, min(len(self.own), CELLS // max(areas * length, 1)))
        repeated: dict[int, Territory] = {}
        for begin in range(0, len(self.own), at_once):
            draws = range(begin, min(begin + at_once, len(self.own)))
            size = len(draws)
            if size not in repeated:
                repeated[size] = stacked(self.counts.territory, size)
            yield size, self._stack(draws, repeated[size], first)

    def _stack(self, draws: range, territory: Territory, first: int) -> Counts:
        counts = self.counts
        known = counts.between(first, counts.days)
        rows = np.tile(np.arange(len(counts.territory)), len(draws))
        more_cases, more_community, more_unlinked = self._series(draws, territory)
        cases = self._grown(known.cases, more_cases)
        alike = counts.community is counts.cases and more_community is more_cases
        community = cases if alike else self._grown(known.community, more_community)
        alike = counts.unlinked is counts.community and more_unlinked is more_community
        return replace(
            known,
            territory=territory,
            cases=cases,
            community=community,
            unlinked=community if alike else self._grown(known.unlinked, more_unlinked),
            reported=self._reported(first, rows),
            incomplete=None,
            extra={name: self._extra(name, first)[rows] for name in counts.extra},
            first_given={name: counts.given_since(name)[rows] for name in counts.extra},
        )

    def _grown(self, known: Ints, more: Ints) -> Ints:
        """Rows of every draw: the observed days and the coming ones, with what the draw adds."""
        whole = np.tile(np.pad(known, ((0, 0), (0, self.coming))), (len(more) // len(known), 1))
        whole[:, -self.days :] += more
        return whole

    def _series(self, draws: range, territory: Territory) -> tuple[Ints, Ints, Ints]:
        """Cases, community, unlinked cases added on the changed days (draws x areas, days), summed up."""
        own = self.own[draws.start : draws.stop]
        # A stream for each draw: how many draws are judged at once plays no part.
        streams = [np.random.default_rng([self.seed, draw, 1]) for draw in draws]
        community = _split(self.community, own, streams)
        unlinked = _split(self.unlinked, community, streams)
        flat = [own.reshape(-1, self.days)]
        flat.append(flat[0] if community is own else community.reshape(-1, self.days))
        flat.append(flat[1] if unlinked is community else unlinked.reshape(-1, self.days))
        summed: dict[int, Ints] = {}
        for one in flat:
            if id(one) not in summed:
                summed[id(one)] = sum_up(territory, one.copy())
        return summed[id(flat[0])], summed[id(flat[1])], summed[id(flat[2])]

    def _reported(self, first: int, rows: NDArray[np.intp]) -> NDArray[np.bool_] | None:
        known = self.counts.reported
        if known is None:
            return None
        speaks = known[:, -SILENT:].any(axis=1, keepdims=True)
        return np.hstack([known[:, first:], np.repeat(speaks, self.coming, axis=1)])[rows]

    def _extra(self, name: str, first: int) -> NDArray[np.float64]:
        last = np.repeat(self.lasting[name][:, None], self.coming, axis=1)
        return np.hstack([self.counts.extra[name][:, first:], last])


def futures(counts: Counts, own: Ints, *, start: int, in_force: Mapping[str, int], seed: int) -> Futures:
    """`own` as in Futures; `in_force`: for how many days a value of each series that rules look at counts."""
    cases, community, unlinked = (
        own_counts(counts.territory, series) for series in (counts.cases, counts.community, counts.unlinked)
    )
    above = counts.territory.parent.astype(np.intp) + 1
    used = {name: values for name, values in counts.extra.items() if name in in_force}
    return Futures(
        replace(counts, extra=used),
        start,
        own,
        {name: last_values(values, in_force[name]) for name, values in used.items()},
        community=share_of(community, cases, above),
        unlinked=share_of(unlinked, community, above),
        seed=seed,
    )


def last_values(values: NDArray[np.float64], at_most: int) -> NDArray[np.float64]:
    """The last value of each area if it is less than `at_most` days old, else nan."""
    recent = values[:, -at_most:]
    given = ~np.isnan(recent)
    # Where none was given this picks the newest day, which is nan.
    newest = recent.shape[1] - 1 - np.argmax(given[:, ::-1], axis=1)
    picked: NDArray[np.float64] = recent[np.arange(len(recent)), newest]
    return picked


def _split(share: Share, cases: Ints, streams: list[np.random.Generator]) -> Ints:
    if share.always == 1.0:
        return cases
    return np.stack([share.split(one, rng) for one, rng in zip(cases, streams, strict=True)])
