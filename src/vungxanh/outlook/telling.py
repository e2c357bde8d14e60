"""The outlook of one area in sentences, from its rows of outlook.parquet."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from vungxanh.messages import Language, message
from vungxanh.outlook.result import COMING, COMPLETED
from vungxanh.zoning import Pack

WORTH_SAYING = 0.01


def outlook_sentences(rows: pl.DataFrame, pack: Pack, language: Language) -> list[str]:
    """What the coming days may bring; `rows` are those of one area. Empty when there are none."""
    coming = rows.filter(kind=COMING).sort("day")
    if coming.is_empty():
        return []
    names = {step.id: step.name.render(language) for step in pack.scale_for(coming["level"][0]) or []} | {
        "unknown": message("unknown").render(language)
    }
    told = _completed(rows.filter(kind=COMPLETED).sort("day"), names, language)
    last = coming.row(-1, named=True)
    return [*told, *_to_best(last, coming, names, language), _spread(last, names, language)]


def chance(p: float, language: Language) -> str:
    """A probability as people say it; draws never prove that something is impossible or certain."""
    if p < WORTH_SAYING:
        said = message("under 1 %")
    elif p > 1 - WORTH_SAYING:
        said = message("over 99 %")
    else:
        said = message("{number} %", number=round(100 * p))
    return said.render(language)


def _to_best(
    last: Mapping[str, Any], coming: pl.DataFrame, names: Mapping[str, str], language: Language
) -> list[str]:
    best, end = next(iter(names.values())), last["green_end"]
    if last["green_q50"] is not None and last["green_q50"] < coming["day"][0]:
        said = message(
            "Outlook: {level} without a break to {day}: probability {p}.",
            level=best,
            day=last["day"],
            p=chance(last["p_stays"], language),
        )
        return [said.render(language)]
    by_end = message(
        "Outlook: {level} by {day}: probability {p}.",
        level=best,
        day=end,
        p=chance(last["p_green_by_end"], language),
    )
    return [by_end.render(language), *_interval(last, best, language)]


def _interval(last: Mapping[str, Any], best: str, language: Language) -> list[str]:
    """When, if that can be said at all."""
    early, middle, late = last["green_q10"], last["green_q50"], last["green_q90"]
    if early is None:
        return []
    if middle is None:
        said = message("{level} on {day} at the earliest, if things go very well.", level=best, day=early)
    elif late is None:
        said = message(
            "{level} is as likely as not by {middle}; with 80 % probability between {early} and a day after"
            " {end}.",
            level=best,
            middle=middle,
            early=early,
            end=last["green_end"],
        )
    else:
        said = message(
            "{level} is as likely as not by {middle}; with 80 % probability between {early} and {late}.",
            level=best,
            middle=middle,
            early=early,
            late=late,
        )
    return [said.render(language)]


def _spread(last: Mapping[str, Any], names: Mapping[str, str], language: Language) -> str:
    """Every colour that is not out of the question on the last day."""
    shares = {name: last[f"p_{step}"] or 0.0 for step, name in names.items()}
    listed = ", ".join(f"{name} {chance(p, language)}" for name, p in shares.items() if p >= WORTH_SAYING)
    return message("Probabilities on {day}: {listed}.", day=last["day"], listed=listed).render(language)


def _completed(rows: pl.DataFrame, names: Mapping[str, str], language: Language) -> list[str]:
    """What the last judged day would be when late reports are in."""
    if rows.is_empty():
        return []
    last = rows.row(-1, named=True)
    said = message(
        "When late reports are in, {day} would be {level} (probability {p}); the official colour stays the"
        " counted one.",
        day=last["day"],
        level=names[last["likely"]],
        p=chance(last[f"p_{last['likely']}"], language),
    )
    return [said.render(language)]
