"""The filters of the testing figures."""

from typing import Any

from django import forms

from vungxanh.office.access import Scope
from vungxanh.office.language import _
from vungxanh.office.pages.samples.forms import EMPTY, Day
from vungxanh.office.pages.samples.words import method_choices
from vungxanh.office.records.queries.areas import area_choices

SETTING = {
    "community": _("in the community"),
    "held": _("in isolation or a lockdown point"),
    "other": _("elsewhere or unknown"),
}


class FilterForm(forms.Form):
    """What is counted."""

    since = forms.DateField(label=_("Sampled from"), required=False, widget=Day())
    until = forms.DateField(label=_("Sampled until"), required=False, widget=Day())
    area = forms.TypedChoiceField(label=_("Area"), required=False, coerce=int, empty_value=None)
    setting = forms.ChoiceField(
        label=_("Where people were"), required=False, choices=[("", _("everywhere")), *SETTING.items()]
    )
    method = forms.ChoiceField(label=_("Method"), required=False)

    def __init__(self, given: Any, *, scope: Scope) -> None:
        super().__init__(given)
        self.fields["area"].choices = [*EMPTY, *area_choices(scope, "samples.see")]  # type: ignore[attr-defined]
        self.fields["method"].choices = [*EMPTY, *method_choices()]  # type: ignore[attr-defined]
