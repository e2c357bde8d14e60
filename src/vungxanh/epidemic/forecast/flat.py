"""Flat: the median stays at the last value, as in the baseline of every forecast hub.

Question: what if nothing changes but chance? centre[a, t, h] = z[a, t] for all h; errors made symmetric, so the
median is exactly the last value. Assumption: past changes over h steps, up or down, tell the spread.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.series import Series
from vungxanh.epidemic.forecast.spread import errors_of


def flat_at(
    series: Series, origins: NDArray[np.intp], horizon: int, levels: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Quantiles on the log scale, (origins, areas, horizon, levels)."""
    centre = np.repeat(series.filled[:, :, None], horizon, axis=2)
    errors = errors_of(series.z, centre)
    return np.stack(
        [centre[:, o, :, None] + errors.quantiles(int(o), levels, symmetric=True) for o in origins]
    )
