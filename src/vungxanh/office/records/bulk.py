"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite, the history by INSERT ... SELECT.

Django's bulk_create spends most of its time on making SQL text, once for the rows and once more for their
history; at 100,000 rows that is minutes.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

PORTION = 5_000


def insert_rows(records: Sequence[Any], model: Any) -> None:
    """Store new rows; they get their ids. Called inside a transaction."""
    if not records:
        return
    for record, number in zip(records, _new_ids(model, len(records)), strict=True):
        record.pk = number
        record._state.adding = False
        record._state.db = connection.alias
    fields = model._meta.concrete_fields
    _write(model._meta.db_table, [field.column for field in fields], _values(records, fields))


def update_rows(records: Sequence[Any], names: Sequence[str], model: Any) -> None:
    """Store the named fields of rows that are there."""
    if not records:
        return
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in dict.fromkeys(names))]
    table, columns = model._meta.db_table, [field.column for field in fields]
    if connection.vendor != "postgresql":
        setting = ", ".join(f'"{column}" = ?' for column in columns[1:])
        rows = ((*row[1:], row[0]) for row in _values(records, fields))
        _execute_many(f'UPDATE "{table}" SET {setting} WHERE "{columns[0]}" = ?', rows)
        return
    with connection.cursor() as cursor:
        listed = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(f'CREATE TEMP TABLE changed ON COMMIT DROP AS SELECT {listed} FROM "{table}" LIMIT 0')
        _copy("changed", columns, _values(records, fields))
        cursor.execute("ANALYZE changed")
        setting = ", ".join(f'"{column}" = changed."{column}"' for column in columns[1:])
        cursor.execute(f'UPDATE "{table}" SET {setting} FROM changed WHERE changed.id = "{table}".id')
        cursor.execute("DROP TABLE changed")


def write_history(
    records: Sequence[Any], model: Any, *, kind: str, at: datetime, user_id: int | None, reason: str
) -> None:
    """The rows' present state into their history. `kind` is + (new) or ~ (changed)."""
    past = model.history.model
    kept = {field.column for field in past._meta.concrete_fields}
    columns = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields if f.column in kept)
    said = [_plain(at), kind, user_id, reason]
    told = "history_date, history_type, history_user_id, history_change_reason"
    into = f'INSERT INTO "{past._meta.db_table}" ({columns}, {told})'
    source = f'SELECT {columns}, %s, %s, %s, %s FROM "{model._meta.db_table}"'
    with connection.cursor() as cursor:
        for start in range(0, len(records), PORTION):
            ids = [record.pk for record in records[start : start + PORTION]]
            given: Any = ids
            where = "id = ANY(%s)"
            if connection.vendor != "postgresql":
                where, given = "id IN (SELECT value FROM json_each(%s))", json.dumps(ids)
            cursor.execute(f"{into} {source} WHERE {where} ORDER BY id", [*said, given])


def _new_ids(model: Any, count: int) -> list[int]:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction is the only writer; AUTOINCREMENT remembers ids of rows that are gone.
        cursor.execute(
            f'SELECT max(coalesce((SELECT max("{key}") FROM "{table}"), 0),'
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
            [table],
        )
        first = cursor.fetchone()[0] + 1
    return list(range(first, first + count))


def _values(records: Sequence[Any], fields: Sequence[Any]) -> Iterator[list[Any]]:
    """The rows as the database takes them."""
    names = [field.attname for field in fields]
    as_is = connection.vendor == "postgresql"
    turned = [
        (place, _json if isinstance(field, models.JSONField) else _plain)
        for place, field in enumerate(fields)
        if isinstance(field, models.JSONField) or (not as_is and isinstance(field, models.DateField))
    ]
    for record in records:
        values = [getattr(record, name) for name in names]
        for place, turn in turned:
            values[place] = turn(values[place])
        yield values


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A value for the database; SQLite keeps moments as UTC without a zone, as Django reads them."""
    if connection.vendor == "postgresql" or not isinstance(value, date):
        return value
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)
    return value.isoformat()


def _write(table: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    if connection.vendor == "postgresql":
        _copy(table, columns, rows)
        return
    listed, places = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
    _execute_many(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', rows)


def _copy(table: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    listed = ", ".join(f'"{column}"' for column in columns)
    statement = f'COPY "{table}" ({listed}) FROM STDIN'
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _execute_many(statement: str, rows: Iterator[Any]) -> None:
    """Past Django's cursor, which would turn every statement's placeholders anew."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.executemany(statement, rows)
