"""Reading records: every query is given the reader's scope, and sees nothing outside it."""

from vungxanh.office.records.queries.inside import inside, record_or_not_found

__all__ = ["inside", "record_or_not_found"]
