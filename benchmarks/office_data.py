"""A made-up city for `office.py`, straight into PostgreSQL: 312 wards, 500,000 cases, 2 million records.

Names come from the simulated name generator; nobody is real. Rows go in by COPY and the history by
INSERT ... SELECT, so that seeding takes minutes; everything measured afterwards goes the office's own way.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl
from django.db import connection

from vungxanh.office.records.folding import name_key

FIRST = date(2025, 1, 1)
DAYS = 600
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
PLAIN = ("history_id", "history_date", "history_type", "history_user_id", "history_change_reason")


@dataclass(frozen=True)
class Size:
    """How big the city is."""

    cases: int = 500_000
    contacts: int = 1_000_000
    samples: int = 1_000_000
    wards: int = 312
    quarters: int = 8


def city(size: Size) -> pl.DataFrame:
    """Areas: one province, districts of about 14 wards, wards, quarters."""
    rows: list[dict[str, Any]] = [
        {"code": "79", "name": "Thành phố Mô Phỏng", "level": "province", "parent": None}
    ]
    rows += [
        {"code": f"Q{district:02d}", "name": f"Quận {district + 1}", "level": "district", "parent": "79"}
        for district in range(-(-size.wards // 14))
    ]
    for ward in range(size.wards):
        code = f"{26000 + ward:05d}"
        rows.append(
            {"code": code, "name": f"Phường {ward + 1}", "level": "ward", "parent": f"Q{ward // 14:02d}"}
        )
        rows += [
            {"code": f"{code}-KP{q + 1:02d}", "name": f"Khu phố {q + 1}", "level": "quarter", "parent": code}
            for q in range(size.quarters)
        ]
    people = {"ward": 30_000, "quarter": 30_000 // size.quarters}
    return pl.DataFrame([{**row, "population": people.get(row["level"])} for row in rows])


def people_frame(
    count: int, start: int, areas: pl.DataFrame, names: list[str], rng: np.random.Generator
) -> pl.DataFrame:
    """`count` people spread over the quarters; every 40th name and year comes twice, as in life."""
    chosen = rng.integers(0, len(names), count)
    place = rng.integers(0, areas.height, count)
    ids = np.arange(start, start + count)
    full = pl.Series(names).gather(chosen)
    keys = pl.Series([name_key(name) for name in names]).gather(chosen)
    phones = pl.Series(rng.integers(10**8, 10**9, count)).cast(pl.String)
    return pl.DataFrame(
        {
            "id": ids,
            "code": pl.Series("N" + pl.Series(ids).cast(pl.String).str.zfill(8)),
            "full_name": full,
            "name_key": keys,
            "birth_year": rng.integers(1930, 2020, count),
            "sex": pl.Series(["male", "female"]).gather(rng.integers(0, 2, count)),
            "phone": "0" + phones,
            "phone_key": "0" + phones,
            "area_id": areas["id"].gather(place),
            "area_path": areas["path"].gather(place),
            "group_name": "Tổ " + pl.Series(rng.integers(1, 40, count)).cast(pl.String),
            "house": pl.Series(rng.integers(1, 900, count)).cast(pl.String),
            "street": "Đường số " + pl.Series(rng.integers(1, 60, count)).cast(pl.String),
        }
    )


def cases_frame(size: Size, people: pl.DataFrame, rng: np.random.Generator, start: int = 1) -> pl.DataFrame:
    """One case for each of the first people, reports spread over the days in waves."""
    count = size.cases
    wave = 1 + 0.8 * np.sin(np.arange(DAYS) / 40)
    day = np.sort(rng.choice(DAYS, count, p=wave / wave.sum()))
    report = pl.Series(np.datetime64(FIRST) + day)
    who = people.head(count)
    ids = np.arange(start, start + count)
    source = np.maximum(ids - rng.integers(50, 5_000, count), start - 1)
    return pl.DataFrame(
        {
            "id": ids,
            "code": "F0-" + pl.Series(ids).cast(pl.String).str.zfill(7),
            "person_id": who["id"],
            "disease": "covid19",
            "area_id": who["area_id"],
            "area_path": who["area_path"],
            "group_name": who["group_name"],
            "classification": pl.Series(["confirmed", "probable", "suspected"]).gather(
                rng.choice(3, count, p=[0.9, 0.04, 0.06])
            ),
            "status": pl.Series(["closed", "under_care", "notified"]).gather(
                rng.choice(3, count, p=[0.94, 0.05, 0.01])
            ),
            "outcome": "pending",
            "onset_date": report - pl.Series([timedelta(days=3)]),
            "sample_date": report - pl.Series([timedelta(days=1)]),
            "result_date": report,
            "report_date": report,
            "found_in": pl.Series(["community", "quarantine", "lockdown"]).gather(
                rng.choice(3, count, p=[0.3, 0.55, 0.15])
            ),
            "source_known": pl.Series(["yes", "no"]).gather(rng.integers(0, 2, count)),
            "source_case_id": pl.Series(source).replace(start - 1, None),
        }
    )


def contacts_frame(
    size: Size, cases: pl.DataFrame, people: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """Two contacts a case; those of the last days are open."""
    count = size.contacts
    source = np.sort(rng.integers(0, cases.height, count))
    who = people[rng.integers(0, people.height, count)]
    of = cases[source]
    listed = of["report_date"].cast(pl.Datetime("us", "UTC"))
    recent = source > cases.height * 0.985
    status = np.where(recent, rng.choice(["listed", "reached", "isolating"], count), "finished")
    return pl.DataFrame(
        {
            "id": np.arange(1, count + 1),
            "code": "TX-" + pl.Series(np.arange(1, count + 1)).cast(pl.String).str.zfill(7),
            "person_id": who["id"],
            "degree": 1,
            "source_case_id": of["id"],
            "area_id": who["area_id"],
            "area_path": who["area_path"],
            "source_area_path": of["area_path"],
            "first_exposure": of["onset_date"],
            "last_exposure": of["sample_date"],
            "kind": "household",
            "listed_at": listed,
            "trace_due": listed + timedelta(days=1),
            "status": pl.Series(status),
            "follow_until": of["report_date"] + timedelta(days=14),
        }
    )


def samples_frame(
    size: Size, cases: pl.DataFrame, people: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """A positive tube for every case, negative ones for others."""
    rest = size.samples - cases.height
    others = people[rng.integers(0, people.height, rest)]
    taken = pl.concat([cases["sample_date"], pl.Series(np.datetime64(FIRST) + rng.integers(0, DAYS, rest))])
    return pl.DataFrame(
        {
            "id": np.arange(1, size.samples + 1),
            "code": "M-" + pl.Series(np.arange(1, size.samples + 1)).cast(pl.String).str.zfill(8),
            "person_id": pl.concat([cases["person_id"], others["id"]]),
            "case_id": pl.concat([cases["id"], pl.Series([None] * rest, dtype=pl.Int64)]),
            "area_id": pl.concat([cases["area_id"], others["area_id"]]),
            "area_path": pl.concat([cases["area_path"], others["area_path"]]),
            "found_in": pl.concat([cases["found_in"], pl.Series(["community"] * rest)]),
            "purpose": "diagnosis",
            "method": "rt-pcr",
            "taken_on": taken,
            "result": pl.Series(["positive"] * cases.height + ["negative"] * rest),
            "resulted_at": taken.cast(pl.Datetime("us", "UTC")) + timedelta(hours=30),
            "pool_size": 1,
        }
    )


def copy_in(model: Any, frame: pl.DataFrame) -> None:
    """COPY a frame into a model's table; columns that it lacks get the model's defaults."""
    stamp = {"created_at": EPOCH.isoformat(), "updated_at": EPOCH.isoformat(), "version": 1}
    given = {}
    for field in model._meta.concrete_fields:
        if field.column in frame.columns or field.null:
            continue
        default = stamp.get(field.column, field.get_default())
        given[field.column] = pl.lit(default)
    whole = frame.with_columns(**given)
    columns = ", ".join(f'"{name}"' for name in whole.columns)
    with connection.cursor() as cursor:
        how = f"(FORMAT csv, FORCE_NULL ({_nullable(model, whole)}))"
        statement = f"COPY {model._meta.db_table} ({columns}) FROM STDIN {how}"
        with cursor.cursor.copy(statement) as copy:
            for part in whole.iter_slices(100_000):
                written = BytesIO()
                part.write_csv(written, include_header=False, quote_style="non_numeric", null_value="")
                copy.write(written.getvalue())
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), "
            f"(SELECT max(id) FROM {model._meta.db_table}))"
        )


def write_history(model: Any) -> None:
    """The first state of every record, as if it had been entered on its report day."""
    past = model.history.model
    shared = [
        f.column
        for f in model._meta.concrete_fields
        if f.column in {g.column for g in past._meta.concrete_fields}
    ]
    columns = ", ".join(f'"{name}"' for name in shared)
    day = "report_date" if "report_date" in shared else "created_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {past._meta.db_table} ({columns}, history_date, history_type) "
            f"SELECT {columns}, ({day})::timestamptz + interval '10 hours', '+' FROM {model._meta.db_table}"
        )
        cursor.execute(f"ANALYZE {past._meta.db_table}; ANALYZE {model._meta.db_table}")


def _nullable(model: Any, frame: pl.DataFrame) -> str:
    """Columns in which an empty cell is NULL."""
    nullable = [f.column for f in model._meta.concrete_fields if f.null and f.column in frame.columns]
    return ", ".join(f'"{name}"' for name in nullable or ["id"])
