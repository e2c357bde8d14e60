"""The form of `rules/disease/*.toml`, checked before anything is computed."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vungxanh.messages import Language


class Model(BaseModel):
    """Strict and immutable: an unknown key is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(Model):
    """The same sentence in Vietnamese and English."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def render(self, language: Language) -> str:
        """The sentence in one language."""
        return self.vi if language == "vi" else self.en


class Interval(Model):
    """A time between two events: a distribution with its mean and sd in days, or the weights of each day.

    `weights[i]` belongs to i + 1 days: nobody infects on the day of the own onset. `kind` says what was
    measured: generation (infection to infection) or serial (onset to onset).
    """

    kind: Literal["generation", "serial"] = "generation"
    distribution: Literal["gamma", "lognormal"] | None = None
    mean: Annotated[float, Field(gt=0, le=60)] | None = None
    sd: Annotated[float, Field(gt=0, le=60)] | None = None
    shift: Annotated[float, Field(ge=0, le=10)] = 0.0
    weights: Annotated[list[Annotated[float, Field(ge=0)]], Field(max_length=120)] | None = None
    source: str = Field(min_length=1)
    certainty: Literal["verified", "secondary", "derived", "reading", "uncertain"]
    note: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        shaped = self.distribution is not None and self.mean is not None and self.sd is not None
        if shaped == (self.weights is not None):
            raise ValueError("give either distribution, mean and sd, or weights")
        if shaped and self.mean is not None and self.mean <= self.shift:
            raise ValueError("the mean must be longer than the shift")
        if self.weights is not None and abs(sum(self.weights) - 1) > 0.01:
            raise ValueError("the weights must sum to 1")
        return self


class Delay(Model):
    """A delay of the course of disease, for readers and for nowcasts without data of their own."""

    distribution: Literal["gamma", "lognormal"]
    mean: Annotated[float, Field(gt=0, le=60)]
    sd: Annotated[float, Field(gt=0, le=60)]
    source: str = Field(min_length=1)
    certainty: Literal["verified", "secondary", "derived", "reading", "uncertain"]


class Variant(Model):
    """A lineage, a temperature, a setting: whatever changes the interval."""

    title: Text
    interval: Interval


class Pack(Model):
    """A disease pack as written; `default` names the variant meant when none is named."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str
    title: Text
    default: str
    incubation: Delay | None = None
    reporting: Delay | None = None
    gaps: list[Text] = Field(default_factory=list)
    variants: dict[str, Variant] = Field(min_length=1)

    @model_validator(mode="after")
    def _default_exists(self) -> Self:
        if self.default not in self.variants:
            raise ValueError(f"the default variant {self.default} is not among the variants")
        return self
