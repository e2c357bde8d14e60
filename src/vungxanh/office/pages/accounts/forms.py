"""Forms of administrators: invitations and grants."""

from datetime import date
from typing import Any

from django import forms

from vungxanh.office.access import ROLES
from vungxanh.office.language import _, spoken
from vungxanh.office.usecases.grants import grantable


def role_choices() -> list[tuple[str, str]]:
    """Roles that can be given, in the language of the request."""
    return [(name, ROLES[name].name[spoken()]) for name in grantable()]


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A calendar day, typed or picked."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class GrantForm(forms.Form):
    """A role over an area for a time. `areas` are those that the administrator may give."""

    role = forms.ChoiceField(label=_("Role"))
    area = forms.TypedChoiceField(
        label=_("Area"), coerce=int, help_text=_("The role holds in this area and everything inside it.")
    )
    valid_from = day_field(_("From"))
    valid_to = day_field(
        _("Until"), required=False, help_text=_("The last day; empty: until the role is ended.")
    )

    def __init__(self, *args: Any, areas: list[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today


class InviteForm(GrantForm):
    """Who is invited, to what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    field_order = ("full_name", "email", "role", "area", "valid_from", "valid_to")
