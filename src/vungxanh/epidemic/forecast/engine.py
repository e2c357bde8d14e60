"""The forecast engine: a panel of past values in, quantiles of the coming steps out."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.caps import ceilings
from vungxanh.epidemic.forecast.levels import INNER, at_levels
from vungxanh.epidemic.forecast.members import MEMBERS, ROOT, ask
from vungxanh.epidemic.forecast.pool import mixture
from vungxanh.epidemic.forecast.recalibrate import factors_of, usual_factors, widen
from vungxanh.epidemic.forecast.retro import among, origins_of, outcomes, sample_of
from vungxanh.epidemic.forecast.transform import Transform, transform_of
from vungxanh.epidemic.forecast.weights import interval_scores, weights_of
from vungxanh.epidemic.panel import Panel
from vungxanh.messages import Message, message

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """Quantiles (areas, horizon, levels) of the steps 1..horizon after `last_end`; nan for an empty area.

    `weights` (members, horizon) say how much each member counts; every column sums to 1.
    """

    areas: tuple[str, ...]
    last_end: date
    step: int
    levels: NDArray[np.float64]
    quantiles: NDArray[np.float64]
    members: tuple[str, ...]
    weights: NDArray[np.float64]
    notes: tuple[Message, ...]


def forecast(
    panel: Panel,
    *,
    horizon: int,
    levels: NDArray[np.float64],
    parents: NDArray[np.intp] | None = None,
    seed: int = 0,
) -> Forecast:
    """Predictive quantiles for the next `horizon` steps of every area, in whatever order they come."""
    order = np.argsort(np.array(panel.areas))
    ordered = panel.of(order)
    above = None if parents is None else among(parents, order)
    some = sample_of(len(order), above)
    weights, factors = _learn(ordered.of(some), None if above is None else among(above, some), horizon, seed)
    scale = transform_of(ordered.values, ROOT)
    present = [panel.steps - 1]
    parts = np.stack([ask(m, ordered, present, horizon, INNER, seed, above)[0] for m in MEMBERS])
    z = widen(mixture(_scaled(scale, parts, 1), weights, INNER), INNER, factors)
    values = np.minimum(scale.back(at_levels(z, INNER, levels)), _ceiling(ordered, horizon))
    quantiles = np.empty_like(values)
    quantiles[order] = np.maximum.accumulate(values, axis=-1)
    return Forecast(
        areas=panel.areas,
        last_end=panel.last_end,
        step=panel.step,
        levels=levels,
        quantiles=quantiles,
        members=tuple(m.name for m in MEMBERS),
        weights=weights,
        notes=_notes(panel),
    )


def _learn(panel: Panel, parents: NDArray[np.intp] | None, horizon: int, seed: int) -> tuple[Floats, Floats]:
    """Weights (members, horizon) and width factors (2, horizon) from the last origins of this vintage."""
    prior = np.array([m.prior for m in MEMBERS])
    origins = origins_of(panel)
    if not origins:
        return np.repeat((prior / prior.sum())[:, None], horizon, axis=1), usual_factors(horizon)
    scale = transform_of(panel.values, ROOT)
    parts = np.stack([ask(m, panel, origins, horizon, INNER, seed, parents) for m in MEMBERS])
    z = _scaled(scale, parts, 2)
    came = _scaled(scale, outcomes(panel, origins, horizon), 1)
    weights = weights_of(interval_scores(z, INNER, came), prior, panel.steps)
    pooled = mixture(z, weights, INNER)
    return weights, factors_of(pooled, INNER, came)


def _scaled(scale: Transform, values: Floats, areas_at: int) -> Floats:
    """To the scale, for values whose areas are axis `areas_at`."""
    return np.moveaxis(scale.forward(np.moveaxis(values, areas_at, 0)), 0, areas_at)


def _ceiling(panel: Panel, horizon: int) -> Floats:
    positive = panel.values[panel.values > 0]
    unit = min(float(np.median(positive)), 1.0) if positive.size else 1.0
    return ceilings(panel.values, unit, horizon)[:, :, None]


def _notes(panel: Panel) -> tuple[Message, ...]:
    empty = int(np.isnan(panel.values).all(axis=1).sum())
    if not empty:
        return ()
    return (message("{n} areas have no value at all and get no forecast.", n=empty),)
