"""Forms of assessments: the day to assess, the reason of a rejection, the campaign, the daily time."""

from typing import Any

from django import forms

from vungxanh.office.language import _


class DayInput(forms.DateInput):
    """A calendar day as browsers ask for it."""

    input_type = "date"

    def format_value(self, value: Any) -> Any:
        """ISO, whatever the language."""
        return value.isoformat() if hasattr(value, "isoformat") else value


class RunForm(forms.Form):
    """Which day is assessed."""

    day = forms.DateField(label=_("Day"), widget=DayInput())


class RejectForm(forms.Form):
    """Why not."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea)


class PublishForm(forms.Form):
    """The period of the league table, if one is published."""

    first = forms.DateField(label=_("Campaign from"), required=False, widget=DayInput())
    last = forms.DateField(label=_("Campaign to"), required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """Both days or none, in their order."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if (first is None) != (last is None):
            raise forms.ValidationError(_("A campaign has a first and a last day."))
        if first is not None and first > last:
            raise forms.ValidationError(_("The first day comes after the last."))
        return given

    @property
    def period(self) -> list[str] | None:
        """As jobs are given it; None for the period of the publication before."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return None if first is None else [first.isoformat(), last.isoformat()]


class ScheduleForm(forms.Form):
    """When it runs by itself."""

    at = forms.TimeField(
        label=_("Time of day (Viet Nam)"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    active = forms.BooleanField(label=_("Assess every day at this time"), required=False)
