"""Reading `rules/disclosure/*.toml`: which counts of which areas may be shown."""

import hashlib
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vungxanh.messages import VungXanhError, message
from vungxanh.rules import rule_names
from vungxanh.zoning.pack_terms import Mark, Source, Text


class DisclosureRuleError(VungXanhError):
    """A disclosure rule that cannot be used."""


class Model(BaseModel):
    """Strict and immutable: an unknown key is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parameter(Model):
    """A whole number that the rule uses."""

    value: Annotated[int, Field(ge=1)]
    unit: str
    certainty: Mark
    why: Text


class Parameters(Model):
    """`small_population`: fewer people make an area small; counts 1..`small_count` - 1 are small."""

    small_population: Parameter
    small_count: Parameter


class Estimates(Model):
    """How coarse estimates of open areas are; those of protected areas are never shown."""

    probability_step: Parameter
    rt_step: Parameter
    digits: Parameter


class Levels(Model):
    """What holds for levels of the tree; `published` leaves the others out of the snapshot altogether."""

    small_when_population_unknown: list[str]
    published: list[str] = Field(min_length=1)


class DisclosureRule(Model):
    """A disclosure rule as written, with the SHA-256 of its text."""

    id: str
    version: str
    title: Text
    why: Text
    valid_from: date | None = None
    valid_to: date | None = None
    parameters: Parameters
    estimates: Estimates | None = None
    levels: Levels
    sources: list[Source] = Field(min_length=1)
    text: str = Field(exclude=True)

    @property
    def sha256(self) -> str:
        """Of the text of the rule file."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def small_population(self) -> int:
        """An area with fewer people is small."""
        return self.parameters.small_population.value

    @property
    def small_count(self) -> int:
        """The lowest count that is not small."""
        return self.parameters.small_count.value


def read_disclosure_rule(name_or_path: str | Path) -> DisclosureRule:
    """A rule that comes with the library, by name, or any FILE.toml."""
    text = _text(name_or_path)
    try:
        return DisclosureRule.model_validate({**tomllib.loads(text), "text": text})
    except tomllib.TOMLDecodeError as error:
        said = message(
            "Disclosure rule {rule} is not TOML: {reason}", rule=str(name_or_path), reason=str(error)
        )
        raise DisclosureRuleError(said) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        said = message(
            "Disclosure rule {rule}: {key}: {reason}",
            rule=str(name_or_path),
            key=place,
            reason=first["msg"],
        )
        raise DisclosureRuleError(said) from error


def _text(name_or_path: str | Path) -> str:
    """The file as written, so that its hash is that of the file in the snapshot."""
    if isinstance(name_or_path, str) and name_or_path in rule_names("disclosure"):
        entry = files("vungxanh.rules") / "disclosure" / f"{name_or_path}.toml"
        return entry.read_bytes().decode()
    try:
        return Path(name_or_path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        said = message(
            "There is no disclosure rule {rule}; those that come with the library: {known}",
            rule=str(name_or_path),
            known=tuple(rule_names("disclosure")),
        )
        raise DisclosureRuleError(said) from error
