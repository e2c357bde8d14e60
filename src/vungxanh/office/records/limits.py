"""Counting what is limited: one statement in the database, so that processes never count past each other."""

from django.db import connection

TAKE = """
INSERT INTO records_allowance ("key", began, used) VALUES (%s, %s, 1)
ON CONFLICT ("key") DO UPDATE SET
    used = CASE WHEN records_allowance.began <= %s THEN 1 ELSE records_allowance.used + 1 END,
    began = CASE WHEN records_allowance.began <= %s THEN excluded.began ELSE records_allowance.began END
RETURNING used
"""


def take(key: str, *, amount: int, seconds: int, at: float) -> bool:
    """Count one more use of a key at a moment (seconds); whether it is still within the amount.

    Time is cut into windows that begin with the first use: up to twice the amount can fall around a border.
    """
    before = at - seconds
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [key, at, before, before])
        used = int(cursor.fetchone()[0])
    return used <= amount
