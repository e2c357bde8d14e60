"""Accuracy of our forecasts beside the hubs' own, on real data as known at the time.

    .venv/bin/python -m benchmarks.forecast_accuracy [--set flusight euro-cases ...] [--every 4] [--cache DIR]

Prints for every set and horizon: relative WIS (natural, log), coverage, sharpness, of ours, of the hub's
ensemble and baseline from the same tasks; then the goals and which of them fall short. With --cache our
forecasts are kept in DIR (outside the repository) and used again as long as the forecast's source has not
changed.
"""

import argparse
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

import vungxanh.epidemic.forecast as package
from benchmarks.forecast_sets import DataSet, Goal, Origin, euro, flusight
from benchmarks.forecast_small import hcmc, italy, kaohsiung, nyc
from vungxanh.epidemic.forecast import forecast
from vungxanh.epidemic.forecast.daily import forecast_sums
from vungxanh.epidemic.forecast.hub import LEVELS, hub_frame
from vungxanh.epidemic.scores import OVERALL, score_board

SETS: dict[str, Callable[[], DataSet]] = {
    "flusight": flusight,
    "euro-cases": lambda: euro("cases", strict=False),
    "euro-deaths": lambda: euro("deaths", strict=False),
    "euro-cases-strict": lambda: euro("cases", strict=True),
    "italy": italy,
    "nyc": nyc,
    "kaohsiung-2014": lambda: kaohsiung(2014),
    "kaohsiung-2015": lambda: kaohsiung(2015),
    "hcmc": hcmc,
}
# Where most areas have no case even a perfect interval covers more than it says: see fair coverage.
_PLAIN = (("coverage_50", 0.50, 0.05, 0.03), ("coverage_95", 0.95, 0.03, 0.02))
COVERAGE_GOALS = {
    "week": _PLAIN,
    "days": (*_PLAIN, ("fair_50", 0.50, 0.05, 0.03), ("fair_95", 0.95, 0.03, 0.02)),
}


def ours(origin: Origin, kind: str) -> pl.DataFrame:
    """Our forecast of one origin as scoreboard rows."""
    steps = origin.skipped + len(origin.ends)
    if kind == "week":
        q = forecast(origin.panel, horizon=steps, levels=LEVELS, parents=origin.parents).quantiles
        q = q[:, origin.skipped :]
    else:
        q = forecast_sums(origin.panel, weeks=2, levels=LEVELS, parents=origin.parents)
    frame = hub_frame(origin.reference, origin.panel.areas, origin.ends, LEVELS, q, step=7)
    return frame.rename({"output_type_id": "level"})


def forecasts_of(data: DataSet, every: int, cache: Path | None) -> pl.DataFrame:
    kept = None if cache is None else cache / f"{data.name}-{every}-{_source()}.parquet"
    if kept is not None and kept.exists():
        return pl.read_parquet(kept)
    start, origins = time.perf_counter(), list(data.origins(every))
    frame = pl.concat([ours(origin, data.kind) for origin in origins])
    print(f"{data.name}: {len(origins)} forecasts in {time.perf_counter() - start:.1f} s", flush=True)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(kept)
    return frame


def board(data: DataSet, own: pl.DataFrame) -> pl.DataFrame:
    """The scoreboard on the tasks of our forecast."""
    keys = ["reference_date", "location", "target_end_date"]
    # The hub's number of weeks counts, not how many days lie between.
    base = data.peers[data.baseline].select(*keys, hub="horizon").unique()
    own = own.join(base, on=keys, how="inner").with_columns(horizon=pl.col("hub")).drop("hub")
    columns = ["model", "reference_date", "location", "horizon", "target_end_date", "level", "value"]
    tasks = own.select(keys).unique()
    rows = [own.with_columns(model=pl.lit("ours")).select(columns)]
    for name, peer in data.peers.items():
        rows.append(peer.join(tasks, on=keys, how="semi").with_columns(model=pl.lit(name)).select(columns))
    return score_board(pl.concat(rows), data.truth, baseline=data.baseline)


def report(data: DataSet, scores: pl.DataFrame) -> list[str]:
    """Prints the board and the goals; returns the goals that fall short."""
    with pl.Config(
        tbl_rows=-1, tbl_cols=-1, tbl_width_chars=200, float_precision=3, tbl_hide_dataframe_shape=True
    ):
        print(scores.drop("sharpness_50", "bias"))
    mine = {
        str(row["horizon"]): row for row in scores.filter(pl.col("model") == "ours").iter_rows(named=True)
    }
    short = []
    for goal in data.goals:
        got = mine[goal.horizon][goal.figure]
        short += _judge(data.name, goal, got)
    for figure, nominal, must, aim in COVERAGE_GOALS[data.kind]:
        for horizon in mine if data.kind == "days" else (OVERALL,):
            got = mine[horizon][figure]
            off = Goal(f"{figure} off by", horizon, must, aim)
            short += _judge(data.name, off, abs(got - nominal))
    return short


def _judge(name: str, goal: Goal, got: float) -> list[str]:
    word = "ahead" if got <= goal.aim else "met" if got <= goal.must else "SHORT"
    bounds = f"must {goal.must:.3f}, aim {goal.aim:.3f}"
    line = f"  {word:6} {name} {goal.figure} horizon {goal.horizon}: {got:.3f} ({bounds})"
    print(line)
    return [line] if word == "SHORT" else []


def _source() -> str:
    """A mark of the code that makes the forecasts."""
    digest = hashlib.sha256()
    for file in sorted(Path(package.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--every", type=int, default=1, help="only every N-th origin")
    parser.add_argument("--cache", type=Path)
    chosen = parser.parse_args()
    short = []
    for name in chosen.set:
        data = SETS[name]()
        print(f"\n== {name} (baseline {data.baseline})", flush=True)
        short += report(data, board(data, forecasts_of(data, chosen.every, chosen.cache)))
    print(f"\n{len(short)} goals fall short" + "".join("\n" + line for line in short))


if __name__ == "__main__":
    main()
