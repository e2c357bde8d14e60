"""Forms of an import: the file, and which column is which."""

from typing import Any

from django import forms

from vungxanh.office.language import _, spoken, tell
from vungxanh.office.usecases.imports import Kind

ACCEPTED = ".xlsx,.xls,.xlsm,.ods,.csv,.tsv,.txt"


class UploadForm(forms.Form):
    """A file, and what kind of list it is."""

    kind = forms.ChoiceField(label=_("Kind of list"))
    file = forms.FileField(
        label=_("File (Excel, CSV, TSV; exports of SORMAS and Go.Data)"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        max_length=200,
    )

    def __init__(self, *args: Any, kinds: list[Kind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.name, tell(kind.words)) for kind in kinds]  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """For every column of the file, what it holds. `columns()` gives our field -> header."""

    system = forms.CharField(
        label=_("Where the identifiers come from"),
        help_text=_("The same identifier from the same source is the same record."),
        max_length=30,
        required=False,
    )

    def __init__(
        self, *args: Any, headers: list[str], kind: Kind, given: dict[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.headers = headers
        meaning = [("", str(_("- not used -"))), *((f.name, f.meaning(spoken())) for f in kind.fields)]
        ours = {header: field for field, header in given.items()}
        for number, header in enumerate(headers):
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=header, choices=meaning, required=False, initial=ours.get(header, "")
            )

    def clean(self) -> dict[str, Any]:
        """Each of our fields has one column."""
        data: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for number in range(len(self.headers)):
            field = data.get(f"c{number}")
            if field and field in taken:
                self.add_error(f"c{number}", str(_("Another column is said to hold the same.")))
            elif field:
                taken[field] = self.headers[number]
        self.assigned = taken
        return data

    def columns(self) -> dict[str, str]:
        """Our field -> header."""
        return self.assigned
