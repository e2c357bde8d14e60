"""What a criteria pack may not say: one row per fault, from the small pack below.

change                                       error               where it points
criteria[0].rules[0].level = "green"         LevelNotAllowed     criteria[0].rules[0].level
"""

import copy
import re
import tomllib
from datetime import date
from typing import Any

import pytest

from vungxanh.zoning import pack_errors
from vungxanh.zoning.pack_errors import PackError
from vungxanh.zoning.reading import build_pack

SMALL = """
id = "small"
version = "1"
title = { vi = "Nhỏ", en = "Small" }
summary = { vi = "Một tuần {week} ngày", en = "A week of {week} days" }
disease = "any"
valid_from = 2021-01-01
valid_to = 2021-12-31

[[sources]]
document = "Decree 1"
certainty = "verified"
[[sources]]
document = "Decree 2"
certainty = "verified"

[parameters.week]
value = 7
certainty = "verified"
why = { vi = "Điều 1", en = "Article 1" }
[parameters.few]
value = 3
certainty = "reading"
why = { vi = "Không nêu", en = "Not said" }

[series.tests]
vi = "Xét nghiệm"
en = "Tests"

[[scales.risk]]
id = "green"
name = { vi = "Xanh", en = "Green" }
colour = "#2E8B57"
[[scales.risk]]
id = "yellow"
name = { vi = "Vàng", en = "Yellow" }
colour = "#FFE066"
[[scales.risk]]
id = "red"
name = { vi = "Đỏ", en = "Red" }
colour = "#A50F15"

[[indicators]]
id = "weekly"
kind = "sum"
window = "week"
name = { vi = "Ca trong {week} ngày", en = "Cases in {week} days" }
[[indicators]]
id = "drop"
kind = "falling"
of = "weekly"
step = 7
at_most = 2
name = { vi = "Giảm", en = "Falling" }
[[indicators]]
id = "around"
kind = "neighbours"
level = "red"
name = { vi = "Giáp ranh", en = "Neighbours" }
[[indicators]]
id = "share"
kind = "children"
child = "ward"
level = "red"
name = { vi = "Tỷ lệ", en = "Share" }
[[indicators]]
id = "tested"
kind = "ratio"
numerator = "cases"
denominator = "tests"
window = 7
name = { vi = "Dương tính", en = "Positivity" }
[[indicators]]
id = "vaccinated"
kind = "input"
name_in_table = "vaccinated"
lowest = 0
highest = 100
name = { vi = "Tiêm chủng", en = "Vaccinated" }

[[criteria]]
applies_to = ["ward"]
[[criteria.rules]]
level = "red"
[[criteria.rules.when.any]]
id = "many"
indicator = "weekly"
op = ">="
threshold = "few"
certainty = "reading"
source = "Decree 1"
text = { vi = "{value} ca, từ {threshold}", en = "{value} cases, {threshold} or more" }
[[criteria.rules.when.any]]
id = "rising"
indicator = "drop"
op = "<"
threshold = 1
certainty = "verified"
source = "Decree 1, Article 2"
text = { vi = "Không giảm", en = "Not falling" }
[[criteria.rules]]
level = "yellow"
[criteria.rules.when]
id = "near_red"
indicator = "around"
op = ">="
threshold = 1
certainty = "verified"
source = "Decree 1"
text = { vi = "Gần đỏ", en = "Near red" }

[[criteria]]
applies_to = ["district"]
[[criteria.rules]]
level = "red"
[criteria.rules.when]
id = "third"
indicator = "share"
op = ">="
threshold = 30
certainty = "verified"
source = "Decree 2"
text = { vi = "{value} %", en = "{value} %" }
[criteria.table]
id = "grid"
rows = "tested"
row_cuts = [5, 10]
columns = "vaccinated"
column_cuts = [70]
cells = [["green", "green"], ["yellow", ["green", "yellow"]], ["red", "unknown"]]
certainty = "verified"
source = "Decree 2"
text = { vi = "{row} và {column}", en = "{row} and {column}" }
"""

GONE = object()
RULE = "criteria[0].rules[0]"
MANY = f"{RULE}.when.any[0]"
TABLE = "criteria[1].table"
NEW_TEXT = {"vi": "chữ", "en": "text"}

# fmt: off
FAULTS: list[tuple[str, Any, str, str]] = [
    # place                           becomes              error                  where, if not there
    # keys and types
    ("colour",                        1,                   "UnknownKey",          ""),
    (f"{MANY}.treshold",              1,                   "UnknownKey",          ""),
    ("indicators[0].windows",         1,                   "UnknownKey",          ""),
    ("title.fr",                      "Petit",             "UnknownKey",          ""),
    ("parameters.week.name",          "x",                 "UnknownKey",          ""),
    ("id",                            GONE,                "MissingKey",          ""),
    (f"{MANY}.certainty",             GONE,                "MissingKey",          ""),
    ("parameters.few.certainty",      GONE,                "MissingKey",          ""),
    ("sources[0].certainty",          GONE,                "MissingKey",          ""),
    (f"{TABLE}.certainty",            GONE,                "MissingKey",          ""),
    ("title.vi",                      GONE,                "MissingKey",          ""),
    ("indicators[0].kind",            GONE,                "MissingKey",          ""),
    ("indicators[0].window",          GONE,                "MissingKey",          ""),
    (f"{MANY}.indicator",             GONE,                "MissingKey",          ""),
    ("indicators[0].window",          [7],                 "WrongType",           ""),
    ("indicators[0].window",          7.5,                 "WrongType",           ""),
    ("indicators[0].window",          True,                "WrongType",           ""),
    (f"{MANY}.threshold",             [1],                 "WrongType",           ""),
    (f"{MANY}.threshold",             True,                "WrongType",           ""),
    ("parameters.week.value",         "7",                 "WrongType",           ""),
    ("valid_from",                    "2021-01-01",        "WrongType",           ""),
    ("indicators[3].or_worse",        "yes",               "WrongType",           ""),
    ("version",                       1,                   "WrongType",           ""),
    ("criteria[0].applies_to",        "ward",              "WrongType",           ""),
    ("title",                         "Small",             "WrongType",           ""),
    (RULE,                            "red",               "WrongType",           ""),
    (f"{RULE}.when",                  "many",              "WrongType",           ""),
    ("parameters.week.value",         float("inf"),        "WrongValue",          ""),
    ("parameters.week.value",         float("nan"),        "WrongValue",          ""),
    ("title.vi",                      "",                  "WrongValue",          ""),
    ("scales.risk[0].colour",         "green",             "WrongValue",          ""),
    ("scales.risk[0].colour",         "#2E8B5",            "WrongValue",          ""),
    ("scales.risk[0].pattern",        "dotted",            "WrongValue",          ""),
    ("scales.risk[0].symbol",         "x" * 5,             "WrongValue",          ""),
    ("indicators[0].kind",            "summ",              "WrongValue",          ""),
    ("indicators[0].id",              "Weekly cases",      "WrongValue",          ""),
    (f"{MANY}.op",                    "=>",                "WrongValue",          ""),
    (f"{MANY}.certainty",             "sure",              "WrongValue",          ""),
    ("criteria[0].applies_to",        ["village"],       "WrongValue",          "criteria[0].applies_to[0]"),
    ("criteria[0].applies_to",        [],                  "WrongValue",          ""),
    (f"{RULE}.when.any",              [],                  "WrongValue",          ""),
    ("sources",                       [],                  "WrongValue",          ""),
    ("date_order",                    ["publication"],     "WrongValue",          "date_order[0]"),
    # names that do not exist
    (f"{MANY}.indicator",             "weekli",            "UnknownReference",    ""),
    ("indicators[1].of",              "weekli",            "UnknownReference",    ""),
    (f"{TABLE}.rows",                 "test",              "UnknownReference",    ""),
    (f"{MANY}.threshold",             "fev",               "UnknownReference",    ""),
    ("indicators[0].window",          "weak",              "UnknownReference",    ""),
    ("criteria[0].holding",           {"days": "hold"},    "UnknownReference",    "criteria[0].holding.days"),
    ("indicators[0].series",          "comunity",          "UnknownReference",    ""),
    ("indicators[4].denominator",     "sampled",           "UnknownReference",    ""),
    ("criteria[0].scale",             "risks",             "UnknownReference",    ""),
    (f"{RULE}.level",                 "rod",               "UnknownReference",    ""),
    ("indicators[2].level",           "rod",               "UnknownReference",    "indicators.around.level"),
    ("indicators[3].level",           "rod",               "UnknownReference",    "indicators.share.level"),
    ("indicators[3].pack",            "vn-2686",           "UnknownReference",    "indicators.share.pack"),
    ("indicators[3].child",           "quarter",           "UnknownReference",    "indicators.share.child"),
    (f"{TABLE}.cells[0][0]",          "gren",              "UnknownReference",    ""),
    (f"{TABLE}.cells[1][1]",          ["green", "unknown"], "UnknownReference",   f"{TABLE}.cells[1][1]"),
    (f"{MANY}.source",                "Decree 9",          "UnknownReference",    ""),
    (f"{MANY}.source",                "",                  "UnknownReference",    ""),
    # names given twice or kept
    ("indicators[1].id",              "weekly",            "DuplicateName",       ""),
    (f"{RULE}.when.any[1].id",        "many",              "DuplicateName",       ""),
    (f"{TABLE}.id",                   "many",              "DuplicateName",       ""),
    ("scales.risk[1].id",             "green",             "DuplicateName",       ""),
    ("scales.risk[1].id",             "unknown",           "DuplicateName",       ""),
    (f"{MANY}.id",                    "all_clear",         "DuplicateName",       ""),
    ("criteria[1].applies_to",        ["ward"],          "DuplicateName",       "criteria[1].applies_to[0]"),
    ("series.community",              NEW_TEXT,            "DuplicateName",       ""),
    # thresholds
    (f"{MANY}.threshold",             GONE,                "ThresholdUnclear",    MANY),
    (f"{MANY}.than",                  "drop",              "ThresholdUnclear",    MANY),
    # numbers
    ("parameters.week.value",         7.5,                 "WrongValue",          "indicators[0].window"),
    ("indicators[1].step",            0,                   "WrongValue",          ""),
    ("indicators[0].window",          10_000,              "WrongValue",          ""),
    ("criteria[0].holding",           {"days": -1},        "WrongValue",          "criteria[0].holding.days"),
    ("indicators[5].highest",         -1,                  "WrongValue",          ""),
    # levels and scales
    (f"{RULE}.level",                 "green",             "LevelNotAllowed",     ""),
    ("criteria[0].rules[1].level",  "red",               "LevelNotAllowed",     "criteria[0].rules[1].when"),
    ("indicators[3].child",           "district",          "LevelNotAllowed",     "indicators.share.child"),
    (f"{TABLE}.rows",                 "around",            "LevelNotAllowed",     TABLE),
    ("scales.risk[1].colour",         "#2e8b57",           "WrongValue",          ""),
    ("scales.other",                  [],                  "WrongValue",          ""),
    # tables
    (f"{TABLE}.row_cuts",             [10, 5],             "TableShape",          ""),
    (f"{TABLE}.row_cuts",             [5, 5],              "TableShape",          ""),
    (f"{TABLE}.row_cuts",             [5],                 "TableShape",          f"{TABLE}.cells"),
    (f"{TABLE}.column_cuts",          [60, 70],            "TableShape",          f"{TABLE}.cells[0]"),
    (f"{TABLE}.cells[0]",             ["green"],           "TableShape",          ""),
    (f"{TABLE}.cells[0][0]",          [],                  "TableShape",          ""),
    # cycles
    ("indicators[1].of",              "drop",              "ReferenceCycle",      ""),
    # texts
    (f"{MANY}.text.en",               "{values} cases",    "PlaceholderUnknown",  ""),
    (f"{MANY}.text.vi",               "{0} ca",            "PlaceholderUnknown",  ""),
    (f"{MANY}.text.vi",               "{value",            "PlaceholderUnknown",  ""),
    (f"{MANY}.text.vi",               "{value:.2f}",       "PlaceholderUnknown",  ""),
    (f"{MANY}.text.vi",               "{{value}}",         "PlaceholderUnknown",  ""),
    (f"{TABLE}.text.vi",              "{value}",           "PlaceholderUnknown",  ""),
    ("summary.vi",                    "{value}",           "PlaceholderUnknown",  ""),
    # without effect
    (f"{MANY}.threshold",             3,                   "NotUsed",             "parameters.few"),
    (f"{RULE}.when.any[1].indicator", "weekly",            "NotUsed",             "indicators[1]"),
    ("series.samples",                NEW_TEXT,            "NotUsed",             ""),
    # certainty
    (f"{MANY}.certainty",             "verified",          "TooCertain",          ""),
    ("parameters.week.certainty",     "uncertain",         "TooCertain",          f"{MANY}.certainty"),
    # validity
    ("valid_to",                      date(2020, 12, 31),  "ValidityReversed",    ""),
]
# fmt: on


def content() -> dict[str, Any]:
    """The small pack, for changing."""
    return tomllib.loads(SMALL)


def changed(place: str, becomes: object) -> dict[str, Any]:
    """The small pack with one place set to another value, or taken out."""
    data = content()
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", place)]
    at: Any = data
    for step in steps[:-1]:
        at = at[step]
    if becomes is GONE:
        del at[steps[-1]]
    else:
        at[steps[-1]] = copy.deepcopy(becomes)
    return data


def refusal(data: dict[str, Any]) -> PackError:
    with pytest.raises(PackError) as caught:
        build_pack(data, "small")
    return caught.value


def test_the_small_pack_is_right() -> None:
    assert build_pack(content(), "small").id == "small"


@pytest.mark.parametrize(
    ("place", "becomes", "error", "where"), FAULTS, ids=[f"{f[2]}-{f[0]}-{f[1]!s:.20}" for f in FAULTS]
)
def test_every_fault_is_named_and_placed(place: str, becomes: object, error: str, where: str) -> None:
    refused = refusal(changed(place, becomes))
    assert type(refused) is getattr(pack_errors, error), refused
    assert refused.key == (where or place)
    for language in ("vi", "en"):
        assert refused.message.render(language).startswith(f"small: {refused.key}")


def test_every_kind_of_error_has_a_row() -> None:
    named = {name for name, kind in vars(pack_errors).items() if isinstance(kind, type)}
    of_files = {"PackError", "PackNotFound", "PackUnreadable", "PackNotToml", "Message", "VungXanhError"}
    assert named - of_files - {"Iterable"} == {fault[2] for fault in FAULTS}


# fmt: off
HINTS = [
    # place                    becomes        hint
    (f"{MANY}.treshold",       1,             "Did you mean threshold?"),
    ("indicators[0].windows",  1,             "Did you mean window?"),
    ("indicators[0].kind",     "summ",        "Did you mean sum?"),
    (f"{MANY}.indicator",      "weekli",      "Did you mean weekly?"),
    (f"{MANY}.threshold",      "fev",         "Did you mean few?"),
    ("indicators[0].series",   "comunity",    "Did you mean community?"),
    (f"{RULE}.level",          "yelow",       "Did you mean yellow?"),
    ("criteria[0].scale",      "risks",       "Did you mean risk?"),
    (f"{MANY}.certainty",      "verifed",     "Did you mean verified?"),
    (f"{MANY}.op",             "=>",          "Possible here: <, <=, >, >=."),
    (f"{MANY}.text.en",        "{values}",    "Did you mean value?"),
    (f"{MANY}.source",         "Decre 1",     "Did you mean Decree 1?"),
    ("title.fr",               "Petit",       "Possible here: vi, en."),
    (f"{RULE}.level",          "x",           "Possible here: green, red, yellow."),
]
# fmt: on


@pytest.mark.parametrize(("place", "becomes", "hint"), HINTS)
def test_a_misspelt_name_is_answered_by_the_closest_one(place: str, becomes: object, hint: str) -> None:
    said = str(refusal(changed(place, becomes)))
    if hint.startswith("Possible"):
        names = hint.removeprefix("Possible here: ").rstrip(".").split(", ")
        assert f"Possible here: {', '.join(sorted(names))}." in said
    else:
        assert said.endswith(hint)


def test_the_sentence_names_place_value_and_reason() -> None:
    assert str(refusal(changed(f"{RULE}.level", "green"))) == (
        "small: criteria[0].rules[0].level = 'green': is the best level; it applies when no rule does and"
        " needs none."
    )


def test_parameters_are_written_into_the_texts() -> None:
    pack = build_pack(content(), "small")
    assert pack.summary.en == "A week of 7 days"
    assert pack.indicator("weekly").name.vi == "Ca trong 7 ngày"
    assert pack.criteria[0].rules[0].when.any[0].text.en == "{value} cases, {threshold} or more"  # type: ignore[union-attr]


def test_a_changed_parameter_changes_the_texts() -> None:
    assert build_pack(changed("parameters.week.value", 10), "small").summary.vi == "Một tuần 10 ngày"
