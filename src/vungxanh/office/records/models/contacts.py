"""Contacts: edges between people, F1 (of a case) and F2 (of an F1)."""

from django.db import models

from vungxanh.office.records.models.fields import (
    USER,
    Kept,
    Sourced,
    day,
    history,
    link,
    long_text,
    maybe,
    moment,
    path,
    text,
)

WORK = models.Q(next_due__isnull=False)
"""Contacts with whom something is left to do."""


class Contact(Kept, Sourced):
    """`person` met the person of `source_case` (degree 1), or of `source_contact` (degree 2).

    `area_path` is where the contact lives, `source_area_path` where the source does: officers of both
    areas see the edge. When the contact becomes a case, `became_case` keeps the link. `next_due` is when the
    next step is due (response.tracing.next_due), empty where nothing is: the work list is its order.
    """

    code = models.CharField(max_length=40, unique=True)
    person = link("records.Person", "contacts")
    degree = models.PositiveSmallIntegerField()
    source_case = maybe("records.Case", "contacts")
    source_contact = maybe("records.Contact", "onward")
    area = link("records.Area")
    area_path = path()
    source_area_path = path()
    first_exposure = day()
    last_exposure = day()
    place = text(160)
    kind = text(30)
    protected = text(8)
    listed_at = models.DateTimeField()
    status = models.CharField(max_length=20)
    officer = maybe(USER)
    reached_at = moment()
    trace_due = moment()
    isolate_due = moment()
    test_due = day()
    isolating_since = day()
    followed = day()
    follow_until = day()
    next_due = moment()
    closed_at = moment()
    became_case = maybe("records.Case", "was_contact")
    note = long_text()

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("area_path", "id"), name="contact_area"),
            models.Index(fields=("source_area_path", "id"), name="contact_source_area"),
            models.Index(fields=("status", "id"), name="contact_status"),
            models.Index(fields=("next_due", "id"), name="contact_next", condition=WORK),
            models.Index(fields=("officer", "next_due", "id"), name="contact_work", condition=WORK),
            models.Index(fields=("area_path", "next_due"), name="contact_area_next", condition=WORK),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source_system", "source_id"),
                condition=~models.Q(source_id=""),
                name="contact_source_once",
            ),
        )

    def __str__(self) -> str:
        return self.code


class FollowUp(Kept):
    """One day of a contact's follow-up: reached or not, symptoms or not."""

    contact = link(Contact, "follow_ups")
    day = models.DateField()
    reached = models.BooleanField()
    symptoms = text(160)
    note = text(200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("contact", "day"), name="follow_up_once_a_day"),)
