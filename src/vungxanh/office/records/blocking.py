"""The index of blocking keys: which people share a key, asked and refreshed for many people at once.

Keys are derived from people, and can be made anew from them at any time; so they have no history and no
event of their own. SQL is written here because a bounded look into each block cannot be said in the ORM.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

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


def sharing(person_ids: Sequence[int], *, largest: int) -> list[tuple[int, int]]:
    """Pairs of people (lower id first) who share a key; one of each is among `person_ids`.

    A block of more than `largest` is passed over: each block is looked into only so far, so that the cost
    of a new person does not grow with the register.
    """
    sql = f"""
        WITH mine AS (SELECT key, person_id FROM {TABLE} WHERE person_id IN {_listed()}),
        sized AS (
            SELECT key, (
                SELECT count(*) FROM (SELECT 1 FROM {TABLE} k WHERE k.key = d.key LIMIT {largest + 1}) s
            ) AS size
            FROM (SELECT DISTINCT key FROM mine) d
        )
        SELECT DISTINCT CASE WHEN m.person_id < k.person_id THEN m.person_id ELSE k.person_id END,
                        CASE WHEN m.person_id < k.person_id THEN k.person_id ELSE m.person_id END
        FROM sized s
        JOIN mine m ON m.key = s.key
        JOIN {TABLE} k ON k.key = m.key AND k.person_id <> m.person_id
        WHERE s.size BETWEEN 2 AND {largest}"""  # noqa: S608 - our table's name and a number
    with connection.cursor() as cursor:
        _plan(cursor, "off")
        cursor.execute(sql, [_given(person_ids)])
        found = [(int(first), int(second)) for first, second in cursor.fetchall()]
        _plan(cursor, "on")
    return found


def passed_over(person_ids: Sequence[int], *, largest: int) -> int:
    """How many comparisons the blocks of more than `largest` would have been (at the most)."""
    sql = f"""
        SELECT coalesce(sum(mine.here * (SELECT count(*) FROM {TABLE} k WHERE k.key = mine.key)), 0)
        FROM (SELECT key, count(*) AS here FROM {TABLE} WHERE person_id IN {_listed()} GROUP BY key) mine
        WHERE (SELECT count(*) FROM (SELECT 1 FROM {TABLE} k WHERE k.key = mine.key LIMIT {largest + 1}) s)
            > {largest}"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [_given(person_ids)])
        return int(cursor.fetchone()[0])


def _plan(cursor: Any, joins: str) -> None:
    """PostgreSQL would read the whole table for a few thousand people while its statistics are young."""
    if connection.vendor == "postgresql":
        for way in ("hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = {joins}")


def _listed() -> str:
    if connection.vendor == "postgresql":
        return "(SELECT unnest(%s::bigint[]))"
    return "(SELECT value FROM json_each(%s))"


def _given(person_ids: Sequence[int]) -> object:
    ids = list(person_ids)
    return ids if connection.vendor == "postgresql" else json.dumps(ids)
