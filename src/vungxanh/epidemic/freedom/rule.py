"""What the freedom estimate assumes, from `rules/freedom/*.toml`: parameters, test methods, groups."""

from functools import cache

from pydantic import Field

from vungxanh.epidemic.disease.schema import Model, Text
from vungxanh.rules import read_rule

DEFAULT = "covid19"


class Parameter(Model):
    """One number, where it comes from and how sure that is."""

    value: float
    unit: str
    certainty: str
    source: str = Field(min_length=1)
    why: Text


class Method(Model):
    """A kind of test. A pool of g samples with one infected has sensitivity `sensitivity * g**-dilution`."""

    title: Text
    sensitivity: float = Field(ge=0, le=1)
    specificity: float = Field(gt=0, le=1)
    dilution: float = Field(ge=0)
    confirmed: bool
    certainty: str
    source: str = Field(min_length=1)


class Group(Model):
    """A part of the population: its share, and the risk to be infected relative to the public at large."""

    title: Text
    share: float = Field(gt=0, le=1)
    relative_risk: float = Field(gt=0)
    screening: bool
    certainty: str
    source: str = Field(min_length=1)

    @property
    def weight(self) -> float:
        """Adjusted risk AR of the group against the rest: AR share + AR_rest (1 - share) = 1."""
        return self.relative_risk / (self.relative_risk * self.share + 1 - self.share)


class Rule(Model):
    """A rule file of `rules/freedom`."""

    id: str
    version: str
    title: Text
    summary: Text
    parameters: dict[str, Parameter]
    methods: dict[str, Method] = Field(min_length=1)
    groups: dict[str, Group] = Field(min_length=1)

    def __getitem__(self, name: str) -> float:
        """One parameter's value."""
        return self.parameters[name].value

    def days(self, name: str) -> int:
        """A parameter that counts days or people."""
        return int(self.parameters[name].value)

    def changed(self, **values: float | None) -> "Rule":
        """The same rule with other values for some parameters; None leaves one as it is."""
        parameters = dict(self.parameters)
        for name, value in values.items():
            if value is not None:
                parameters[name] = parameters[name].model_copy(update={"value": float(value)})
        return self.model_copy(update={"parameters": parameters})


@cache
def read_freedom(name: str = DEFAULT) -> Rule:
    """The rule file of that name."""
    return Rule.model_validate(read_rule("freedom", name))
