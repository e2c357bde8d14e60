"""Charts of one area from its stored series and estimates, drawn as the public site draws them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup
from numpy.typing import NDArray

from vungxanh.messages import Language, message
from vungxanh.office.language import spoken
from vungxanh.office.pages.dashboard.looks import Looks
from vungxanh.publishing.site.atlas import MISSING, SHOWN, UNKNOWN, Run, Series
from vungxanh.publishing.site.charts import chances, epicurve, fan, rt_band
from vungxanh.publishing.site.palette import UNKNOWN_SWATCH
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.words import spoken_words, zone_of

WIDE_PERCENT = 95
CURVE_DAYS = 90
BEFORE_FORECAST = 28

FRAMES = {
    "curve": '{% from "charts.html.j2" import epi_curve, epi_legend with context %}'
    "<figure>{{ epi_curve(chart, id, name) }}{{ epi_legend(chart) }}</figure>",
    "rt": '{% from "prospect.html.j2" import rt_chart with context %}'
    "<figure>{{ rt_chart(chart, id, first, title) }}</figure>",
    "fan": '{% from "prospect.html.j2" import fan_chart, fan_key with context %}'
    "<figure>{{ fan_chart(chart, id, first, title) }}{{ fan_key(chart.wide_percent) }}</figure>",
    "chances": '{% from "prospect.html.j2" import outlook_figure with context %}'
    "{{ outlook_figure(outlook, id, name) }}",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the public site's drawing of an outlook wants."""

    chart: Any
    looks: tuple[Any, ...]
    rows: list[tuple[date, list[float]]]
    first: date


def curve(series: dict[str, Any], level: str, name: str, looks: Looks) -> Markup:
    """The epidemic curve with the strip of colours."""
    first = date.fromisoformat(series["first"])
    days = len(series["cases"])
    state = np.full(days, SHOWN, np.uint8)
    state[series["missing"]] = MISSING
    ranks = {colour: rank for rank, colour in enumerate(looks.ranks(level))}
    runs = tuple(
        Run(_since(first, begun), _since(first, ended), ranks.get(colour, UNKNOWN), "", None, None)
        for colour, begun, ended in reversed(series["strip"])
    )
    drawn = Series(
        cases=np.array(series["cases"], np.int32),
        community=np.array(series["community"], np.int32),
        state=state,
        incomplete=np.zeros(days, np.bool_),
        level=level,
        runs=tuple(run for run in runs if run.last >= 0),
    )
    chart = epicurve(drawn, looks.palette, min(days, CURVE_DAYS))
    return _drawn("curve", chart=chart, id="curve", name=name, begins=first)


def rt(estimates: dict[str, Any], name: str) -> Markup:
    """Rt with its intervals; nothing where there were never enough cases."""
    told = estimates.get("rt")
    if not told:
        return Markup()
    title = message("Rt by day: {place}", place=name)
    return _drawn(
        "rt", chart=rt_band(_bands(told)), id="rt", first=date.fromisoformat(told["first"]), title=title
    )


def forecast(estimates: dict[str, Any], series: dict[str, Any], name: str) -> Markup:
    """The last weeks as counted and the coming days as forecast."""
    told = estimates.get("forecast")
    if not told:
        return Markup()
    counted = np.array(series["cases"][-BEFORE_FORECAST:], np.float64)
    first = date.fromisoformat(told["first"]) - timedelta(days=len(counted))
    title = message("Counted and forecast cases by day: {place}", place=name)
    return _drawn(
        "fan", chart=fan(counted, _bands(told), WIDE_PERCENT), id="forecast", first=first, title=title
    )


def nowcast(estimates: dict[str, Any], name: str) -> Markup:
    """The last days when late reports are in; nothing where nothing tells how late they come."""
    told = estimates.get("nowcast")
    if not told:
        return Markup()
    title = message("Cases when late reports are in: {place}", place=name)
    chart = fan(np.empty(0), _bands(told), WIDE_PERCENT)
    return _drawn("fan", chart=chart, id="nowcast", first=date.fromisoformat(told["first"]), title=title)


def outlook(told: dict[str, Any], level: str, name: str, looks: Looks) -> Markup:
    """How probable each colour is on each coming day."""
    if not told:
        return Markup()
    known = [*(looks.of(level, colour) for colour in looks.ranks(level)), UNKNOWN_SWATCH]
    shares = np.array([told["shares"].get(look.id, [0.0] * len(told["likely"])) for look in known]).T
    chart = chances(shares, known)
    first = date.fromisoformat(told["first"])
    rows = [
        (first + timedelta(days=day), [float(shares[day, known.index(look)]) for look in chart.looks])
        for day in range(len(shares))
    ]
    return _drawn("chances", outlook=Outlook(chart, chart.looks, rows, first), id="outlook", name=name)


def _bands(told: dict[str, Any]) -> NDArray[np.float64]:
    return np.array([[np.nan if v is None else v for v in band] for band in told["bands"]], np.float64)


def _since(first: date, day: str) -> int:
    return (date.fromisoformat(day) - first).days


def _drawn(kind: str, *, begins: date | None = None, **content: Any) -> Markup:
    tongue = Tongue.of(spoken())
    words = _words(tongue.language)
    if begins is not None:
        content |= {
            "date_at": lambda position: tongue.day(begins + timedelta(days=position)),
            "day_short": lambda position: tongue.day_short(begins + timedelta(days=position)),
        }
    if "title" in content:
        content["title"] = tongue.render(content["title"])
    return Markup(_frame(kind).render(words | content))  # noqa: S704 - rendered with autoescape


@cache
def _frame(kind: str) -> Template:
    made = Environment(
        loader=PackageLoader("vungxanh.publishing.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.from_string(FRAMES[kind])


@cache
def _words(language: Language) -> dict[str, Any]:
    tongue = Tongue.of(language)
    return spoken_words(tongue) | {"zone": lambda look: tongue.render(zone_of(look))}
