"""Reporting habits of pool, groups and areas, and from them the share reported of every open day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast.ladder import multipliers, observed_and_expected, reported_share
from vungxanh.epidemic.nowcast.memory import Memory, kept
from vungxanh.epidemic.nowcast.past import days_before, known_at
from vungxanh.epidemic.nowcast.pooled import Habits, delay_kernel, habits
from vungxanh.epidemic.nowcast.pools import Pools, Unpacked, pool
from vungxanh.epidemic.nowcast.scene import Scene, scene
from vungxanh.epidemic.nowcast.trend import Lean, completed

Array = NDArray[np.float64]
Days = NDArray[np.intp]


@dataclass(frozen=True)
class Model:
    """What is known about reporting at the end of every day; `lasting`, `current` (groups, T, D) see ladder.

    staying (D,): share of what is known with delay k that will not be withdrawn later.
    """

    step: int
    memory: Memory
    pools: Pools
    habits: Habits
    lasting: Array
    current: Array
    staying: Array

    @property
    def season(self) -> int:
        """Steps after which weekdays repeat: 7 for days, 1 for weeks."""
        return int(self.habits.base.shape[1])

    def share(self, block: Unpacked, stops: Days) -> Array:
        """Share reported of the days s-k (areas, stops, D) for some areas."""
        group = self.pools.group[block.rows]
        own = _own_factors(self, block.new, block.known, group, stops)
        return self._share(self.lasting, self.current, group, own, stops)

    def pool_share(self, stops: Days) -> Array:
        """The same for all areas together (1, stops, D)."""
        _, references, delays = self.lasting.shape
        same = np.ones((1, stops.size, delays))
        flat = np.ones((1, references, delays))
        return self._share(flat, self.habits.drift[None], np.zeros(1, np.intp), (same, same), stops)

    def known(self, block: Unpacked, stops: Days) -> Array:
        """What is known of the days s-k, less what experience says will be withdrawn (areas, stops, D)."""
        return known_at(block.known, stops) * self.staying

    def completed(self, block: Unpacked, stops: Days, around: Scene, lean: Lean) -> tuple[Array, Array]:
        """Expected final cases and the trend's prior mean (areas, stops, D)."""
        known, share = self.known(block, stops), self.share(block, stops)
        past = np.ascontiguousarray(days_before(block.known, stops, self.season))
        return completed(known, share, past, *around.arrays(), *lean.arrays(), lean.noise)

    def scene(self, stops: Days) -> Scene:
        """The pool's growth and weekday profile on each of the days."""
        return scene(self.pools.known, self.pool_share(stops), stops, self.season)

    def _share(
        self, lasting: Array, current: Array, group: Days, own: tuple[Array, Array], stops: Days
    ) -> Array:
        fading = self.memory.fading**self.step
        return reported_share(
            self.habits.base, lasting, current, group, *own, stops, self.habits.silent, fading
        )


def fit(triangle: Triangle, parents: Days | None, memory: Memory) -> Model:
    """Pool first, then groups on the pool; areas follow block by block when asked."""
    pools = pool(triangle, parents)
    _, references, delays = pools.new.shape
    ways = habits(pools.new[0], pools.known[0], step=triangle.step, memory=memory)
    lasting, current = np.ones((1, references, delays)), ways.drift[None]
    model = Model(triangle.step, memory, pools, ways, lasting, current, _staying(triangle, pools.known[0]))
    if not pools.grouped:
        return model
    top = np.zeros(len(pools.group_new), np.intp)
    own = _own_factors(model, pools.group_new, pools.group_known, top, np.arange(references))
    return Model(triangle.step, memory, pools, ways, own[0], current * own[1], model.staying)


def _own_factors(model: Model, new: Array, known: Array, group: Days, stops: Days) -> tuple[Array, Array]:
    memory, step = model.memory, model.step
    keep = (kept(memory.slow, step), kept(memory.local, step))
    ways = model.habits
    sums = observed_and_expected(
        new, known, ways.base, model.lasting, model.current, group, ways.trust, keep, stops
    )
    return multipliers(sums, delay_kernel(new.shape[2], memory.width), (memory.area, memory.drift))


def _staying(triangle: Triangle, known: Array) -> Array:
    """Product over the delays still to come of what is not withdrawn, over the whole history."""
    delays = triangle.max_delay + 1
    lost = np.zeros(delays)
    if triangle.withdrawn is not None:
        gone = triangle.withdrawn.sum(axis=(0, 1))
        watched = np.logical_not(np.isnan(triangle.counts).min(axis=0))
        stock = (known[:, :-1] * watched[:, 1:]).sum(axis=0)
        lost[1:] = np.minimum(gone[1:] / np.maximum(stock, 1.0), 0.5)
    later = np.cumprod((1.0 - lost)[::-1])[::-1]
    return np.append(later[1:], 1.0)
