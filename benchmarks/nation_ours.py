"""The nation's colours with this library: the functions behind `vungxanh assess`, written dense.

The pack is a plain traffic light (7-day rate of community cases, 20 / 50 / 150 per 100,000, a better colour
after 14 days). What Polars and pandas write as long tables is written here as arrays (areas x days).
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts, count, rate, rolling_sum
from vungxanh.linelist import read_cases
from vungxanh.territory import Territory, read_territory
from vungxanh.zoning import Colours, advance, colour, read_pack

PACK = Path(__file__).parent / "nation_pack.toml"
WARMUP = 6
BLOCK = 2_000

LEVEL_OF = {"areas": ("quarter", "ward"), "districts": ("district",), "provinces": ("province",)}


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
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(_write_rows, counts.between(WARMUP, counts.days), colours, out / unit, rows)
            for unit, levels in LEVEL_OF.items()
            if len(rows := _rows(counts.territory, levels))
        ]
        for job in jobs:
            job.result()


def _rows(territory: Territory, levels: tuple[str, ...]) -> NDArray[np.int32]:
    return np.concatenate([territory.at_level(level) for level in levels])


def _write_rows(counts: Counts, colours: Colours, folder: Path, rows: NDArray[np.int32]) -> None:
    """Block by block, so that no window or rate is ever held for the whole country."""
    folder.mkdir()
    names = ("cases", "community", "sum7", "sum14", "rate", "level", "official")
    files = {name: (folder / name).open("wb", buffering=0) for name in names}
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        community = counts.community[part]
        sum7 = rolling_sum(community, 7)
        values = (
            counts.cases[part],
            community,
            sum7,
            rolling_sum(community, 14),
            rate(sum7, counts.territory.population[part]),
            colours.counted[part],
            colours.rank[part],
        )
        for stream, array in zip(files.values(), values, strict=True):
            stream.write(memoryview(np.ascontiguousarray(array)).cast("B"))
    for stream in files.values():
        stream.close()


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
    """Seconds to judge one more day, after histories of different length."""
    counts = read_counts(data, first, last)
    pack = read_pack(PACK)
    seconds = {}
    for days in (counts.days // 4, counts.days // 2, counts.days - WARMUP - 1):
        so_far = colour(counts.between(0, WARMUP + days), pack, warmup=WARMUP)
        longer = counts.between(0, WARMUP + days + 1)
        advance(so_far, longer)
        began = time.perf_counter()
        grown = advance(so_far, longer)
        seconds[days] = time.perf_counter() - began
        whole = colour(longer, pack, warmup=WARMUP)
        assert np.array_equal(grown.rank[:, -1], whole.rank[:, -1])
    return seconds
