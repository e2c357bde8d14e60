"""Forms of isolation."""

from datetime import date
from typing import Any

from django import forms

from vungxanh.office.access import Actor, Scope
from vungxanh.office.language import _
from vungxanh.office.pages.isolation.labels import PLACE, REASON, RESULT, STATUS
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.centres import centres_for

EMPTY = [("", "–")]


class Day(forms.DateInput):
    """A day, entered by the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = False, **options: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(
        label=label, required=required, widget=Day(), input_formats=["%Y-%m-%d"], **options
    )


class FilterForm(forms.Form):
    """Filters of the list, in the address."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*EMPTY, *STATUS.items()])
    place = forms.ChoiceField(label=_("Where isolated"), required=False, choices=[*EMPTY, *PLACE.items()])
    reason = forms.ChoiceField(label=_("Reason"), required=False, choices=[*EMPTY, *REASON.items()])
    due = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[
            *EMPTY,
            ("tests", _("test today or late")),
            ("ending", _("ends today or over")),
            ("turned", _("became a case")),
        ],
    )
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, given: Any, *, scope: Scope) -> None:
        super().__init__(given)
        self.fields["area"].choices = [*EMPTY, *area_choices(scope, "isolation.see")]  # type: ignore[attr-defined]


class OrderForm(forms.Form):
    """An order of isolation for one person."""

    reason = forms.ChoiceField(label=_("Reason"), choices=list(REASON.items()))
    place = forms.ChoiceField(label=_("Where isolated"), choices=list(PLACE.items()))
    centre = forms.ChoiceField(label=_("Isolation centre"), required=False)
    begins = day(_("First day"), required=True)
    order_number = forms.CharField(label=_("Order number"), required=False, max_length=60)
    order_date = day(_("Order date"))
    order_by = forms.CharField(label=_("Signed by"), required=False, max_length=120)
    ends = day(
        _("Last day, where no rule was found"), help_text=_("Leave empty: the rule of the day sets it.")
    )
    test_days = forms.RegexField(
        r"^[\d ,]*$",
        label=_("Days of tests, where no rule was found"),
        required=False,
        max_length=60,
        help_text=_("Numbers with commas: 1, 7, 14."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, given: Any = None, *, actor: Actor, initial: dict[str, Any] | None = None) -> None:
        super().__init__(given, initial=initial)
        self.fields["centre"].choices = centre_choices(actor.scope)  # type: ignore[attr-defined]

    def numbers(self) -> tuple[int, ...]:
        """The days of tests."""
        words = self.cleaned_data["test_days"].replace(",", " ").split()
        return tuple(int(word) for word in words if len(word) <= 3)


class TransferForm(forms.Form):
    """Where a person goes on."""

    place = forms.ChoiceField(label=_("Where isolated"), choices=list(PLACE.items()))
    centre = forms.ChoiceField(label=_("Isolation centre"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, given: Any = None, *, actor: Actor) -> None:
        super().__init__(given)
        self.fields["centre"].choices = centre_choices(actor.scope)  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """A later last day."""

    ends = day(_("New last day"), required=True)
    reason = forms.CharField(label=_("Why"), max_length=200)


class LeftForm(forms.Form):
    """Left without permission."""

    day = day(_("Left on"), required=True)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class ResultForm(forms.Form):
    """The result of a due test that has no sample here."""

    day_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999)
    result = forms.ChoiceField(label=_("Result"), required=False, choices=list(RESULT.items()))
    done_on = day(_("Taken on"), required=True)
    ct = forms.FloatField(label=_("Ct"), required=False, min_value=0, max_value=60)


class DayForm(forms.Form):
    """One day's look after a person."""

    day = day(_("Day"), required=True)
    present = forms.ChoiceField(label=_("There?"), choices=[("yes", _("there")), ("no", _("not there"))])
    symptoms = forms.CharField(label=_("Symptoms"), required=False, max_length=160)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class CentreForm(forms.Form):
    """A centre."""

    name = forms.CharField(label=_("Name of the centre"), max_length=160)
    area = forms.ChoiceField(label=_("Area"), help_text=_("Everybody in this area can send people there."))
    capacity = forms.IntegerField(label=_("Places"), min_value=0, max_value=100_000)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    closed_on = day(_("Closed from"))

    def __init__(self, given: Any = None, *, actor: Actor, initial: dict[str, Any] | None = None) -> None:
        super().__init__(given, initial=initial)
        self.fields["area"].choices = area_choices(actor.scope, "isolation.change")  # type: ignore[attr-defined]


class FoundForm(forms.Form):
    """Where a case was found, said by hand."""

    found_in = forms.ChoiceField(label=_("Where found"), required=False)
    note = forms.CharField(label=_("Why"), required=False, max_length=160)

    def __init__(self, given: Any = None, *, places: list[tuple[str, Any]]) -> None:
        super().__init__(given)
        self.fields["found_in"].choices = [("", _("let the rule decide")), *places]  # type: ignore[attr-defined]


def centre_choices(scope: Scope) -> list[tuple[Any, str]]:
    """Centres that serve a person's areas."""
    return [*EMPTY, *((centre.pk, centre.name) for centre in centres_for(scope).order_by("name")[:500])]


def defaults(today: date) -> dict[str, Any]:
    """What a new order begins with."""
    return {"begins": today, "order_date": today, "reason": "contact", "place": "home"}
