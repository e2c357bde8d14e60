"""Recovery: paths made from a simulated epidemic cover what the simulation then does.

Truth: 6 districts of 12 wards, NB counts (k = 4) whose ward levels differ and whose city level follows a
random walk on the log scale (sd 0.03 a day); seeds 0..7, 90 days seen, 14 days to come.
"""

import numpy as np

from tests.unit.epidemic.forecast.panels import daily
from vungxanh.epidemic.forecast import sample_paths

WARDS, DISTRICTS, SEEN, AHEAD, K = 72, 6, 90, 14, 4.0


def simulated(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Daily values (rows, days) of wards, districts and the city, and each row's parent."""
    rng = np.random.default_rng(seed)
    city = np.cumsum(rng.normal(0, 0.03, SEEN + AHEAD))
    level = 3 * rng.gamma(4, 0.25, (WARDS, 1)) * np.exp(city)
    wards = rng.negative_binomial(K, K / (K + level)).astype(float)
    districts = wards.reshape(DISTRICTS, -1, SEEN + AHEAD).sum(axis=1)
    values = np.concatenate([wards, districts, wards.sum(axis=0, keepdims=True)])
    parents = (
        [WARDS + w // (WARDS // DISTRICTS) for w in range(WARDS)] + [WARDS + DISTRICTS] * DISTRICTS + [-1]
    )
    return values, np.array(parents)


def test_wards_districts_and_the_city_are_covered() -> None:
    inside: dict[str, list[float]] = {"ward day": [], "ward week": [], "district week": [], "city week": []}
    for seed in range(8):
        values, parents = simulated(seed)
        paths = sample_paths(daily(values[:, :SEEN]), horizon=AHEAD, draws=400, parents=parents, seed=seed)
        came = values[:, SEEN:]
        weeks, truth = paths.reshape(400, len(parents), 2, 7).sum(axis=3), came.reshape(-1, 2, 7).sum(axis=2)
        low, high = np.quantile(weeks, (0.1, 0.9), axis=0, method="inverted_cdf")
        hit = (low <= truth) & (truth <= high)
        inside["ward week"] += hit[:WARDS].ravel().tolist()
        inside["district week"] += hit[WARDS:-1].ravel().tolist()
        inside["city week"] += hit[-1].tolist()
        low, high = np.quantile(paths[:, :WARDS], (0.1, 0.9), axis=0, method="inverted_cdf")
        inside["ward day"] += ((low <= came[:WARDS]) & (came[:WARDS] <= high)).ravel().tolist()
    share = {name: float(np.mean(hits)) for name, hits in inside.items()}
    # Nominal 0.8; whole numbers cover a little more, sixteen weeks of one city vary.
    assert 0.76 < share["ward week"] < 0.90, share
    # Sums are covered a little too often; learning their spread from looks that lean did not change it.
    assert 0.72 < share["district week"] < 0.95, share
    assert 0.60 < share["city week"] <= 1.0, share
    assert 0.78 < share["ward day"] < 0.93, share
