"""Forms of contacts: rows of the entry sheet, corrections, a day's follow-up."""

from typing import Any

from django import forms

from vungxanh.office.language import _, tell
from vungxanh.office.pages.contacts.words import PROTECTED, kind_name
from vungxanh.response.tracing import kinds

NOTHING = ("", "–")


def _date(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of contact for a form."""
    return [NOTHING, *((kind, kind_name(kind)) for kind in kinds())]


def protected_choices() -> list[tuple[str, str]]:
    """Kinds of protection for a form."""
    return [(value, tell(words)) for value, words in PROTECTED.items()]


class ExposureForm(forms.Form):
    """When, where and how somebody was exposed."""

    first_exposure = _date(_("First exposure"))
    last_exposure = _date(_("Last exposure"))
    kind = forms.ChoiceField(label=_("Kind of contact"), choices=kind_choices, required=False)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    protected = forms.ChoiceField(label=_("Protection"), choices=protected_choices, required=False)

    def clean(self) -> dict[str, Any]:
        """The last exposure does not lie before the first."""
        given = super().clean() or {}
        first, last = given.get("first_exposure"), given.get("last_exposure")
        if first and last and last < first:
            self.add_error("last_exposure", _("The last exposure lies before the first."))
        return given


class ContactRow(ExposureForm):
    """One contact of the entry sheet; a row without a name is left out."""

    full_name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    national_id = forms.RegexField(r"^\d{9}(\d{3})?$", label=_("National id"), required=False)
    area = forms.TypedChoiceField(label=_("Lives in"), coerce=int, empty_value=None, required=False)

    field_order = (
        "full_name", "phone", "birth_year", "national_id", "area", "first_exposure", "last_exposure", "kind",
        "place", "protected",
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = [NOTHING, *areas]  # type: ignore[attr-defined]
        self.like: list[Any] = []

    def clean(self) -> dict[str, Any]:
        """Who is written down has a name and lives somewhere."""
        given = super().clean()
        if given.get("full_name") and not given.get("area") and "area" not in self.errors:
            self.add_error("area", _("Say where this person lives."))
        if not given.get("full_name") and (given.get("phone") or given.get("national_id")):
            self.add_error("full_name", _("Give a name."))
        return given


class ContactForm(ExposureForm):
    """What can be corrected of a contact."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class FollowForm(forms.Form):
    """One day's follow-up."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reached = forms.TypedChoiceField(
        label=_("Reached"),
        choices=lambda: [("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
    )
    symptoms = forms.CharField(label=_("Symptoms"), max_length=160, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
