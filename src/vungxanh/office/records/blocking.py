"""The index of blocking keys: which people share a key, asked and refreshed for many people at once.

Keys are derived from people, and can be made anew from them at any time; so they have no history and no
event of their own. SQL is written here because a bounded look into each block cannot be said in the ORM.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

TABLE = "records_blockingkey"


def refresh_keys(person_ids: Sequence[int], keys: Iterable[tuple[int, int]]) -> None:
    """Replace the keys (key, person) of these people."""
    forget_keys(person_ids)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} (key, person_id) FROM STDIN") as copy:
                for row in keys:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {TABLE} (key, person_id) VALUES (%s, %s)", list(keys))  # noqa: S608


def forget_keys(person_ids: Sequence[int]) -> None:
    """Compare these people with nobody any more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE person_id IN {_listed()}", [_given(person_ids)])  # noqa: S608


def members(keys: Sequence[int], *, largest: int) -> list[tuple[int, int]]:
    """(key, person) of everybody who has one of these keys, at the most `largest` + 1 of each key.

    Each block is looked into only so far, so that the cost of a new person does not grow with the register.
    """
    look = f"SELECT person_id FROM {TABLE} t WHERE t.key = d.key LIMIT {largest + 1}"  # noqa: S608 - our own names
    if connection.vendor == "postgresql":
        sql = f"SELECT d.key, m.person_id FROM unnest(%s::bigint[]) d(key), LATERAL ({look}) m"  # noqa: S608
    else:
        sql = f"SELECT key, person_id FROM {TABLE} WHERE key IN {_listed()}"  # noqa: S608
    return _rows(sql, keys)


def sizes(keys: Sequence[int]) -> dict[int, int]:
    """How many people have each of these keys."""
    sql = f"SELECT key, count(*) FROM {TABLE} WHERE key IN {_listed()} GROUP BY key"  # noqa: S608
    return dict(_rows(sql, keys))


def _rows(sql: str, numbers: Sequence[int]) -> list[tuple[int, int]]:
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [_given(numbers)])
        return [(int(one), int(other)) for one, other in cursor.fetchall()]


def _listed() -> str:
    if connection.vendor == "postgresql":
        return "(SELECT unnest(%s::bigint[]))"
    return "(SELECT value FROM json_each(%s))"


def _given(numbers: Sequence[int]) -> str | list[int]:
    ids = list(numbers)
    return ids if connection.vendor == "postgresql" else json.dumps(ids)
