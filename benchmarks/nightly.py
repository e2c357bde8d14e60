"""The nightly run of a made-up country: assess, then every estimate for every area. Goal V5.

    python -m benchmarks.nightly                     10,000 wards x 365 days
    python -m benchmarks.nightly --size quarters     100,000 areas, for which memory counts too
    python -m benchmarks.nightly --ray               the same on a Ray cluster that is started here

Every step runs in a process of its own; the clock includes its start. Memory is the largest sum of the
resident sets of the step's processes, looked at five times a second.
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.nightly_data import SIZES, Size, make

CACHE = Path(__file__).resolve().parent.parent / ".artefacts" / "nightly"
GOALS = {"communes": (90, 45, None), "quarters": (480, None, 4.0)}
"""Seconds at most, seconds aimed at, GB at most."""


@dataclass(frozen=True)
class Step:
    """What one step took."""

    seconds: float
    peak_gb: float


def run(*words: str) -> Step:
    """One command of ours, watched."""
    began, peak = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, "-m", "vungxanh.cli", *words, "--language", "en"]) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _resident(watched))
            time.sleep(0.2)
        if process.returncode:
            raise SystemExit(process.returncode)
    return Step(time.perf_counter() - began, peak / 1e9)


def _resident(process: psutil.Process) -> int:
    total = 0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.Error:
        return total
    return total


def measure(size: Size, folder: Path, out: Path, words: list[str]) -> dict[str, Step]:
    """Both steps, one after the other."""
    given = ("--cases", "cases.parquet", "--areas", "areas.csv", "--neighbours", "neighbours.csv")
    files = [str(folder / word) if "." in word else word for word in given]
    pack = ("--criteria", "green-14-days", "--as-of", size.last.isoformat(), "--outlook-days", "1")
    return {
        "assess": run("assess", *files, *pack, "--out", str(out)),
        "nightly": run("nightly", str(out), *words),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="communes")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--only", help="tables, separated by commas")
    asked = parser.parse_args()
    size = SIZES[asked.size]
    make(size, asked.cache / size.name)
    words = ["--ray", "local"] if asked.ray else []
    for table in asked.only.split(",") if asked.only else ():
        words += ["--only", table]
    with TemporaryDirectory(dir=asked.cache) as folder:
        steps = measure(size, asked.cache / size.name, Path(folder) / "dir", words)
    total, peak = sum(s.seconds for s in steps.values()), max(s.peak_gb for s in steps.values())
    for name, step in steps.items():
        print(f"{name:8} {step.seconds:7.1f} s   peak {step.peak_gb:.2f} GB")
    print(f"{'total':8} {total:7.1f} s   peak {peak:.2f} GB")
    if size.name in GOALS:
        most, aim, memory = GOALS[size.name]
        print(f"V5: at most {most} s: {'met' if total <= most else 'NOT MET'}", end="")
        print("" if aim is None else f"; aim {aim} s: {'met' if total <= aim else 'not met'}", end="")
        print("" if memory is None else f"; under {memory} GB: {'met' if peak < memory else 'NOT MET'}")
    print(json.dumps({name: step.__dict__ for name, step in steps.items()}))


if __name__ == "__main__":
    main()
