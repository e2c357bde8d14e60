"""What the office takes at the size of a city: `python -m benchmarks.office [--small]`.

Starts its own PostgreSQL (safe settings, fsync on), seeds 500,000 cases with 1 million contacts and 1 million
samples in 312 wards, assesses them, serves the office with two processes and its worker, and measures:

    load      50 people read and 10 write at once: p95 of every page, errors
    export    all cases: time to the first byte, time to the end, memory of the server
    review    the page of duplicates
    import    100,000 cases from Excel with checks and duplicate search, at 500,000 existing and at none

Goals stand beside the figures. Nothing is kept afterwards.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import requests

from tools.with_postgres import postgres

GOALS = {
    "list": 300, "list, filtered": 300, "list, a page far down": 300, "search": 300, "case page": 300,
    "dashboard": 200, "change form": 300, "save a change": 300,
}  # fmt: skip
PORT = 8741
ALONE = {
    "duplicates": "/duplicates/", "home": "/", "tracing": "/tracing/", "samples": "/samples/",
    "isolation": "/isolation/", "coverage": "/coverage/", "areas": "/areas/",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="a tenth of the size, to try the program")
    parser.add_argument("--seconds", type=int, default=90, help="how long the load lasts")
    parser.add_argument("--no-import", action="store_true", help="leave out the imports")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vx-bench-") as folder, postgres(fast=False) as address:
        environment = {
            "VUNGXANH_HOME": f"{folder}/home", "VUNGXANH_DATABASE": address, "VUNGXANH_HTTPS": "0",
            "VUNGXANH_MFA": "optional", "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
            "OFFICE_FACTS": f"{folder}/facts.json", "OFFICE_SMALL": "1" if asked.small else "",
        }  # fmt: skip
        os.environ.update(environment)
        step("import into an empty office", "import-empty", not asked.no_import)
        step("seed", "seed")
        step("assess", "assess")
        with (
            running("serve", "--port", str(PORT), "--processes", "2", "--threads", "4") as server,
            running("worker"),
        ):
            wait_for(f"http://127.0.0.1:{PORT}/alive")
            load(folder, asked.seconds)
            one_by_one(server)
        step("import into the full office", "import-full", not asked.no_import)


def step(title: str, name: str, wanted: bool = True) -> None:
    """One part in a process of its own, timed."""
    if not wanted:
        return
    begun = time.perf_counter()
    print(f"\n== {title}", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.office_steps", name], check=True)
    print(f"   {title}: {time.perf_counter() - begun:.1f} s", flush=True)


@contextmanager
def running(*command: str) -> Iterator[psutil.Process]:
    """A process of the office, until the block ends."""
    process = psutil.Popen(
        [sys.executable, "-m", "vungxanh.cli", "office", *command], stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise SystemExit("the office did not start")


def load(folder: str, seconds: int) -> None:
    """Locust without a face; its table beside the goals."""
    print("\n== 50 read and 10 write at once", flush=True)
    command = [
        sys.executable, "-m", "locust", "-f", "benchmarks/office_load.py", "--headless", "--only-summary",
        "--host", f"http://127.0.0.1:{PORT}", "--users", "60", "--spawn-rate", "10",
        "--run-time", f"{seconds}s", "--csv", f"{folder}/load", "--exit-code-on-error", "0",
        "--reset-stats",
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Path(f"{folder}/load_stats.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            goal = GOALS.get(row["Name"])
            verdict = "" if goal is None else "ok" if float(row["95%"]) < goal else "SHORT"
            taken = f"p50 {row['50%']:>5}  p95 {row['95%']:>5} ms  goal {goal or '':>4}"
            print(
                f"   {row['Name']:<24} n {row['Request Count']:>6}  {taken}"
                f"  {row['Failure Count']} errors {verdict}"
            )
    with Path(f"{folder}/load_failures.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            print("   FAILED", row["Name"], row["Error"], row["Occurrences"])


def one_by_one(server: psutil.Process) -> None:
    """Pages that are measured alone, and the export of everything with the server's memory."""
    facts = json.loads(Path(os.environ["OFFICE_FACTS"]).read_text("utf-8"))
    cookies = {"sessionid": facts["sessions"][-1]}
    print("\n== one at a time", flush=True)
    for name, path in ALONE.items():
        taken = sorted(
            _timed(lambda p=path: requests.get(f"http://127.0.0.1:{PORT}{p}", cookies=cookies, timeout=60))
            for _ in range(9)
        )
        print(f"   {name:<12} median {taken[4] * 1000:6.0f} ms  worst of 9 {taken[-1] * 1000:6.0f} ms")
    before, begun = _memory(server), time.perf_counter()
    address = f"http://127.0.0.1:{PORT}/exports/cases/?format=csv"
    size, first, peak = 0, 0.0, before
    with requests.get(address, cookies=cookies, stream=True, timeout=600) as answer:
        for block in answer.iter_content(1 << 16):
            first = first or time.perf_counter() - begun
            size += len(block)
            if size % (1 << 23) < (1 << 16):
                peak = max(peak, _memory(server))
    print(
        f"   export of all cases: status {answer.status_code}, first byte {first:.2f} s (goal 1), "
        f"{size / 1e6:.0f} MB in {time.perf_counter() - begun:.1f} s, "
        f"memory {before / 1e6:.0f} -> at most {peak / 1e6:.0f} MB"
    )


def _timed(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    answer = call()
    if answer.status_code != 200:
        print("   status", answer.status_code, answer.url)
    return time.perf_counter() - begun


def _memory(server: psutil.Process) -> int:
    return sum(process.memory_info().rss for process in [server, *server.children(recursive=True)])


if __name__ == "__main__":
    main()
