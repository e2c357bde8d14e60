"""The nation's colours with this library: the functions behind `vungxanh assess`, written dense.

The pack is a plain traffic light (7-day rate of community cases, 20 / 50 / 150 per 100,000, a better colour
after 14 days). What Polars and pandas write as long tables is written here as arrays (areas x days).
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts, count, rolling_sum
from vungxanh.linelist import read_cases
from vungxanh.territory import read_territory
from vungxanh.zoning import Colours, advance, colour, read_pack

PACK = Path(__file__).parent / "nation_pack.toml"
WARMUP = 6
BLOCK = 500
REPEATS = 5
VALUES = ("cases", "community", "sum7", "sum14", "level", "official")

LEVEL_OF = {"areas": ("quarter", "ward"), "districts": ("district",), "provinces": ("province",)}

# Numba loads its own modules at the first compiled call; they count as imports, like those above.
rolling_sum(np.zeros((1, 1), np.int32), 1)


def run(data: Path, out: Path, first: date, last: date) -> None:
    """Read, count, windows, colours, roll-up, write."""
    counts = read_counts(data, first, last)
    write(counts, colour(counts, read_pack(PACK), warmup=WARMUP), out)


def read_counts(data: Path, first: date, last: date) -> Counts:
    """The case file as counts; a few days without cases before it fill the first windows."""
    territory = read_territory(data / "areas.parquet")
    cases = read_cases(data / "cases.parquet", territory, as_of=last)
    lead = first - timedelta(days=WARMUP)
    return count(cases.events, territory, first=lead, last=last, as_of=last, absent=cases.absent)


def write(counts: Counts, colours: Colours, out: Path) -> None:
    """One file per value and kind of unit, rows in the order of areas.txt."""
    (out / "areas.txt").write_text("\n".join(counts.territory.codes), "utf-8")
    judged = counts.between(WARMUP, counts.days)
    for unit, levels in LEVEL_OF.items():
        rows = np.concatenate([counts.territory.at_level(level) for level in levels])
        (out / unit).mkdir()
        files = [os.open(out / unit / name, os.O_CREAT | os.O_WRONLY) for name in VALUES]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [
                pool.submit(_write_block, judged, colours, files, start, rows[start : start + BLOCK])
                for start in range(0, len(rows), BLOCK)
            ]
        for job in jobs:
            job.result()
        for file in files:
            os.close(file)


def _write_block(
    counts: Counts, colours: Colours, files: list[int], start: int, rows: NDArray[np.int32]
) -> None:
    """A few areas, at their place in every file: no window is ever held for the whole country."""
    community = counts.community[rows]
    values = (
        counts.cases[rows],
        community,
        rolling_sum(community, 7),
        rolling_sum(community, 14),
        colours.counted[rows],
        colours.rank[rows],
    )
    for file, array in zip(files, values, strict=True):
        os.pwrite(file, memoryview(array).cast("B"), start * counts.days * array.itemsize)


def checksums(out: Path) -> dict[str, list[int]]:
    """The sums that all engines must agree on."""
    sums: dict[str, list[int]] = {}
    for unit in LEVEL_OF:
        totals = [
            int(np.fromfile(out / unit / name, np.int32).sum(dtype=np.int64))
            for name in ("cases", "community", "sum7", "sum14")
        ]
        official = np.fromfile(out / unit / "official", np.int8)
        sums[unit] = [*totals, *(int((official == level).sum()) for level in range(4))]
    return sums


def one_more_day(data: Path, first: date, last: date) -> dict[int, float]:
    """Seconds to judge one more day (best of a few), after histories of different length."""
    counts = read_counts(data, first, last)
    pack = read_pack(PACK)
    seconds = {}
    for days in (counts.days // 4, counts.days // 2, counts.days - WARMUP - 1):
        so_far = colour(counts.between(0, WARMUP + days), pack, warmup=WARMUP)
        longer = counts.between(0, WARMUP + days + 1)
        taken = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            grown = advance(so_far, longer)
            taken.append(time.perf_counter() - began)
        seconds[days] = min(taken)
        whole = colour(longer, pack, warmup=WARMUP)
        assert np.array_equal(grown.rank[:, -1], whole.rank[:, -1])
    return seconds
