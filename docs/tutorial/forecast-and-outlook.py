"""From counts to a forecast, its scores and an outlook: `python docs/tutorial/forecast-and-outlook.py`."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.assessment import Request, assess, open_assessment
from vungxanh.demo import simulate
from vungxanh.epidemic.forecast import Change, sample_paths
from vungxanh.epidemic.panel import Panel
from vungxanh.epidemic.scores import covered, flat_quantiles, relative, wis
from vungxanh.outlook import outlook

# --- 1. Counts of every ward and of the district, judged by the criteria in force ---
AS_OF, LAST = date(2021, 7, 25), date(2021, 8, 15)
with tempfile.TemporaryDirectory() as folder:
    simulated = simulate(Path(folder) / "input", seed=6)
    request = Request(cases=simulated.cases_csv, areas="district6-2021", criteria="vn-2686-2021", as_of=LAST)
    assess(request, Path(folder) / "assessment")
    whole = open_assessment(Path(folder) / "assessment").judged
counts = whole.counts
wards = [i for i, level in enumerate(counts.territory.levels) if level == "ward"]
today = counts.day_index(AS_OF)
print(f"{len(wards)} wards, {counts.cases[wards, : today + 1].sum()} cases up to {AS_OF}")

# --- 2. What may the next 14 days bring? ---
panel = Panel(
    areas=counts.territory.codes,
    first_end=counts.first,
    step=1,
    values=counts.cases[:, : today + 1].astype(float),
    population=counts.territory.population,
)
parents = counts.territory.parent.astype(np.intp)
paths = sample_paths(panel, horizon=14, draws=400, parents=parents, seed=1)
district = counts.territory.codes.index("775")
weeks = paths.reshape(400, len(panel.areas), 2, 7).sum(axis=-1)
for week in (0, 1):
    low, middle, high = np.quantile(weeks[:, district, week], [0.1, 0.5, 0.9]).round(-1)
    came = counts.cases[district, today + 1 + 7 * week : today + 8 + 7 * week].sum()
    print(f"district, week {week + 1}: about {middle:.0f} ({low:.0f}-{high:.0f}), came {came}")

# --- 3. How good was it? ---
levels = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
truth = counts.cases[wards, today + 1 : today + 15].reshape(len(wards), 2, 7).sum(axis=-1).astype(float)
ours = np.moveaxis(np.quantile(weeks[:, wards], levels, axis=0), 0, -1)
sums = np.stack([panel.values[wards, stop - 7 : stop].sum(axis=1) for stop in range(7, today + 2)], axis=1)
flat = flat_quantiles(sums, np.array([7, 14]), levels)
print("week   relative WIS   inside 95 %")
for week in (0, 1):
    ratio = relative(wis(ours[:, week], levels, truth[:, week]), wis(flat[:, week], levels, truth[:, week]))
    inside = covered(ours[:, week], levels, truth[:, week], 0.95).mean()
    print(f"{week + 1:4d}   {ratio:12.1f}   {inside:10.0%}")

# --- 4. The same futures through the criteria: which colour, and when green? ---
coming = outlook(whole, horizon=14, draws=100, seed=1).frame().filter(pl.col("kind") == "outlook")
dull = outlook(whole, horizon=14, draws=100, seed=1, change=Change(no_new_after=LAST)).frame()
ward = "27385"
for name, table in (("as it goes", coming), ("no new case", dull)):
    row = table.filter(pl.col("area") == ward, pl.col("day") == LAST + timedelta(days=14)).row(0, named=True)
    print(f"{ward}, {name}: green on {row['day']} with {round(row['p_green'] * 10) * 10} %")
