"""From a case list to a nowcast and to Rt: `python docs/tutorial/rt-and-nowcast.py`."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.demo import simulate
from vungxanh.epidemic.delays import triangle_of_cases
from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.nowcast import nowcast
from vungxanh.epidemic.rt import estimate

# --- 1. A case list, as far as it was known on one evening ---
AS_OF = date(2021, 7, 22)
with tempfile.TemporaryDirectory() as folder:
    simulated = simulate(Path(folder), seed=6)
    everything = pl.read_csv(simulated.cases_csv, try_parse_dates=True)
known = everything.filter(pl.col("report_date") <= AS_OF)
print(f"{known.height} of {everything.height} cases are known on {AS_OF}.")

# --- 2. How many samples of the last days will still turn out positive? ---
rows = known.select(area=pl.lit("District 6"), reference_date="sample_date", report_date="report_date")
triangle = triangle_of_cases(rows, as_of=AS_OF, max_delay=10)
levels = np.array([0.1, 0.5, 0.9])
made = nowcast(triangle, levels=levels)
came = dict(everything.group_by("sample_date").len().iter_rows())
days = [made.first + timedelta(days=position) for position in range(made.known.shape[1])]
print("sample day   known   nowcast (80 %)   came in the end")
for position in range(len(days) - 4, len(days)):
    low, middle, high = made.quantiles[0, position].round().astype(int)
    day = days[position]
    print(f"{day}   {made.known[0, position]:5.0f}   {middle:4d} ({low:d}-{high:d})   {came.get(day, 0):10d}")

# --- 3. Rt with and without the nowcast ---
first = date(2021, 6, 1)
axis = [first + timedelta(days=ahead) for ahead in range((AS_OF - first).days + 1)]
counted = dict(known.group_by("sample_date").len().iter_rows())
cases = np.array([[counted.get(day, 0) for day in axis]], float)
missing, doubt = np.zeros_like(cases), np.zeros_like(cases)
draws = made.samples(500, np.random.default_rng(1))[:, 0]
where = [axis.index(day) for day in days]
missing[0, where] = draws.mean(axis=0) - made.known[0]
doubt[0, where] = draws.var(axis=0)
generation = read_disease("covid19").generation
print("on the evening of", AS_OF)
for name, counts, variance in (("counted", cases, None), ("completed", cases + missing, doubt)):
    rt = estimate(counts, generation, extra_variance=variance).filter
    print(f"  {name:9}  Rt {rt.q50[0, -1]:.1f} ({rt.q025[0, -1]:.1f}-{rt.q975[0, -1]:.1f})")
