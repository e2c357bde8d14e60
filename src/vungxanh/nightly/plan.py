"""What a nightly run is asked to do; the same plan and the same folder give the same tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vungxanh.assessment import Assessment
from vungxanh.messages import VungXanhError, message

PARTS = ("nowcast", "rt", "forecast", "outlook", "clusters", "freedom")

LEVELS = (0.01, 0.025, *(step / 20 for step in range(1, 20)), 0.975, 0.99)
"""The 23 quantiles of the forecast hubs."""


@dataclass(frozen=True)
class Plan:
    """Choices of one run.

    disease       id of a disease pack, or None: the one that the criteria are about
    horizon       days ahead, for forecasts and for the outlook
    draws         sample paths per area of the outlook
    replicas      Monte Carlo replicas of the scan
    scan_days     longest duration of a cluster, in days
    largest_zone  most areas in a cluster
    levels        quantiles of nowcasts and forecasts
    parts         which tables are made
    """

    disease: str | None = None
    horizon: int = 14
    draws: int = 100
    replicas: int = 99
    scan_days: int = 28
    largest_zone: int = 50
    levels: tuple[float, ...] = LEVELS
    seed: int = 0
    parts: tuple[str, ...] = PARTS


DISEASES = {"COVID-19": "covid19", "Dengue": "dengue"}
"""The disease pack for what a criteria pack says it is made for; others have to be named."""


class UnknownPart(VungXanhError):
    """A table was asked for that the run does not make."""


class WhichDisease(VungXanhError):
    """The criteria are about several diseases; the generation interval of one is needed."""


def chosen(assessment: Assessment, plan: Plan, *, only: Sequence[str] | None = None) -> Plan:
    """The plan with disease and tables settled; raises WhichDisease, UnknownPart."""
    for part in only or ():
        if part not in PARTS:
            raise UnknownPart(
                message("There is no table {name}; there are: {known}.", name=part, known=PARTS)
            )
    disease = plan.disease or DISEASES.get(assessment.pack.disease)
    if disease is None:
        raise WhichDisease(
            message("{pack} is about several diseases: name one with --disease.", pack=assessment.pack.id)
        )
    parts = tuple(part for part in PARTS if only is None or part in only)
    return replace(plan, disease=disease, parts=parts)
