"""What the simulation assumes: the typed content of `rules/demo/*.toml`."""

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from vungxanh.rules import read_rule

ROUTES = ("household", "group", "quarter", "ward", "neighbour", "district", "import")
"""How a person was infected: where, seen from the infector, the infected person lives."""


class Part(BaseModel):
    """Strict and immutable: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Period(Part):
    """First day with infections and the day on which the list is drawn up (`as_of`)."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of simulated days."""
        return (self.last - self.first).days + 1


class Households(Part):
    """How people live together."""

    household_sizes: list[float] = Field(min_length=1)
    households_per_group: int = Field(gt=0)
    oldest: int


class Contact(Part):
    """Contacts outside the household from `since` on, relative to no measures."""

    since: date
    factor: float = Field(ge=0)
    why: str


class ByRoute(Part):
    """One number for each way to meet somebody outside the household."""

    household: float = 0.0
    group: float
    quarter: float
    ward: float
    neighbour: float
    district: float

    @property
    def array(self) -> NDArray[np.float64]:
        """In the order of ROUTES; 0 for imports."""
        return np.array([getattr(self, route, 0.0) for route in ROUTES])


class Spread(Part):
    """Who infects whom."""

    community_r: float = Field(ge=0)
    dispersion: float = Field(gt=0)
    household_hazard: float = Field(ge=0)
    generation_mean: float = Field(gt=0)
    generation_sd: float = Field(gt=0)
    longest: int = Field(gt=1)
    asymptomatic_share: float = Field(ge=0, le=1)
    asymptomatic_infectiousness: float = Field(ge=0)
    reach: ByRoute
    quarter_sd: float = Field(ge=0)
    locked_inside: float = Field(ge=0, le=1)
    locked_outside: float = Field(ge=0, le=1)
    contact: list[Contact] = Field(min_length=1)

    @cached_property
    def generation(self) -> NDArray[np.float64]:
        """w_s, the share of a person's infections that happen s days after the own one; w_0 = 0."""
        shape = (self.generation_mean / self.generation_sd) ** 2
        s = np.arange(self.longest + 1, dtype=np.float64)
        w = s ** (shape - 1) * np.exp(-s * shape / self.generation_mean)
        w[0] = 0.0
        normalised: NDArray[np.float64] = w / w.sum()
        return normalised

    def contact_on(self, day: date) -> float:
        """The factor in force on one day."""
        return [c.factor for c in self.contact if c.since <= day or c is self.contact[0]][-1]


class Imports(Part):
    """Infections brought in from outside the district."""

    per_day: float = Field(ge=0)
    until: date
    concentration: float = Field(gt=0)


class Delay(Part):
    """A delay in whole days."""

    mean: float = Field(gt=0)
    sd: float = Field(gt=0)

    def draw(self, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """`size` delays; adding U(0, 1) before cutting keeps the mean of the gamma distribution."""
        shape = (self.mean / self.sd) ** 2
        return np.floor(rng.gamma(shape, self.mean / shape, size) + rng.random(size)).astype(np.int64)


class Delays(Part):
    """The way of a case through the system."""

    incubation: Delay
    onset_to_sample: Delay
    sample_to_result: Delay
    result_to_report: Delay


class Batch(Part):
    """Reports due from `since` on come on `day`."""

    since: date
    day: date


class Testing(Part):
    """Who is sampled, and how good and how punctual testing is."""

    seeks_test: float = Field(ge=0, le=1)
    sensitivity: float = Field(ge=0, le=1)
    detectable_from: int
    detectable_to: int
    other_per_100k: float = Field(ge=0)
    weekend_waits: float = Field(ge=0, le=1)
    screening_weekdays: list[int]
    screened_quarters: int = Field(ge=0)
    quarantine_tests: list[int]
    lockdown_tests: list[int]
    batch: list[Batch] = []


class Tracing(Part):
    """What follows when a case is found."""

    finds: ByRoute
    delay: Delay
    other_contacts: float = Field(ge=0)
    quarantine_days: int
    source_known: ByRoute


class Lockdown(Part):
    """When a group is locked, and for how long."""

    cases: int = Field(gt=0)
    window: int = Field(gt=0)
    days: int = Field(ge=0)


class Wording(Part):
    """A title in both languages."""

    vi: str
    en: str


class Parameters(Part):
    """Everything the simulation assumes, besides the territory and the seed."""

    id: str
    version: str
    territory: str
    title: Wording
    source: str
    certainty: str
    period: Period
    people: Households
    spread: Spread
    imports: Imports
    delays: Delays
    testing: Testing
    tracing: Tracing
    lockdown: Lockdown
    faults: dict[str, int]


def read_parameters(name: str = "district6-2021") -> Parameters:
    """The parameters that ship under `rules/demo`."""
    return Parameters.model_validate(read_rule("demo", name))
