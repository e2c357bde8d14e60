"""A small made-up district, and variants of the assumptions, for the tests of the simulation."""

from datetime import date
from typing import Any

import numpy as np

from vungxanh.demo import Parameters, read_parameters
from vungxanh.territory import Neighbours, Territory

WARDS, QUARTERS_EACH, PEOPLE_EACH = 4, 3, 2_000


def small_district(people_each: int = PEOPLE_EACH) -> Territory:
    """A district of four wards in a row, three quarters each."""
    codes, names, levels, parent = ["775"], ["Quận 6"], ["district"], [-1]
    for ward in range(1, WARDS + 1):
        codes.append(f"273{ward:02d}")
        names.append(f"Phường {ward}")
        levels.append("ward")
        parent.append(0)
    for ward in range(1, WARDS + 1):
        for quarter in range(1, QUARTERS_EACH + 1):
            codes.append(f"273{ward:02d}-{quarter:02d}")
            names.append(f"Khu phố {quarter}")
            levels.append("quarter")
            parent.append(ward)
    size = {"district": 12.0, "ward": 3.0, "quarter": 1.0}
    count = len(codes)
    pairs = np.array([(w, w + 1) for w in range(1, WARDS)], np.int32)
    return Territory(
        day=date(2021, 7, 1),
        codes=tuple(codes),
        names=tuple(names),
        levels=tuple(levels),
        parent=np.array(parent, np.int32),
        population=np.array([size[level] * people_each for level in levels]),
        neighbours=Neighbours.from_pairs(count, pairs),
        valid_from=(None,) * count,
        valid_to=(None,) * count,
        schematic=True,
    )


def assumed(**changed: dict[str, Any]) -> Parameters:
    """The shipped assumptions with some numbers changed: assumed(testing={"seeks_test": 1.0})."""
    plain = read_parameters().model_dump()
    for part, numbers in changed.items():
        plain[part] |= numbers
    return Parameters.model_validate(plain)


def untroubled(**changed: dict[str, Any]) -> Parameters:
    """No weekends, batches, tracing, lockdowns: only the delays lie between infection and report."""
    nobody = dict.fromkeys(("household", "group", "quarter", "ward", "neighbour", "district"), 0.0)
    quiet = {
        "testing": {
            "weekend_waits": 0.0,
            "batch": [],
            "screened_quarters": 0,
            "seeks_test": 1.0,
            "sensitivity": 1.0,
            "detectable_to": 40,
            "quarantine_tests": [],
            "lockdown_tests": [],
        },
        "tracing": {"finds": nobody, "other_contacts": 0.0},
        "lockdown": {"cases": 10_000},
    }
    for part, numbers in changed.items():
        quiet[part] = quiet.get(part, {}) | numbers
    return assumed(**quiet)
