"""What a nightly run is asked to do; the same plan and the same folder give the same tables."""

from dataclasses import dataclass

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
