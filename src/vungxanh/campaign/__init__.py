"""The emulation campaign: who brought new cases down and lowered the colour, each from its own start."""

from vungxanh.campaign.errors import CampaignError, NoUnits, PeriodNotAssessed, PeriodReversed
from vungxanh.campaign.league import COLUMNS, league, league_days
from vungxanh.campaign.plan import CITY_PLAN, Criterion, Plan, read_plan
from vungxanh.campaign.scoring import Scoring, city_plan_2021
from vungxanh.campaign.verified import add_standing, read_verified_rule, verified_green

__all__ = [
    "CITY_PLAN",
    "COLUMNS",
    "CampaignError",
    "Criterion",
    "NoUnits",
    "PeriodNotAssessed",
    "PeriodReversed",
    "Plan",
    "Scoring",
    "add_standing",
    "city_plan_2021",
    "league",
    "league_days",
    "read_plan",
    "read_verified_rule",
    "verified_green",
]
