"""Two districts with wards that share names, for the tests of reading."""

from datetime import date

import numpy as np

from vungxanh.territory import Neighbours, Territory

AREAS = (
    ("27373", "Phường 4", "ward", 4),
    ("27379", "Phường 3", "ward", 4),
    ("26881", "Phường 3", "ward", 5),
    ("26734", "Phường Tân Định", "ward", 5),
    ("775", "Quận 6", "district", 6),
    ("760", "Quận 1", "district", 6),
    ("79", "Thành phố Hồ Chí Minh", "province", -1),
)


def small_city() -> Territory:
    """Six areas of one city, as in July 2021."""
    codes, names, levels, parents = zip(*AREAS, strict=True)
    n = len(codes)
    return Territory(
        day=date(2021, 7, 1),
        codes=codes,
        names=names,
        levels=levels,
        parent=np.array(parents, np.int32),
        population=np.full(n, 10_000.0),
        neighbours=Neighbours.unknown(n),
        valid_from=(None,) * n,
        valid_to=(None,) * n,
    )
