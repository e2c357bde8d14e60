"""Forms of lockdown points."""

from datetime import date
from typing import Any

from django import forms

from vungxanh.office.access import Actor, Scope
from vungxanh.office.language import _
from vungxanh.office.pages.lockdowns.labels import STATUS
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.lockdowns import replaceable

EMPTY = [("", "–")]


class Day(forms.DateInput):
    """A day, entered by the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = False, **options: Any) -> forms.DateField:
    """A field for a day."""
    options |= {"widget": Day(), "input_formats": ["%Y-%m-%d"]}
    return forms.DateField(label=label, required=required, **options)


def count(label: Any, **options: Any) -> forms.IntegerField:
    """A number of people or households that may be unknown."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000, **options)


class FilterForm(forms.Form):
    """Filters of the list, in the address."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*EMPTY, ("open", _("all in force")), *STATUS.items()]
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    due = forms.ChoiceField(
        label=_("Due"), required=False, choices=[*EMPTY, ("round", _("round of tests due"))]
    )

    def __init__(self, given: Any, *, scope: Scope) -> None:
        super().__init__(given)
        self.fields["area"].choices = [*EMPTY, *area_choices(scope, "lockdown.see")]  # type: ignore[attr-defined]


class PointForm(forms.Form):
    """A lockdown point."""

    name = forms.CharField(label=_("Name of the point"), max_length=160)
    area = forms.ChoiceField(label=_("Area"))
    begins = day(_("First day"), required=True)
    expected_end = day(_("Expected last day"))
    order_number = forms.CharField(label=_("Order number"), required=False, max_length=60)
    order_date = day(_("Order date"))
    order_by = forms.CharField(label=_("Signed by"), required=False, max_length=120)
    households = count(_("Households, while there is no list"))
    people = count(_("People, while there is no list"))
    replaces = forms.ChoiceField(
        label=_("Replaces"), required=False, help_text=_("It begins when that point is lifted.")
    )
    codes = forms.CharField(
        label=_("Reason cases"),
        required=False,
        max_length=4000,
        help_text=_("Codes with commas. They stay community cases."),
    )
    addresses = forms.CharField(
        label=_("Addresses"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    shape = forms.CharField(
        label=_("Shape (GeoJSON)"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-shape": ""}),
        help_text=_("Paste it, or draw it on the map below; empty for a list of addresses."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, given: Any = None, *, actor: Actor, initial: dict[str, Any] | None = None) -> None:
        super().__init__(given, initial=initial)
        points = replaceable(actor.scope).order_by("-id")[:200]
        self.fields["area"].choices = area_choices(actor.scope, "lockdown.change")  # type: ignore[attr-defined]
        self.fields["replaces"].choices = [*EMPTY, *((p.pk, f"{p.code} {p.name}") for p in points)]  # type: ignore[attr-defined]


class HouseholdsForm(forms.Form):
    """Rows pasted from a spreadsheet."""

    rows = forms.CharField(
        label=_("Households"),
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Paste rows from Excel: house, street, group, head, phone, people."),
    )


class PeopleForm(forms.Form):
    """People inside, pasted or typed."""

    rows = forms.CharField(
        label=_("People inside"),
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A code a line, or rows from Excel: name, year of birth, phone, house, street."),
    )
    since = day(_("Inside since"), help_text=_("Empty: since the first day."))


class CheckpointForm(forms.Form):
    """A checkpoint."""

    name = forms.CharField(label=_("Checkpoint"), max_length=120)
    place = forms.CharField(label=_("Where"), required=False, max_length=160)
    team = forms.CharField(label=_("Team"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=20)


class RoundForm(forms.Form):
    """A round of tests that was done."""

    done_on = day(_("Done on"), required=True)
    households = count(_("Households tested"))
    people = count(_("People tested"))
    positives = count(_("Positive"), help_text=_("Empty until all results are there."))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class ExtendForm(forms.Form):
    """A later expected end."""

    expected_end = day(_("New last day"), required=True)
    reason = forms.CharField(label=_("Why"), max_length=200)


def initial_of(lockdown: Any) -> dict[str, Any]:
    """A point as its form shows it."""
    names = (
        "name", "begins", "expected_end", "order_number", "order_date", "order_by", "households", "people",
        "addresses", "note",
    )  # fmt: skip
    codes = ", ".join(lockdown.reason_cases.order_by("code").values_list("code", flat=True))
    values = {name: getattr(lockdown, name) for name in names}
    return values | {"area": lockdown.area_id, "replaces": lockdown.replaces_id or "", "codes": codes}


def first_values(today: date) -> dict[str, Any]:
    """What a new point begins with."""
    return {"begins": today, "order_date": today}
