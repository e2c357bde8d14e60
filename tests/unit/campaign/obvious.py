"""The league a second time, unit by unit in plain Python: slow and obvious."""

from datetime import date, timedelta
from typing import Any

from vungxanh.assessment import Assessment
from vungxanh.campaign import Plan


def obvious_league(
    assessment: Assessment, start: date, stop: date, level: str, plan: Plan
) -> list[dict[str, Any]]:
    """The numbers and places of `campaign.league`, best first."""
    stop = min(stop, assessment.last_day)
    units = [a["area"] for a in assessment.areas.to_dicts() if a["level"] == level]
    table = [_unit(assessment, area, start, stop, plan) for area in units]
    ranked = sorted((u for u in table if u["status"] == "ranked"), key=lambda u: (_keys(u, plan), u["area"]))
    for unit in ranked:
        unit["place"] = 1 + sum(_keys(other, plan) < _keys(unit, plan) for other in ranked)
    others = sorted((u for u in table if u["status"] != "ranked"), key=lambda u: u["area"])
    return ranked + others


def _unit(assessment: Assessment, area: str, start: date, stop: date, plan: Plan) -> dict[str, Any]:
    f0: dict[date, int] = {}
    colour: dict[date, str] = {}
    rank: dict[date, int] = {}
    for row in assessment.counts.to_dicts():
        if row["area"] == area and row["reported"]:
            f0[row["day"]] = row["community_cases"]
    for row in assessment.colours.to_dicts():
        if row["area"] == area and row["rank"] is not None:
            colour[row["day"]], rank[row["day"]] = row["colour"], row["rank"]
    period = _days(start, stop)
    before = _days(start - timedelta(days=plan.days("own_start_days")), start - timedelta(days=1))
    first_known = min(assessment.counts["day"])
    recent = [f0[d] for d in period[-plan.days("recent_days") :] if d in f0]
    unknown = [d for d in period if d not in rank or d not in f0]
    hidden = [d for d in before if d not in f0 and d >= first_known]
    own = sum(f0[d] for d in before) / len(before) if all(d in f0 for d in before) else None
    ranks = [rank[d] for d in period if d in rank]
    name_of = dict(zip(rank.values(), colour.values(), strict=True))
    return {
        "area": area,
        "place": None,
        "status": "unknown"
        if len(unknown) == len(period)
        else "partly_unknown"
        if unknown or hidden
        else "ranked",
        "days": len(period),
        "days_unknown": len(unknown),
        "days_green": sum(r == 0 for r in ranks),
        "new_f0": sum(f0.get(d, 0) for d in period),
        "own_start_per_day": own,
        "recent_per_day": sum(recent) / len(recent) if recent else None,
        "colour_start": colour.get(start),
        "colour_now": colour.get(stop),
        "colour_best": name_of[min(ranks)] if ranks else None,
        "colour_worst": name_of[max(ranks)] if ranks else None,
        "levels_gained": rank[start] - rank[stop] if start in rank and stop in rank else None,
        "rank_now": rank.get(stop),
    }


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _keys(unit: dict[str, Any], plan: Plan) -> list[float]:
    """What is compared, in the plan's order; smaller is better."""
    own, recent = unit["own_start_per_day"], unit["recent_per_day"]
    if own is None:
        left = float("inf")
    elif recent == 0:
        left = 0.0
    else:
        left = recent / own if own else float("inf")
    values = {
        "colour": unit["rank_now"],
        "levels_gained": unit["levels_gained"],
        "days_green": unit["days_green"],
        "share_left": left,
        "new_f0": unit["new_f0"],
    }
    return [values[c.by] if c.better == "lower" else -values[c.by] for c in plan.order]
