"""The nowcast of R's package surveillance on the same triangle (Debian: r-cran-surveillance)."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast import nowcast

SCRIPT = Path(__file__).with_name("epidemic_nowcast.R")
LEVELS = np.array([0.025, 0.5, 0.975])


def compare(triangle: Triangle, days: Sequence[date]) -> str | None:
    """Mean error and coverage of single days 0..28 back, R's and ours; None where R lacks the package."""
    if shutil.which("Rscript") is None or _run("-e", "library(surveillance)") is None:
        return None
    final = triangle.known()[0]
    errors, held = np.zeros((2, 0)), np.zeros((2, 0))
    for day in days:
        theirs = _theirs(triangle.seen_by(day), day)
        if theirs is None:
            return None
        now = nowcast(triangle, as_of=day, levels=LEVELS)
        ours = now.quantiles[0, -theirs.height :]
        start = (day - triangle.first).days - theirs.height + 1
        truth = final[start : start + theirs.height]
        middle = np.stack([theirs["expected"].to_numpy(), ours[:, 1]])
        low, high = (np.stack([theirs[n].to_numpy(), ours[:, i]]) for n, i in (("low", 0), ("high", 2)))
        errors = np.hstack([errors, np.abs(middle - truth)])
        held = np.hstack([held, (low <= truth) & (truth <= high)])
    error, cover = errors.mean(axis=1), held.mean(axis=1)
    return (
        f"R surveillance (Lawless, 60 days), single days, {len(days)} nowcasts of the total: mean error "
        f"{error[0]:.0f}, 95 % interval holds {cover[0]:.2f}; ours {error[1]:.0f} and {cover[1]:.2f}"
    )


def _theirs(seen: Triangle, day: date) -> pl.DataFrame | None:
    """Table date, expected, low, high of the last 29 days."""
    counts = seen.counts[0, -100:]
    first = day - timedelta(days=len(counts) - 1)
    t, d = np.nonzero(np.nan_to_num(counts) > 0)
    cells = pl.DataFrame(
        {
            "reference": [first + timedelta(int(i)) for i in t],
            "delay": d,
            "count": counts[t, d].astype(int),
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.csv"
        cells.write_csv(path)
        printed = _run(str(SCRIPT), str(path), day.isoformat(), str(seen.max_delay))
    return None if printed is None else pl.read_csv(io.StringIO(printed), try_parse_dates=True)


def _run(*arguments: str) -> str | None:
    done = subprocess.run(["Rscript", *arguments], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None
