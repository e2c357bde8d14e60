"""Simulated Vietnamese names: family, middle and given names drawn with plausible frequencies.

The frequencies (rules/names/vietnamese.toml) are ours, from general knowledge and not from a register: about
three in ten people are called Nguyễn, so that whole names are shared by many, as they are in life.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.rules import read_rule

Parts = tuple[NDArray[np.str_], NDArray[np.float64]]


def full_name(rng: np.random.Generator, sex: str) -> str:
    """One name for a person of this sex ("male", "female"; anything else draws one of the two)."""
    return full_names(rng, [sex])[0]


def full_names(rng: np.random.Generator, sexes: list[str]) -> list[str]:
    """One name per entry, as `Nguyễn Thị Thu Hà`: family, middle (none for a few), given."""
    drawn = [sex if sex in ("male", "female") else str(rng.choice(["male", "female"])) for sex in sexes]
    names = np.empty(len(drawn), dtype=object)
    for sex in ("male", "female"):
        where = np.flatnonzero(np.array(drawn) == sex)
        columns = [_draw(rng, part, len(where)) for part in ("family", f"middle_{sex}", f"given_{sex}")]
        names[where] = [" ".join(word for word in name if word) for name in zip(*columns, strict=True)]
    return [str(name) for name in names]


def _draw(rng: np.random.Generator, part: str, count: int) -> list[str]:
    words, share = _parts(part)
    return [str(word) for word in rng.choice(words, size=count, p=share)]


@cache
def _parts(part: str) -> Parts:
    weights: dict[str, Any] = read_rule("names", "vietnamese")[part]
    share = np.array(list(weights.values()), dtype=np.float64)
    words = np.array(["" if word == "-" else word for word in weights], dtype=np.str_)
    return words, share / share.sum()
