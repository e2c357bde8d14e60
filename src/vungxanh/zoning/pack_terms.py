"""The small words of a criteria pack: texts, certainty, sources, parameters, levels, numbers by name."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vungxanh.messages import Language


class Model(BaseModel):
    """Strict and immutable: an unknown key in a pack is an error, not a surprise."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
"""Lower-case letters, digits, hyphen and underscore, beginning with a letter."""

AreaLevel = Literal["group", "quarter", "ward", "district", "province"]
"""A level of the administrative tree, finest first; smallest areas of other countries are read as wards."""

Count = int | str
"""A whole number, or the name of a parameter."""

Number = float | str
"""A number, or the name of a parameter."""


class Text(Model):
    """The same sentence in Vietnamese and English."""

    vi: str = Field(min_length=1)
    """The sentence in Vietnamese."""
    en: str = Field(min_length=1)
    """The sentence in English."""

    def render(self, language: Language) -> str:
        """The sentence in one language."""
        return self.vi if language == "vi" else self.en


class Certainty(StrEnum):
    """How well a rule is known; everything but `verified` is marked on screen."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    DERIVED = "derived"
    READING = "reading"
    UNCERTAIN = "uncertain"

    @property
    def weakness(self) -> int:
        """0 for verified, more the less is known."""
        return list(Certainty).index(self)


Mark = Annotated[Certainty, Field(strict=False)]
"""A certainty as TOML writes it: one of the words of `Certainty`."""


class Source(Model):
    """A document that the pack rests on."""

    document: str = Field(min_length=1)
    """Number and name of the document, as conditions cite it."""
    issued: date | None = None
    """The day it was issued."""
    found_in: list[str] = Field(default=[])
    """Where its words were read (page or reference)."""
    certainty: Mark
    """How well the document is known."""
    note: Text | None = None
    """What a reader should know about this source."""


class Parameter(Model):
    """A number that the rules use by name, so that it can be changed in one place."""

    value: float
    """The number."""
    unit: str = ""
    """Its unit, for example days, cases or %."""
    certainty: Mark
    """`reading` when the text leaves the number open and this is our choice."""
    why: Text
    """Why this number: the words of the text, or the reason of the choice."""


class Level(Model):
    """One step of a scale. `pattern` and `symbol` carry the meaning where colour cannot."""

    id: Id
    """Name of the level in rules and result files."""
    name: Text
    """What people call it."""
    colour: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    """Colour on the map, as #rrggbb; choose colours that also differ in lightness."""
    pattern: Literal["none", "dots", "diagonal", "cross", "horizontal"] = "none"
    """Hatching on the map, for people who cannot tell the colours apart and for black-and-white print."""
    symbol: str = Field(default="", max_length=4)
    """A short sign beside the name, for example "!!"."""
    advice: Text | None = None
    """What people and officers do at this level."""
