"""How far off past nowcasts were: variance as a function of the mean, per horizon, pooled over areas.

Question   With what variance do the cases still missing at horizon k scatter around their expectation?
Shapes     missing, expected (areas, stops, D), weight (stops, D); result noise (D), relative (D).
Equation   Var(U) = noise * mu + relative * mu^2  (negative binomial with noise = 1), by least squares of
           squared errors on mu and mu^2, neighbouring horizons pooled
Assumption One law for all areas of a horizon: small areas show the noise, large ones the relative part.
Source     Moment estimator of overdispersion; pooled over horizons as delays are in the hazards.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Before any past nowcast can be judged: some overdispersion, and a relative error of a quarter.
PRIOR_NOISE, PRIOR_RELATIVE, PRIOR_WEIGHT = 1.5, 0.06, 3.0
LEAST_NOISE, MOST_NOISE = 0.8, 4.0
FAR = 12.0


def mean_variance(missing: Array, expected: Array, weight: Array, kernel: Array) -> tuple[Array, Array]:
    """noise and relative per horizon; `kernel` (D, D) says which horizons lend each other strength."""
    delays = missing.shape[-1]
    noise = np.full(delays, PRIOR_NOISE)
    relative = np.full(delays, PRIOR_RELATIVE)
    for _ in range(4):
        sums = _moments(missing, expected, weight, noise, relative) @ kernel
        aa, ab, bb, ya, yb = sums
        # The prior acts like a few nowcasts of areas with the mean count seen here.
        size = np.maximum(ab / np.maximum(aa, 1e-30), 1.0)
        prior = PRIOR_WEIGHT / (PRIOR_NOISE * size + PRIOR_RELATIVE * size**2) ** 2
        aa, bb = aa + prior * size**2, bb + prior * size**4
        ya, yb = ya + prior * size**2 * PRIOR_NOISE, yb + prior * size**4 * PRIOR_RELATIVE
        noise, relative = _solved(aa, ab, bb, ya, yb)
    return noise, relative


@njit(cache=True, nogil=True)
def _moments(missing: Array, expected: Array, weight: Array, noise: Array, relative: Array) -> Array:
    """Weighted sums (5, D) of mu^2, mu^3, mu^4, and of squared error times mu and mu^2."""
    areas, stops, delays = missing.shape
    sums = np.zeros((5, delays))
    for a in range(areas):
        for i in range(stops):
            for k in range(delays):
                if weight[i, k] <= 0.0:
                    continue
                mu = max(expected[a, i, k], 1e-6)
                model = noise[k] * mu + relative[k] * mu * mu
                w = weight[i, k] / (model * model)
                # One disaster must not widen all intervals: errors count up to 3.5 standard deviations.
                error = min((missing[a, i, k] - expected[a, i, k]) ** 2, FAR * model)
                sums[0, k] += w * mu**2
                sums[1, k] += w * mu**3
                sums[2, k] += w * mu**4
                sums[3, k] += w * error * mu
                sums[4, k] += w * error * mu**2
    return sums


def _solved(aa: Array, ab: Array, bb: Array, ya: Array, yb: Array) -> tuple[Array, Array]:
    """Least squares in two unknowns that both must not be negative."""
    determinant = np.maximum(aa * bb - ab**2, 1e-300)
    noise = np.clip((ya * bb - yb * ab) / determinant, LEAST_NOISE, MOST_NOISE)
    relative = np.maximum((yb - noise * ab) / np.maximum(bb, 1e-300), 1e-6)
    # Where the relative part came out at zero, the noise alone has to explain the errors.
    noise = np.where(relative <= 1e-6, np.clip(ya / np.maximum(aa, 1e-300), LEAST_NOISE, MOST_NOISE), noise)
    return noise, relative
