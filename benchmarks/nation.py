"""How fast and how lean the nation's colours are: ours, Polars (streaming) and pandas, same answers.

    python -m benchmarks.nation                      communes and quarters, all engines
    python -m benchmarks.nation --size small         a quick look

11.6 million cases x 400 days: read, count, 7- and 14-day sums, rate, level by three thresholds, official
level = worst of the last 14 days, roll-up to districts and provinces, write. Every engine runs alone in a
process of its own. The clock starts after the imports; checksums are taken after it has stopped.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from benchmarks.nation_data import FIRST, SIZES, Size, make

ENGINES = ("ours", "polars", "pandas")
AIMS = {"communes": 5, "quarters": 6}
CACHE = Path(__file__).resolve().parent.parent / ".artefacts" / "nation"


def measure(engine: str, size_name: str, cache: Path) -> dict[str, Any]:
    """Run one engine in this process; seconds, peak memory, checksums."""
    size = SIZES[size_name]
    # A folder of its own: two runs side by side must not write into each other's.
    with TemporaryDirectory(dir=cache, prefix=f"out-{engine}-") as folder:
        return _measured(engine, size, cache / size_name, Path(folder))


def _measured(engine: str, size: Size, data: Path, out: Path) -> dict[str, Any]:
    module = import_module(f"benchmarks.nation_{engine}")
    began, used = time.perf_counter(), os.times()
    module.run(data, out, FIRST, size.last)
    wall, now = time.perf_counter() - began, os.times()
    result: dict[str, Any] = {
        "engine": engine,
        "wall": wall,
        "cpu": now.user + now.system - used.user - used.system,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written_mb": sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) / 1e6,
    }
    if hasattr(module, "one_more_day"):
        result["one_more_day"] = module.one_more_day(data, FIRST, size.last)
    result["checksums"] = module.checksums(out) if hasattr(module, "checksums") else checksums(out)
    return result


def checksums(out: Path) -> dict[str, list[int]]:
    """What all engines must agree on, from the written long tables."""
    sums: dict[str, list[int]] = {}
    for unit in ("areas", "districts", "provinces"):
        table = pl.scan_parquet(out / f"{unit}.parquet")
        totals = table.select(pl.col("cases", "community", "sum7", "sum14").cast(pl.Int64).sum())
        by_colour = table.select(
            [(pl.col("official") == level).sum().alias(str(level)) for level in range(4)]
        )
        sums[unit] = [
            *totals.collect(engine="streaming").row(0),
            *by_colour.collect(engine="streaming").row(0),
        ]
    return sums


def compare(size_name: str, engines: list[str], cache: Path, runs: int) -> bool:
    """Run the engines after each other, print the table; whether all agree."""
    make(SIZES[size_name], cache / size_name)
    best = {}
    for engine in engines:
        measured = [_alone(engine, size_name, cache) for _ in range(runs)]
        best[engine] = min(measured, key=lambda m: m["wall"])
    size = SIZES[size_name]
    print(f"\n{size_name}: {size.cases:,} cases, {size.areas:,} areas x {size.days} days, best of {runs}")
    print(f"{'engine':8} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'written MB':>10}")
    for engine, m in best.items():
        print(f"{engine:8} {m['wall']:8.2f} {m['cpu']:8.2f} {m['peak_mb']:8.0f} {m['written_mb']:10.0f}")
    if "ours" in best:
        _ratios(best, AIMS.get(size_name))
    answers = [m["checksums"] for m in best.values()]
    agree = all(answer == answers[0] for answer in answers)
    print("checksums: all engines agree" if agree else f"checksums DIFFER: {json.dumps(answers, indent=1)}")
    return agree


def _ratios(best: dict[str, dict[str, Any]], aim: int | None) -> None:
    """Ours against each of the others; the aim is set against Polars."""
    for engine in best:
        if engine != "ours":
            ratio = best[engine]["wall"] / best["ours"]["wall"]
            aimed = f", aim {aim}" if aim and engine == "polars" else ""
            print(f"ours vs {engine}: {ratio:.1f} x faster{aimed}")
    if "one_more_day" in best["ours"]:
        for days, seconds in best["ours"]["one_more_day"].items():
            print(f"one more day after {days} days: {1000 * seconds:.0f} ms")


def _alone(engine: str, size_name: str, cache: Path) -> dict[str, Any]:
    """`measure` in a new process, so that memory and caches are its own."""
    command = [sys.executable, "-m", "benchmarks.nation", "--measure", engine]
    command += ["--size", size_name, "--cache", str(cache)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{engine} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", action="append", choices=sorted(SIZES))
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=CACHE, help="data and output; outside version control")
    parser.add_argument("--measure", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sizes = asked.size or ["communes", "quarters"]
    if asked.measure:
        print(json.dumps(measure(asked.measure, sizes[0], asked.cache)))
        return
    agreed = [compare(size, asked.engine or list(ENGINES), asked.cache, asked.runs) for size in sizes]
    sys.exit(0 if all(agreed) else 1)


if __name__ == "__main__":
    main()
