"""Kulldorff's prospective space-time scan: which areas have had too many cases in the last days?

Question    is there a zone of neighbouring areas, and a number of days up to now, with more cases than chance
            explains, and how rarely would chance show as much anywhere?
Shapes      cases (areas, days), the last column is the day `last`; every zone ends on that day
Method      the highest log likelihood ratio (ratio.py) over all zones - circles of the nearest areas and
            connected groups of neighbours - and all durations 1..days; p by replicas without a cluster
            (null.py): p = (1 + #{replica's highest >= ratio}) / (replicas + 1), which accounts for the
            number of zones already; further clusters do not overlap the earlier ones and are compared with
            the same replicas (conservative), or, `one_by_one`, with new replicas without those areas
Both forms  groups reach higher ratios by chance than circles. Each form's ratio is counted in units of its
            own Gumbel fit, and p compares the higher of the two with the replicas' higher of the two.
Assumption  counts of areas and days are independent apart from what the model adjusts for
Sources     Kulldorff 2001, 10.1111/1467-985X.00186 (prospective scan); Besag and Clifford 1991,
            10.1093/biomet/78.2.301 (stopping early: `stop_after` replicas at least as high settle p)
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.cluster import Cluster, cluster_of
from vungxanh.epidemic.clusters.errors import TooShort
from vungxanh.epidemic.clusters.forming import USUAL, Options, search_for
from vungxanh.epidemic.clusters.model import choose, model_of
from vungxanh.epidemic.clusters.places import Places
from vungxanh.epidemic.clusters.result import Scan
from vungxanh.epidemic.clusters.significance import apart, chance_of


def scan(
    cases: NDArray[np.integer],
    places: Places,
    *,
    last: date,
    days: int = 28,
    model: str = "auto",
    expected: NDArray[np.float64] | None = None,
    replicas: int = 999,
    seed: int = 0,
    most_areas: int = 50,
    options: Options = USUAL,
) -> Scan:
    """The clusters of the last `days` days, most unusual first. Columns before the window serve the model.

    expected: (areas, at least days) baseline of the last columns; model: auto, poisson, history, permutation;
    most_areas: in one zone. The result does not depend on the order of the areas or on threads.
    """
    if cases.shape[1] < days:
        raise TooShort(cases.shape[1], days)
    order = np.argsort(np.array(places.codes))
    sorted_places = places.of(order)
    counts = np.asarray(cases, np.int64)[order]
    given = None if expected is None else np.asarray(expected, np.float64)[order]
    chosen = choose(model, counts, sorted_places, days, given)
    found: list[Cluster] = []
    here = np.arange(len(order))
    while True:
        near = sorted_places.of(here)
        under = model_of(chosen, counts[here], near, days, None if given is None else given[here])
        search, notes = search_for(under, near, options, most_areas)
        first = search.best(np.zeros(len(here), np.bool_))
        chance = chance_of(search, first, replicas=replicas, seed=seed, stop_after=options.stop_after)
        zones = apart(search, chance, 1 if options.one_by_one else options.limit)
        found += [
            cluster_of(zone, chance, under, near, last=last, rank=len(found) + n)
            for n, zone in enumerate(zones, 1)
        ]
        if not options.one_by_one or not zones or len(found) >= options.limit:
            break
        here = np.delete(here, zones[0].areas)
        if not counts[here, -days:].any():
            break
    return Scan(tuple(found), chosen, last, days, chance.used, tuple(notes))
