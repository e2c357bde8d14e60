"""From the files of the simulated outbreak to records, day after day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.demo import Simulated
from vungxanh.messages import Message, message
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.simulated.days import World
from vungxanh.office.usecases.simulated.orders import lock, order_isolations, settle
from vungxanh.office.usecases.simulated.testing import screen, take_samples
from vungxanh.office.usecases.simulated.tracing import list_contacts, report_cases


def fill_office(
    simulated: Simulated, *, seed: int = 6, progress: Callable[[Message], None] = lambda _: None
) -> World:
    """Store everything that the district's office would have by the last day of the simulation."""
    cases = read_cases(simulated.cases_csv)
    tests = pl.read_csv(simulated.inputs, try_parse_dates=True).filter(name="tests")
    world = World({a.code: a for a in Area.objects.all()}, np.random.default_rng([seed, 9]), simulated.as_of)
    # Tests are taken from the first day of the window that criteria look back on.
    first = min(cases["report_date"].min(), tests["day"].min())  # type: ignore[type-var]
    assert isinstance(first, date)
    for number, day in enumerate(pl.date_range(first, simulated.as_of, eager=True).to_list()):
        if number % 14 == 0:
            progress(message("The office on {day}", day=day))
        live_through(world, day, cases.filter(report_date=day), tests.filter(day=day))
    settle(world)
    return world


def live_through(world: World, day: date, cases: pl.DataFrame, tests: pl.DataFrame) -> None:
    """One day: points are locked, cases reported, contacts listed, orders given, samples taken."""
    rows = cases.to_dicts()
    if rows:
        lock(world, day, rows)
        reported = report_cases(world, day, rows)
        contacts = list_contacts(world, day, reported)
        order_isolations(world, day, reported, contacts)
        take_samples(world, day, reported, contacts)
    screen(world, day, tests)


def read_cases(file: Path) -> pl.DataFrame:
    """The simulated line list, dates parsed."""
    days = ("onset_date", "sample_date", "result_date", "report_date")
    table = pl.read_csv(file, infer_schema=False)
    return table.with_columns(pl.col(days).str.to_date(), pl.col("birth_year", "group_number").cast(pl.Int64))
