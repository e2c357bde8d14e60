"""What became of every row of a file, and how the file was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vungxanh.linelist.checks import Check
from vungxanh.messages import Language, Message, message

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One row for which a finding holds. `row` is 1-based in the file, None for the file as a whole."""

    row: int | None
    field: str
    value: str
    reason: Message

    def sentence(self) -> Message:
        """Row, field, value and reason in one sentence."""
        if self.row is None:
            return message(
                "{field} {value}: {reason}", field=self.field, value=self.value, reason=self.reason
            )
        return message(
            "Row {row}, {field} = {value}: {reason}",
            row=str(self.row),
            field=self.field,
            value=self.value,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that some rows did not pass, with the first of them."""

    check: Check
    count: int
    examples: tuple[Example, ...]

    def to_json(self) -> dict[str, Any]:
        """For programs, with the sentences in both languages."""
        return {
            "code": self.check.code,
            "outcome": self.check.outcome,
            "count": self.count,
            "message": both(self.check.sentence),
            "examples": [
                {"row": e.row, "field": e.field, "value": e.value, "reason": both(e.reason)}
                for e in self.examples
            ],
        }


@dataclass(frozen=True)
class ImportReport:
    """read = accepted + refused + duplicates + after_as_of + not_counted, always.

    `unit` is what is counted: rows of the file, or cells of a table with one column per day.
    `warned` rows are among the accepted ones.
    """

    unit: str
    read: int
    accepted: int
    warned: int
    refused: int
    duplicates: int
    after_as_of: int
    not_counted: int
    findings: tuple[Finding, ...] = ()
    readings: tuple[Message, ...] = field(default=())

    @property
    def clean(self) -> bool:
        """Whether no row was refused."""
        return self.refused == 0

    def finding(self, code: str) -> Finding | None:
        """The finding of one check, if there is any."""
        return next((f for f in self.findings if f.check.code == code), None)

    def to_json(self) -> dict[str, Any]:
        """For import.json and for programs."""
        counts = ("read", "accepted", "warned", "refused", "duplicates", "after_as_of", "not_counted")
        return {
            "unit": self.unit,
            **{name: getattr(self, name) for name in counts},
            "findings": [finding.to_json() for finding in self.findings],
            "readings": [both(reading) for reading in self.readings],
        }

    def render(self, language: Language) -> str:
        """For people: the numbers, how the file was understood, what was found, with examples."""
        lines = [self._numbers().render(language), ""]
        lines += [reading.render(language) for reading in self.readings]
        for finding in self.findings:
            headline = message(
                "{code} ({count}): {sentence}",
                code=finding.check.code,
                count=finding.count,
                sentence=finding.check.sentence,
            )
            lines += ["", headline.render(language)]
            lines += ["  " + example.sentence().render(language) for example in finding.examples]
        return "\n".join(lines)

    def _numbers(self) -> Message:
        unit = message("cells") if self.unit == "cell" else message("rows")
        return message(
            "{read} {unit} read: {accepted} accepted ({warned} of them with a remark), {refused} refused, "
            "{duplicates} duplicates, {after_as_of} known only later, {not_counted} not counted",
            read=self.read,
            unit=unit,
            accepted=self.accepted,
            warned=self.warned,
            refused=self.refused,
            duplicates=self.duplicates,
            after_as_of=self.after_as_of,
            not_counted=self.not_counted,
        )


def both(said: Message) -> dict[str, str]:
    """A sentence in both languages."""
    return {"vi": said.render("vi"), "en": said.render("en")}


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings as the catalogue orders them."""
    return tuple(sorted(findings, key=lambda finding: finding.check.number))
