"""Forms of a case and of a person, in the order of Form 01; areas and source cases are typed."""

from datetime import date
from typing import Any

from django import forms

from vungxanh.office.access import Actor
from vungxanh.office.language import _, say, tell
from vungxanh.office.pages.cases.form01 import CASE_SECTIONS, PERSON_SECTIONS
from vungxanh.office.pages.cases.labels import FIELDS, VALUES
from vungxanh.office.records.queries.cases import case_called, outbreak_choices
from vungxanh.office.records.queries.place_of import place_of, written
from vungxanh.response.case_checks import Finding

EMPTY = [("", "–")]
LENGTHS = {
    "full_name": 120,
    "national_id": 20,
    "ethnicity": 40,
    "nationality": 40,
    "occupation": 80,
    "phone": 20,
    "workplace": 120,
    "other_phones": 80,
    "house": 80,
    "street": 120,
    "group_name": 40,
    "facility": 120,
    "reporter": 120,
    "reporting_unit": 120,
    "area": 160,
    "source_case": 40,
}
NUMBERS = {"birth_year": (1880, 2100), "vaccine_doses": (0, 9)}
LONG = ("symptoms", "epi_history", "note")
REQUIRED = ("full_name", "area", "classification", "report_date", "outcome")


class Day(forms.DateInput):
    """A day, entered by the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SectionForm(forms.Form):
    """Fields by their names, in sections; what the use cases find is shown at the fields."""

    sections: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, actor: Actor, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.actor, self.on = actor, on
        for _words, names in self.sections:
            for name in names:
                self.fields[name] = made(name)

    def show_findings(self, findings: Any) -> None:
        """Put what was found at its fields, or above the form."""
        for finding in findings:
            self.add_error(finding.field if finding.field in self.fields else None, tell(finding.said))

    def doubts(self, findings: list[Finding]) -> list[Finding]:
        """Warnings about what was typed now; what was doubtful before is not asked again."""
        return [f for f in findings if not f.refused and f.field in self.changed_data]

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The sections with their bound fields, for the template."""
        return [(words, [self[name] for name in names]) for words, names in self.sections]

    def values(self) -> dict[str, Any]:
        """What the use cases take."""
        given = {**self.cleaned_data}
        given.pop("version", None)
        return given


class PersonForm(SectionForm):
    """Who a person is and where they live."""

    sections = PERSON_SECTIONS

    def clean_area(self) -> Any:
        """The area that was typed, where this officer may work."""
        typed = self.cleaned_data["area"]
        known = self.initial.get("area_record")
        if known is not None and typed == written(known):
            return known
        place = place_of(typed, self.actor.scope, "cases.change", on=self.on)
        if place.area is None:
            said = [tell(place.reason)] if place.reason else []
            raise forms.ValidationError(said + [written(area) for area in place.candidates])
        return place.area

    def values(self) -> dict[str, Any]:
        """Values with the id of the area."""
        given = super().values()
        return {**given, "area_id": given.pop("area").pk}


class CaseForm(SectionForm):
    """What is known of the illness."""

    sections = CASE_SECTIONS

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = outbreak_choices(self.actor.scope)
        self.fields["outbreak"] = forms.TypedChoiceField(
            label=FIELDS["outbreak"], required=False, choices=[*EMPTY, *choices], coerce=int, empty_value=None
        )

    def clean_source_case(self) -> Any:
        """The case with the code that was typed."""
        code = self.cleaned_data["source_case"]
        if not code:
            return None
        found = case_called(self.actor.scope, code)
        if found is None:
            raise forms.ValidationError(say("There is no case with this code that you may see."))
        return found

    def values(self) -> dict[str, Any]:
        """Values with the ids of what is linked."""
        given = super().values()
        source = given.pop("source_case")
        return {
            **given,
            "source_case_id": source.pk if source else None,
            "outbreak_id": given.pop("outbreak"),
        }


def made(name: str) -> forms.Field:
    """The form field for a field of a record."""
    options: dict[str, Any] = {"label": FIELDS[name], "required": name in REQUIRED}
    if name.endswith("_date"):
        return forms.DateField(widget=Day(), input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"], **options)
    if name in VALUES:
        empty = [] if name in REQUIRED else EMPTY
        return forms.ChoiceField(choices=[*empty, *VALUES[name].items()], **options)
    if name in NUMBERS:
        least, most = NUMBERS[name]
        return forms.IntegerField(min_value=least, max_value=most, **options)
    if name in LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=10_000, **options)
    if name == "area":
        options["help_text"] = _("As you write it: KP2 P4, or the code")
    if name == "source_case":
        options["help_text"] = _("Its code, such as F0-000123")
    return forms.CharField(max_length=LENGTHS.get(name, 120), **options)


def person_initial(person: Any) -> dict[str, Any]:
    """A person as the form shows them."""
    shown = {name: getattr(person, name) for _words, names in PERSON_SECTIONS for name in names}
    return {**shown, "area": written(person.area), "area_record": person.area, "version": person.version}


def case_initial(case: Any) -> dict[str, Any]:
    """A case as the form shows it. Where it was found is what was reported: the rule has the last word."""
    shown = {name: getattr(case, name) for _words, names in CASE_SECTIONS for name in names}
    source = case.source_case.code if case.source_case else ""
    found = case.found_reported or case.found_in
    return {
        **shown,
        "source_case": source,
        "outbreak": case.outbreak_id,
        "found_in": found,
        "version": case.version,
    }
