"""The outlook: probability of each colour on each coming day, and when the best level is reached.

Question   What will the official colour be, if things go on as forecast (or as a what-if says)?
Shapes     paths (draws, areas, days) of new cases, whole numbers, the same draw for all areas together
Time       day 1 is the day after the last judged one; `colours` says what was official up to that day
Method     every draw is appended to the observed counts and judged by the criteria, holding times included
           (judging.py); probabilities are shares of draws (tally.py)
Assumption The forecast's paths are calibrated; coming cases are community cases and without a known source as
           often as recently (shares.py); further inputs keep their last value while it is in force; areas
           that report go on reporting. A colour of a coming day is the one when all its reports are in.
Source     docs/explanation/outlook.md
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.epidemic.panel import Panel
from vungxanh.outlook.finest import finest_panel, own_counts
from vungxanh.outlook.futures import Futures, futures
from vungxanh.outlook.judging import judge_futures
from vungxanh.outlook.late import NO_LATE, Late, late_cases
from vungxanh.outlook.result import Outlook
from vungxanh.outlook.tally import tally
from vungxanh.zoning import Colours, Pack, read_pack
from vungxanh.zoning.lookback import days_in_force

if TYPE_CHECKING:
    from vungxanh.epidemic.forecast import Change
    from vungxanh.epidemic.nowcast import Nowcast

Ints = NDArray[np.int32]

RECENT, ENOUGH = 28, 100
"""The forecast learns from the last four weeks, and from as many days before as make a hundred cases: quiet
weeks before an outbreak teach it growth out of nothing, and too few cases teach it that none can come."""


def outlook(
    colours: Colours,
    *,
    horizon: int = 14,
    to_best: int | None = None,
    draws: int = 200,
    seed: int = 0,
    change: "Change | None" = None,
    nowcast: "Nowcast | None" = None,
    paths: Ints | None = None,
    packs: Callable[[str], Pack] = read_pack,
) -> Outlook:
    """Probabilities for `horizon` days; the date of the best level is looked for in `to_best`.

    `paths` (draws, areas, days), parents holding the sum of their parts, are taken instead of the forecast's.
    """
    counts = colours.counts
    draws = draws if paths is None else len(paths)
    late = NO_LATE if nowcast is None else late_cases(counts, nowcast, draws, seed)
    ahead = max(horizon, to_best or 0)
    if paths is None:
        paths = forecast_paths(counts, late, horizon=ahead, draws=draws, seed=seed, change=change)
    coming = own_counts(counts.territory, paths[:, :, :ahead])
    found = tally(
        judge_futures(_futures(colours, coming, late, seed, packs), colours, packs),
        colours.rank[:, -1],
        levels=colours.state.last.shape[1],
        past=late.days,
        horizon=horizon,
    )
    return Outlook(colours, found, horizon=horizon, past=late.days)


def forecast_paths(
    counts: Counts,
    late: Late = NO_LATE,
    *,
    horizon: int,
    draws: int,
    seed: int,
    change: "Change | None" = None,
) -> Ints:
    """Futures of all cases (draws, areas, horizon) by the forecast, coherent up the tree."""
    from vungxanh.epidemic.forecast import sample_paths  # noqa: PLC0415 - brings scipy along

    territory, first = counts.territory, learnt_from(counts)
    cases = counts.cases + late.expected(counts)
    own = own_counts(territory, counts.cases[:, first:]).astype(np.float64)
    if counts.reported is not None:
        cases = np.where(counts.reported, cases, np.nan)
    panel = Panel(territory.codes, counts.day_at(first), 1, cases[:, first:], territory.population)
    longer, parents, extra = finest_panel(territory, panel, own)
    paths = sample_paths(longer, horizon=horizon, draws=draws, parents=parents, seed=seed, change=change)
    return paths[:, : len(territory)] if len(extra) else paths


def learnt_from(counts: Counts) -> int:
    """Position of the first day that the forecast looks at."""
    whole = counts.cases[counts.territory.parent < 0].sum(axis=0)
    backwards = np.cumsum(whole[::-1])
    enough = int(np.searchsorted(backwards, ENOUGH)) + 1
    return max(0, counts.days - max(RECENT, enough))


def _futures(colours: Colours, coming: Ints, late: Late, seed: int, packs: Callable[[str], Pack]) -> Futures:
    added = np.concatenate([late.added, coming], axis=2) if late.days else coming
    return futures(
        colours.counts,
        added,
        start=colours.counts.days - late.days,
        in_force=days_in_force(colours.pack, packs),
        seed=seed,
    )
