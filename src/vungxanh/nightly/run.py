"""The nightly run: every shard worked on, the tables put together, the folder filled as a whole."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
from threadpoolctl import threadpool_limits

from vungxanh.assessment import Assessment
from vungxanh.messages import Message, message
from vungxanh.nightly.parts import MAKERS
from vungxanh.nightly.past import past_of
from vungxanh.nightly.plan import Plan
from vungxanh.nightly.runners import Runner, in_this_process
from vungxanh.nightly.scene import Scene
from vungxanh.nightly.split import Task, tasks_of
from vungxanh.tables import write_long

Progress = Callable[[Message], None]


def work(task: Task) -> dict[str, pl.DataFrame]:
    """All tables of one shard; free of any engine, so that it can run anywhere."""
    # Linear algebra rounds differently with another number of threads; every engine must give the same.
    with threadpool_limits(1):
        scene = Scene(task)
        made = {name: MAKERS[name](scene) for name in task.plan.parts if name in MAKERS}
    return {name: table for name, table in made.items() if table is not None}


def nightly(
    assessment: Assessment,
    plan: Plan,
    *,
    out: Path | None = None,
    previous: Path | None = None,
    run: Runner = in_this_process,
    progress: Progress = lambda _: None,
) -> dict[str, int]:
    """Write the tables of `plan` to `out`, by default the assessment's folder; the number of rows of each.

    They go to its folder `epi`, but the outlook to the place where an assessment keeps its own. A table that
    no shard makes (a nowcast without dates of report) is not written. The same assessment and plan give the
    same tables, whatever the runner. `previous` is the assessment folder of an earlier run: a nowcast learns
    from how counts changed since, and a cluster that was there already is no new alarm.
    """
    out = out or assessment.folder
    out.mkdir(exist_ok=True)
    past = past_of(assessment, previous)
    with tempfile.TemporaryDirectory(dir=out, prefix=".nightly-") as name:
        parts = Path(name)
        for number, tables in enumerate(run(work, tasks_of(assessment, plan, past))):
            progress(message("Province {number}", number=number + 1))
            for table, frame in tables.items():
                frame.write_parquet(parts / f"{table}-{number:05d}.part")
        (out / "epi").mkdir(exist_ok=True)
        assert past.vintages is not None
        write_long(past.vintages, out / "epi" / "vintages.parquet")
        return {table: rows for table in plan.parts if (rows := _joined(parts, table, out)) is not None}


def _joined(parts: Path, table: str, out: Path) -> int | None:
    """One file from the shards' parts, in their order; an older one is removed when there are none."""
    files = sorted(parts.glob(f"{table}-*.part"))
    target = out / f"{table}.parquet" if table == "outlook" else out / "epi" / f"{table}.parquet"
    if not files:
        target.unlink(missing_ok=True)
        return None
    whole = parts / f"{table}.whole"
    pl.scan_parquet(files).sink_parquet(whole)
    rows = int(pl.scan_parquet(whole).select(pl.len()).collect().item())
    whole.replace(target)
    return rows
