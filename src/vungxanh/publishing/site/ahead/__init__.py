"""What may come, arranged for drawing pages, and the sentences that say it."""

from vungxanh.publishing.site.ahead.expected import Course, Expected, Growth, Swing, ToGreen, read_expected

__all__ = ["Course", "Expected", "Growth", "Swing", "ToGreen", "read_expected"]
