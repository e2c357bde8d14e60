"""Scores: how good a predictive distribution was, once the truth is known."""

from vungxanh.epidemic.scores.board import OVERALL, score_board
from vungxanh.epidemic.scores.coverage import bias, covered, fairly_covered, sharpness
from vungxanh.epidemic.scores.flat import flat_quantiles
from vungxanh.epidemic.scores.relative import relative
from vungxanh.epidemic.scores.weighted import log_wis, wis

__all__ = [
    "OVERALL",
    "bias",
    "covered",
    "fairly_covered",
    "flat_quantiles",
    "log_wis",
    "relative",
    "score_board",
    "sharpness",
    "wis",
]
