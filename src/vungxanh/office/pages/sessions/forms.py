"""Forms of sessions: the session itself, what an entry has in common, one row of the table."""

from datetime import date
from typing import Any

from django import forms

from vungxanh.office.access import Scope
from vungxanh.office.language import _
from vungxanh.office.pages.samples.forms import EMPTY, Day, Moment
from vungxanh.office.pages.samples.words import method_choices, purpose_choices
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.sessions import lockdown_choices
from vungxanh.response.sampling import pool_sizes

SEX = {"": "–", "male": _("male"), "female": _("female")}


def areas_on(scope: Scope, day: date) -> list[tuple[int, str]]:
    """Areas of a day; of all times where the office has no parts of areas for that day."""
    known = area_choices(scope, "samples.change", on=day)
    return known if len(known) > 1 else area_choices(scope, "samples.change")


class SessionForm(forms.Form):
    """A session, planned or held."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    day = forms.DateField(label=_("Day"), widget=Day())
    area_id = forms.TypedChoiceField(label=_("Area"), coerce=int)
    place = forms.CharField(label=_("Sampling place"), max_length=160)
    team = forms.CharField(label=_("Sampling team"), required=False, max_length=120)
    purpose = forms.ChoiceField(label=_("Purpose"))
    planned = forms.IntegerField(label=_("Households to be reached"), required=False, min_value=0)
    households = forms.IntegerField(
        label=_("Households reached"),
        required=False,
        min_value=0,
        help_text=_("Entered at the end of the session: households with at least one sample."),
    )
    lockdown_id = forms.TypedChoiceField(
        label=_("For a lockdown point"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *given: Any, scope: Scope, on: date, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = {
            "area_id": area_choices(scope, "samples.change"),
            "purpose": purpose_choices(),
            "lockdown_id": [*EMPTY, *lockdown_choices(scope, on)],
        }
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Filters of the list, in the address."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=Day())
    until = forms.DateField(label=_("Until"), required=False, widget=Day())

    def __init__(self, given: Any, *, scope: Scope) -> None:
        super().__init__(given)
        choices: dict[str, list[Any]] = {
            "area": area_choices(scope, "samples.see"),
            "purpose": purpose_choices(),
        }
        for name, known in choices.items():
            self.fields[name].choices = [*EMPTY, *known]  # type: ignore[attr-defined]


class TakingForm(forms.Form):
    """What the tubes of one entry have in common."""

    size = forms.TypedChoiceField(label=_("People in a tube"), coerce=int)
    method = forms.ChoiceField(label=_("Method"))
    taken_at = forms.DateTimeField(label=_("Taken at"), widget=Moment())
    area_id = forms.TypedChoiceField(label=_("Where new people live"), coerce=int)

    def __init__(self, *given: Any, areas: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        sizes = [(1, _("1 (single)")), *((number, str(number)) for number in pool_sizes())]
        self.fields["size"].choices = sizes  # type: ignore[attr-defined]
        self.fields["method"].choices = method_choices()  # type: ignore[attr-defined]
        self.fields["area_id"].choices = areas  # type: ignore[attr-defined]


class RowForm(forms.Form):
    """One person at the table. A row without a person is empty, whatever code is proposed in it."""

    code = forms.CharField(label=_("Tube"), required=False, max_length=40)
    person = forms.IntegerField(required=False, widget=forms.HiddenInput())
    name = forms.CharField(label=_("Name, phone or code"), required=False, max_length=120)
    birth_year = forms.IntegerField(label=_("Born"), required=False, min_value=1890, max_value=2100)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=list(SEX.items()))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=20)
    house = forms.CharField(label=_("House number"), required=False, max_length=80)

    def is_empty(self) -> bool:
        """Whether nobody is in this row."""
        return not self.cleaned_data.get("person") and not self.cleaned_data.get("name", "").strip()
