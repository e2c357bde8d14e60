"""Daily quantiles agree with the sums."""

import numpy as np

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast.daily import forecast_days, forecast_sums
from vungxanh.epidemic.forecast.hub import LEVELS

PANEL, PARENTS = city(3, 8, 70, seed=8, mean=4.0)


def test_days_ascend_and_add_up_to_the_weeks() -> None:
    days = forecast_days(PANEL, horizon=14, levels=LEVELS, parents=PARENTS)
    sums = forecast_sums(PANEL, weeks=2, levels=LEVELS, parents=PARENTS)
    assert days.shape == (28, 14, 23)
    assert (np.diff(days, axis=-1) >= 0).all()
    # A city's days are nearly symmetric, so medians add up.
    np.testing.assert_allclose(days[-1, :7, 11].sum(), sums[-1, 0, 11], rtol=0.15)


def test_an_area_never_reported_has_none() -> None:
    values = PANEL.values.copy()
    values[2] = np.nan
    from dataclasses import replace

    days = forecast_days(replace(PANEL, values=values), horizon=3, levels=LEVELS, parents=PARENTS)
    assert np.isnan(days[2]).all()
    assert np.isfinite(days[3]).all()
