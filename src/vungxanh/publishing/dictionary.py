"""The data dictionary: every column that leaves the office, declared once. What is not here is not written.

It is published as `data/dictionary.json`, printed on the data page, and is the reference in the manual.
"""

from typing import Any

from vungxanh.messages import Message, message
from vungxanh.publishing.columns import AREA, DAY, LEVEL, NAME, PARENT, PEOPLE, Column
from vungxanh.publishing.columns_ahead import (
    CLUSTERS,
    FORECAST,
    FORECAST_OPEN,
    OUTLOOK,
    RECORD,
    RT,
    SCORES,
    TO_GREEN,
    VERIFIED,
)

AREAS = (
    AREA,
    NAME,
    LEVEL,
    PARENT,
    PEOPLE,
    Column("valid_from", "day", message("First day on which the code means this area; empty when not known")),
    Column("valid_to", "day", message("Last day on which the code means this area; empty while it is valid")),
    Column("lon", "number", message("Longitude of a point inside, WGS 84")),
    Column("lat", "number", message("Latitude of a point inside, WGS 84")),
    Column("schematic", "yes/no", message("The shape is a drawing, not the legal boundary")),
    Column("touches", "list", message("Codes of the neighbours; empty when not known")),
    Column(
        "protected",
        "yes/no",
        message("Counts of this area can be suppressed; its indicator values are shown as bounds only"),
    ),
)

COUNTS = (
    AREA,
    LEVEL,
    DAY,
    Column("cases", "whole number", message("New cases; empty unless shown")),
    Column(
        "community_cases", "whole number", message("New cases found in the community; empty unless shown")
    ),
    Column(
        "unlinked_cases",
        "whole number",
        message("Of these, those whose source is not known; empty unless shown"),
    ),
    Column("incomplete", "yes/no", message("Reports for this day are still coming in")),
    Column(
        "status",
        "text",
        message(
            "shown; suppressed: hidden to protect people where few live, any number; unknown: not reported"
        ),
    ),
    Column("shown", "text", message("The cases as a reader sees them: the number, * suppressed, ? unknown")),
)

COLOURS = (
    AREA,
    LEVEL,
    DAY,
    Column("colour", "text", message("The official level, by its id in rules/pack.toml, or unknown")),
    Column("rank", "whole number", message("0 for the best level, more for worse; empty when unknown")),
    Column(
        "decided_by",
        "text",
        message(
            "The condition that decided, all_clear (best level), holding (a better level must last), missing"
        ),
    ),
    Column("since", "day", message("First day of this colour without a break")),
    Column("days_to_better", "whole number", message("Days to the next better level if no case is added")),
    Column("earliest_better", "day", message("The day on which that can be")),
    Column("days_to_best", "whole number", message("Days to the best level if no case is added")),
    Column("earliest_best", "day", message("The day on which that can be")),
    Column("value", "number", message("Value of the deciding indicator; empty for protected areas")),
    Column("value_shown", "text", message("The same as text; for protected areas a bound such as ≥ 3, or *")),
    Column("threshold", "number", message("What the value was compared with")),
    Column("counted_rank", "whole number", message("The rank before holding times")),
    Column(
        "worse_possible", "text", message("The worst level that cannot be excluded, as an input is missing")
    ),
    Column("missing", "text", message("Conditions that could not be answered")),
)

LEAGUE = (
    Column("place", "whole number", message("Place among the units of the level"), of_small=False),
    AREA,
    NAME,
    LEVEL,
    PARENT,
    PEOPLE,
    Column("status", "text", message("ranked, partly_unknown or unknown")),
    Column("colour_start", "text", message("Colour on the first day of the period")),
    Column("colour_now", "text", message("Colour on its last day so far")),
    Column("colour_best", "text", message("Best colour in the period")),
    Column("colour_worst", "text", message("Worst colour in the period")),
    Column("levels_gained", "whole number", message("Levels better than on the first day")),
    Column("days", "whole number", message("Days of the period so far")),
    Column("days_green", "whole number", message("Days at the best level")),
    Column("days_unknown", "whole number", message("Days with an unknown colour or count")),
    Column("days_to_green", "whole number", message("Days to the best level if no case is added")),
    Column("earliest_green", "day", message("The day on which that can be")),
    Column("new_f0", "whole number", message("New community cases in the period"), of_small=False),
    Column("new_f0_per_day", "number", message("The same per day"), of_small=False),
    Column("own_start_per_day", "number", message("Cases a day before the period"), of_small=False),
    Column("recent_per_day", "number", message("Cases a day in the last days"), of_small=False),
    Column("change_per_day", "number", message("The last days less the own start"), of_small=False),
    Column("change_percent", "number", message("The same in per cent"), of_small=False),
    Column("behind", "text", message("What put the unit behind the one before it"), of_small=False),
    Column("reason_vi", "text", message("Why it has this place, in Vietnamese"), of_small=False),
    Column("reason_en", "text", message("Why it has this place, in English"), of_small=False),
)

CORRECTIONS = (
    AREA,
    LEVEL,
    DAY,
    Column("field", "text", message("The column that differs from the snapshot before")),
    Column("old", "text", message("What the snapshot before said; * suppressed, ? unknown, - not in it")),
    Column("new", "text", message("What this snapshot says, written likewise")),
)

TABLES: dict[str, tuple[Message, tuple[Column, ...]]] = {
    "areas": (message("The areas and how they belong together"), AREAS),
    "counts": (message("New cases by area and day, as far as they may be shown"), COUNTS),
    "colours": (message("The official colour of every area and day, and what decided it"), COLOURS),
    "league": (message("The league table of the campaign, one block per level"), LEAGUE),
    "corrections": (message("Everything that this snapshot revises of the one before"), CORRECTIONS),
    "outlook": (
        message("How probable each colour is on each coming day; protected areas are left out"),
        OUTLOOK,
    ),
    "to-green": (message("When the best level may come; protected areas are left out"), TO_GREEN),
    "rt": (message("The reproduction number of the last weeks; protected areas are left out"), RT),
    "forecast": (
        message("Forecast cases in hubverse columns, and the baseline's; protected areas are left out"),
        FORECAST,
    ),
    "forecast-open": (
        message("Forecasts of earlier publications whose day has not come or is not complete yet"),
        FORECAST_OPEN,
    ),
    "scores": (
        message("How good published forecasts were: each is scored once, when its day is complete"),
        SCORES,
    ),
    "forecast-record": (
        message("Scored forecasts of the places at the top of the tree, beside what was counted"),
        RECORD,
    ),
    "clusters": (
        message("Groups of cases that chance rarely makes; those that touch a protected area are left out"),
        CLUSTERS,
    ),
    "verified": (
        message("Areas at the best level that are free of hidden infection with at least 95 %"),
        VERIFIED,
    ),
}


def dictionary() -> dict[str, Any]:
    """The dictionary in both languages, for programs."""
    return {
        table: {
            "about": _both(about),
            "columns": [
                {"name": column.name, "type": column.kind, **_both(column.means)} for column in columns
            ],
        }
        for table, (about, columns) in TABLES.items()
    }


def _both(said: Message) -> dict[str, str]:
    return {"vi": said.render("vi"), "en": said.render("en")}
