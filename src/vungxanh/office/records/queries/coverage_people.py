"""How many different people were tested, by where they live: the share of a population that was reached.

Somebody sampled five times is one person. People in pools without a list cannot be told apart: they are
given separately and never added to the share.
"""

from django.db import connection
from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Substr

from vungxanh.office.access import Scope
from vungxanh.office.records.models import PoolMember
from vungxanh.office.records.queries.coverage import Asked, tubes_asked

# The same tubes twice: as tubes of one person, and as pools with a list.
PEOPLE = """
    WITH tube AS ({tubes}), tested AS (
        SELECT person_id FROM tube WHERE person_id IS NOT NULL AND retest_of_id IS NULL
        UNION
        SELECT member.person_id FROM tube JOIN records_poolmember AS member ON member.sample_id = tube.id
        WHERE tube.pool_size > 1
    )
    SELECT SUBSTR(person.area_path, 1, %s), COUNT(*)
    FROM tested JOIN records_person AS person ON person.id = tested.person_id
    GROUP BY 1
"""


def different_people_by_path(scope: Scope, asked: Asked, length: int) -> dict[str, int]:
    """Different people with at least one sample, by the first `length` characters of where they live."""
    tubes = tubes_asked(scope, asked).values("id", "person_id", "retest_of_id", "pool_size").order_by()
    if tubes.query.is_empty():
        return {}
    sql, values = tubes.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE.format(tubes=sql), [*values, length])
        return dict(cursor.fetchall())


def unlisted_by_path(scope: Scope, asked: Asked, length: int) -> dict[str, int]:
    """People in pools without a list, by path; each counts as often as sampled."""
    listed = PoolMember.objects.filter(sample=OuterRef("pk"))
    pools = tubes_asked(scope, asked).filter(~Exists(listed), pool_size__gt=1)
    rows = pools.annotate(top=Substr("area_path", 1, length)).values("top").order_by()
    return dict(rows.annotate(n=Sum("people")).values_list("top", "n"))
