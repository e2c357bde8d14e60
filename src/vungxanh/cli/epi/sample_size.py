"""`vungxanh epi sample-size`."""

from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json


def plan_sample(
    *,
    population: Annotated[int, Parameter(help=_("People in the area"))],
    prevalence: Annotated[
        float, Parameter(help=_("Design prevalence: a share below 1, or a number of infected people"))
    ],
    sensitivity: Annotated[float, Parameter(help=_("Sensitivity of the test with a single sample"))],
    pool: Annotated[int, Parameter(help=_("Samples mixed into one pool"))] = 1,
    dilution: Annotated[
        float, Parameter(help=_("A pool of g keeps the sensitivity times g to the power of minus this"))
    ] = 0.0,
    household: Annotated[float | None, Parameter(help=_("Choose households; their mean size"))] = None,
    per_household: Annotated[int, Parameter(help=_("People tested in each household"))] = 1,
    icc: Annotated[float, Parameter(help=_("Correlation of infection within a household, 0 to 1"))] = 0.0,
    confidence: Annotated[
        float, Parameter(help=_("Probability with which an infection is to be found"))
    ] = 0.95,
    as_json: AsJson = False,
) -> None:
    """The least number of people, pools and households to test."""
    from dataclasses import asdict

    from vungxanh.epidemic.freedom import plan_survey

    plan = plan_survey(
        population, prevalence, sensitivity, confidence=confidence, pool=pool, dilution=dilution,
        household=household, per_household=per_household, icc=icc,
    )  # fmt: skip
    if as_json:
        tell_json(asdict(plan))
    else:
        tell(*plan.sentences())
