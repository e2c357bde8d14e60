"""Counts and criteria give colours, reasons, days to green; holding times; history."""

from vungxanh.zoning.ahead import HORIZON, NO_DATE, Ahead, advance, days_needed, look_ahead
from vungxanh.zoning.colours import NOT_JUDGED, UNKNOWN_RANK, Colours
from vungxanh.zoning.deciding import deciding, missing_names
from vungxanh.zoning.engine import colour
from vungxanh.zoning.explaining import explain_day
from vungxanh.zoning.explanation import UNKNOWN_COLOUR, Explanation, Finding, Waiting
from vungxanh.zoning.history import History, HistoryError, read_history
from vungxanh.zoning.pack import Certainty, Condition, Criteria, Level, Pack, Text
from vungxanh.zoning.pack_errors import PackError
from vungxanh.zoning.reading import pack_names, pack_sha256, pack_text, parse_pack, read_pack, stored_pack
from vungxanh.zoning.shards import neighbour_steps, part_of, shards_of

__all__ = [
    "HORIZON",
    "NOT_JUDGED",
    "NO_DATE",
    "UNKNOWN_COLOUR",
    "UNKNOWN_RANK",
    "Ahead",
    "Certainty",
    "Colours",
    "Condition",
    "Criteria",
    "Explanation",
    "Finding",
    "History",
    "HistoryError",
    "Level",
    "Pack",
    "PackError",
    "Text",
    "Waiting",
    "advance",
    "colour",
    "days_needed",
    "deciding",
    "explain_day",
    "look_ahead",
    "missing_names",
    "neighbour_steps",
    "pack_names",
    "pack_sha256",
    "pack_text",
    "parse_pack",
    "part_of",
    "read_history",
    "read_pack",
    "shards_of",
    "stored_pack",
]
