"""Forms of outbreaks."""

from typing import Any

from django import forms

from vungxanh.epidemic.disease import disease_names
from vungxanh.office.language import _, tell
from vungxanh.office.pages.outbreaks.words import KINDS


def _day(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of outbreak for a form."""
    return [(value, tell(words)) for value, words in KINDS.items()]


class OutbreakForm(forms.Form):
    """What Forms 02-03 want and cannot be counted from the cases."""

    name = forms.CharField(label=_("Outbreak name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, required=False)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    began = _day(_("Began"))
    reported = _day(_("First reported"))
    ended = _day(_("Ended"), help_text=_("Leave empty while it goes on."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewOutbreakForm(OutbreakForm):
    """A new outbreak also has an area and a disease."""

    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    disease = forms.ChoiceField(label=_("Disease"), choices=lambda: [(n, n) for n in disease_names()])

    field_order = ("name", "area", "disease", "kind", "place", "began", "reported", "ended", "note")

    def __init__(self, *args: Any, areas: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = list(areas)  # type: ignore[attr-defined]
