"""What an auditor looks for, from the address."""

from django import forms
from django.http import HttpRequest

from vungxanh.office.language import _
from vungxanh.office.records.queries.audit import Asked


class AskedForm(forms.Form):
    """Every field may be empty."""

    code = forms.CharField(label=_("Code of a person or record"), required=False, max_length=40)
    actor = forms.CharField(label=_("Who"), required=False, max_length=120)
    action = forms.CharField(label=_("What, as case.see"), required=False, max_length=60)
    which = forms.ChoiceField(
        label=_("Reading or changing"),
        required=False,
        choices=[("", _("both")), ("read", _("reading")), ("change", _("changing"))],
    )
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def asked_in(request: HttpRequest) -> tuple[AskedForm, Asked]:
    """The form with what was asked, and what of it makes sense."""
    form = AskedForm(request.GET or None)
    if not form.is_valid():
        clean = {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}
        return form, Asked(**clean)
    return form, Asked(**{name: value for name, value in form.cleaned_data.items() if value})
