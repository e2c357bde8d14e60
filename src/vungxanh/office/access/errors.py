"""Refusals. What one may not know of is not found; what one knows but may not change is not allowed."""

from vungxanh.messages import VungXanhError


class NotFound(VungXanhError):
    """No such record, or none that this person may know of: the two are never told apart."""


class NotAllowed(VungXanhError):
    """The person's roles do not include this act here."""
