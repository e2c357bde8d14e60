"""The plan of an emulation campaign: period, windows and order of comparison, as in `rules/campaign`."""

from datetime import date
from typing import Literal

from pydantic import Field

from vungxanh.rules import read_rule
from vungxanh.zoning.pack_terms import Mark, Model, Parameter, Source, Text

CITY_PLAN = "vn-2329-2021"


class Period(Model):
    """The days of the campaign, both included."""

    start: date
    stop: date


class Criterion(Model):
    """One step of the comparison; it counts between units that are equal in all steps before."""

    by: Literal["colour", "levels_gained", "days_green", "share_left", "new_f0"]
    better: Literal["lower", "higher"]
    name: Text
    certainty: Mark
    source: str = ""


class Plan(Model):
    """Everything that a text, or our reading of it, decides about a campaign."""

    id: str
    version: str
    title: Text
    summary: Text
    period: Period
    sources: list[Source] = Field(min_length=1)
    parameters: dict[str, Parameter]
    order: list[Criterion] = Field(min_length=1)

    def days(self, parameter: str) -> int:
        """A parameter that counts days."""
        return int(self.parameters[parameter].value)


def read_plan(name: str = CITY_PLAN) -> Plan:
    """A plan that ships with the library."""
    return Plan.model_validate(read_rule("campaign", name))
