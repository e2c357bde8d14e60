"""Cutting a query to a scope: by the area path of the record, in an index, without a join."""

from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope

M = TypeVar("M", bound=Model)


def inside(
    query: QuerySet[M], scope: Scope, permission: str, *, field: str = "area_path", also: str | None = None
) -> QuerySet[M]:
    """Only the records whose path (or the one in `also`) lies where `permission` is given."""
    paths = scope.paths(permission)
    if not paths:
        return query.none()
    if "" in paths:
        return query
    fields = [field] if also is None else [field, also]
    return query.filter(reduce(or_, (below(name, path) for name in fields for path in paths)))


def below(field: str, path: str) -> Q:
    """The condition that a path begins with `path`, as a range that an index can follow."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + "~"})


def record_or_not_found(query: QuerySet[M], **which: Any) -> M:
    """The one record of an already cut query. Raises NotFound."""
    found = query.filter(**which).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found
