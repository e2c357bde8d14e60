"""Forms of samples: filters, a result, tubes of a retest."""

from typing import Any

from django import forms

from vungxanh.office.access import Scope
from vungxanh.office.language import _
from vungxanh.office.pages.samples.words import KIND, RESULT, STATE, method_choices, purpose_choices
from vungxanh.office.records.queries.areas import area_choices

EMPTY = [("", "–")]


class Moment(forms.DateTimeInput):
    """A moment, entered by the browser's own control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Day(forms.DateInput):
    """A day, entered by the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Filters of the list, in the address."""

    code = forms.CharField(label=_("Code of tube or session"), required=False, max_length=40)
    result = forms.ChoiceField(label=_("Result"), required=False, choices=[*EMPTY, *RESULT.items()])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*EMPTY, *KIND.items()])
    state = forms.ChoiceField(label=_("Standing"), required=False, choices=[*EMPTY, *STATE.items()])
    method = forms.ChoiceField(label=_("Method"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    since = forms.DateField(label=_("Sampled from"), required=False, widget=Day())
    until = forms.DateField(label=_("Sampled until"), required=False, widget=Day())

    def __init__(self, given: Any, *, scope: Scope) -> None:
        super().__init__(given)
        choices: dict[str, list[Any]] = {
            "method": method_choices(),
            "purpose": purpose_choices(),
            "area": area_choices(scope, "cases.see") or area_choices(scope, "samples.see"),
        }
        for name, known in choices.items():
            self.fields[name].choices = [*EMPTY, *known]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """The result of one tube."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    result = forms.ChoiceField(label=_("Result"), choices=list(RESULT.items()))
    ct = forms.FloatField(
        label=_("Ct value"), required=False, help_text=_("RT-PCR only; empty where none was given.")
    )
    method = forms.ChoiceField(label=_("Method"))
    lab = forms.CharField(label=_("Laboratory"), required=False, max_length=120)
    received_at = forms.DateTimeField(label=_("Received"), required=False, widget=Moment())
    resulted_at = forms.DateTimeField(
        label=_("Result at"), required=False, widget=Moment(), help_text=_("Empty: now.")
    )
    reason = forms.CharField(
        label=_("Reason of a correction"),
        required=False,
        max_length=200,
        help_text=_("Needed where a result that was given is changed. It stays in the history."),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["method"].choices = method_choices()  # type: ignore[attr-defined]


class RetestForm(forms.Form):
    """What the tubes of a retest have in common."""

    method = forms.ChoiceField(label=_("Method"))
    taken_at = forms.DateTimeField(label=_("Taken at"), widget=Moment())

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["method"].choices = method_choices()  # type: ignore[attr-defined]
