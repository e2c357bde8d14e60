"""How many people, pools or households to test so that an infection would be found."""

from dataclasses import dataclass
from math import ceil

from vungxanh.epidemic.freedom.errors import ImpossibleSurvey
from vungxanh.epidemic.freedom.sensitivity import infected_by_design, pool_sensitivity
from vungxanh.messages import Message, message


@dataclass(frozen=True)
class Survey:
    """A plan. `people`, `pools`, `households` are None where even testing everybody is not enough.

    infected       people who would be infected at the design prevalence
    reached        chance that the plan (or testing everybody) finds at least one of them
    design_effect  people to test against a simple random sample with single samples, None without a plan
    """

    population: int
    infected: int
    confidence: float
    pool: int
    per_household: int
    people: int | None
    pools: int | None
    households: int | None
    reached: float
    design_effect: float | None

    def sentences(self) -> list[Message]:
        """The plan in words."""
        aim = message(
            "To be {confidence} % sure to find an infection if {infected} of {population} people have it:",
            confidence=_percent(self.confidence),
            infected=self.infected,
            population=self.population,
        )
        if self.people is None:
            impossible = message(
                "Not possible in one round: testing everybody finds it with {reached} % probability only. "
                "Test again after a few days.",
                reached=_percent(self.reached),
            )
            return [aim, impossible]
        left = message(
            "With all tests negative the probability to have missed it is {missed} %.",
            missed=_percent(1 - self.reached),
        )
        return [aim, *self._design(), self._effect(), left]

    def _design(self) -> list[Message]:
        """Whom to test, and in which pools."""
        said = message("Test {people} people chosen at random.", people=self.people)
        if self.households is not None:
            said = message(
                "Choose {households} households at random and test {each} of each: {people} people.",
                households=self.households,
                each=self.per_household,
                people=self.people,
            )
        if self.pool == 1:
            return [said]
        mixed = message(
            "Mix them into {pools} pools of {size}; test everybody in a positive pool.",
            pools=self.pools,
            size=self.pool,
        )
        return [said, mixed]

    def _effect(self) -> Message:
        return message(
            "That is {effect} times the people of a simple random sample with single samples.",
            effect=round(self.design_effect or 1.0, 2),
        )


def plan_survey(
    population: int,
    prevalence: float,
    sensitivity: float,
    *,
    confidence: float = 0.95,
    pool: int = 1,
    dilution: float = 0.0,
    household: float | None = None,
    per_household: int = 1,
    icc: float = 0.0,
) -> Survey:
    """The least number of people to test so that an infection is found with the confidence asked for.

    Inputs     prevalence a share below 1 or a whole number of infected people; pool: samples in one tube,
               which keeps se g^-dilution; household: mean size, `per_household` of each are tested; icc:
               correlation of infection within a household.
    Equation   people: n = N / se (1 - (1 - C)^(1/d)), d infected of N. Households: an infected one has
               c = 1 + (h - 1) icc infected, so D = d / c are infected and one that is chosen is found with
               f = 1 - (1 - se max(c, m) / h)^min(c, m), m people tested in each; households to choose:
               H / f (1 - (1 - C)^(1/D)), H = N / h.
    Assumption chosen at random without replacement (hypergeometric approximation), positives confirmed; at
               most one infected sample in a pool.
    Source     epiR `rsu.sssep.rs` for people; the household stage is ours.
    """
    _check(population, prevalence, sensitivity, confidence, pool, household, per_household, icc)
    infected = int(prevalence) if prevalence >= 1 else int(infected_by_design(population, prevalence))
    found = float(pool_sensitivity(sensitivity, pool, dilution))
    units, each, wanted = float(population), 1, float(infected)
    chance = found
    if household is not None:
        together = 1 + (household - 1) * icc
        units, each = population / household, per_household
        wanted = max(1.0, infected / together)
        few, many = sorted((together, float(per_household)))
        chance = 1 - (1 - found * many / household) ** few
    chosen = units / chance * (1 - (1 - confidence) ** (1 / wanted))
    whole = ceil(chosen - 1e-9)
    possible = whole <= units
    people = whole * each if possible else None
    simple = population / sensitivity * (1 - (1 - confidence) ** (1 / infected))
    return Survey(
        population=population,
        infected=infected,
        confidence=confidence,
        pool=pool,
        per_household=per_household,
        people=people,
        pools=None if people is None else ceil(people / pool),
        households=whole if possible and household is not None else None,
        reached=1 - (1 - chance * (whole if possible else units) / units) ** wanted,
        design_effect=None if people is None else people / simple,
    )


def _check(
    population: int,
    prevalence: float,
    sensitivity: float,
    confidence: float,
    pool: int,
    household: float | None,
    per_household: int,
    icc: float,
) -> None:
    """Raises ImpossibleSurvey for the first number that cannot be."""
    wrong = (
        (population < 1, "population", population),
        (prevalence <= 0 or (prevalence > 1 and prevalence != int(prevalence)) or prevalence > population,
         "prevalence", prevalence),
        (not 0 < sensitivity <= 1, "sensitivity", sensitivity),
        (not 0 < confidence < 1, "confidence", confidence),
        (not 1 <= pool <= population, "pool", pool),
        (household is not None and not 1 <= household <= population, "household", household),
        (household is None and per_household != 1, "per-household", per_household),
        (household is not None and not 1 <= per_household <= household, "per-household", per_household),
        (not 0 <= icc <= 1, "icc", icc),
    )  # fmt: skip
    for bad, name, value in wrong:
        if bad:
            raise ImpossibleSurvey(message("{name} cannot be {value}.", name=f"--{name}", value=value))


def _percent(share: float) -> float:
    return round(100 * share, 1)
