"""The columns of the published estimates and of the ledger of forecasts."""

from vungxanh.messages import message
from vungxanh.publishing.columns import AREA, DAY, LEVEL, Column

OUTLOOK = (
    AREA,
    DAY,
    Column("colour", "text", message("A level by its id in rules/pack.toml, or unknown")),
    Column(
        "probability", "number", message("How probable it is on that day, rounded by the disclosure rule")
    ),
)

TO_GREEN = (
    AREA,
    Column("p_green_by_end", "number", message("Chance that the best level comes before the outlook ends")),
    Column("green_q10", "day", message("Day by which 10 of 100 courses are there; empty: after the outlook")),
    Column("green_q25", "day", message("The same for 25 of 100")),
    Column("green_q50", "day", message("The same for 50 of 100")),
    Column("green_q75", "day", message("The same for 75 of 100")),
    Column("green_q90", "day", message("The same for 90 of 100")),
    Column("green_end", "day", message("The last day that was looked at")),
)

RT = (
    AREA,
    Column("date", "day", message("Day of the estimate")),
    Column("kind", "text", message("filter: what was known on the day; smoother: in retrospect")),
    Column("mean", "number", message("Mean of the estimate; empty when there are not enough cases")),
    Column("q025", "number", message("Lower end of the 95 % interval")),
    Column("q25", "number", message("Lower end of the 50 % interval")),
    Column("q50", "number", message("Middle of the estimate")),
    Column("q75", "number", message("Upper end of the 50 % interval")),
    Column("q975", "number", message("Upper end of the 95 % interval")),
    Column("p_above_1", "number", message("Chance that cases rise")),
)

_PUBLISHED_IN = Column("published_in", "whole number", message("Number of the publication that forecast it"))
_MODEL = Column("model_id", "text", message("vungxanh, or baseline: nothing changes but chance"))
_REFERENCE = Column("reference_date", "day", message("The forecast knows nothing after this day"))
_LOCATION = Column("location", "text", message("Code of the area"))
_HORIZON = Column("horizon", "whole number", message("Days (or weeks) ahead"))
_TARGET = Column("target_end_date", "day", message("The day forecast, or the last one of its week"))
_LEVEL_OF = Column("output_type_id", "text", message("Level of the quantile"))
_VALUE = Column("value", "number", message("The cases, rounded by the disclosure rule"))

FORECAST = (
    _MODEL,
    _REFERENCE,
    _LOCATION,
    _HORIZON,
    _TARGET,
    Column("output_type", "text", message("Always quantile")),
    _LEVEL_OF,
    _VALUE,
)

FORECAST_OPEN = (_PUBLISHED_IN, _MODEL, _REFERENCE, _LOCATION, _HORIZON, _TARGET, _LEVEL_OF, _VALUE)

SCORES = (
    Column("scored_in", "whole number", message("Number of the publication that scored it")),
    _PUBLISHED_IN,
    _REFERENCE,
    _MODEL,
    LEVEL,
    _HORIZON,
    Column("n", "whole number", message("How many areas and days")),
    Column("wis", "number", message("Mean weighted interval score in cases; smaller is better")),
    Column("wis_log", "number", message("The same on log(1 + x), where small and large areas weigh alike")),
    Column("coverage_50", "number", message("Share of the truths inside the 50 % interval; 0.5 is right")),
    Column("coverage_95", "number", message("Share of the truths inside the 95 % interval; 0.95 is right")),
)

RECORD = (
    _PUBLISHED_IN,
    _REFERENCE,
    AREA,
    _HORIZON,
    _TARGET,
    Column("low", "number", message("Lower end of the 95 % interval that was forecast")),
    Column("middle", "number", message("Middle of the forecast")),
    Column("high", "number", message("Upper end of the 95 % interval that was forecast")),
    Column("counted", "whole number", message("What was counted when the day was complete")),
)

CLUSTERS = (
    Column("cluster", "whole number", message("Number of the cluster, the most unusual first")),
    AREA,
    Column("first_day", "day", message("First day of the cluster")),
    Column("last_day", "day", message("Its last day")),
    Column("cases", "whole number", message("Cases in it")),
    Column("expected", "number", message("Cases expected there and then")),
    Column("relative_risk", "number", message("Risk inside compared with outside")),
    Column("p", "number", message("How often chance makes as unusual a cluster")),
)

VERIFIED = (AREA,)
