"""Areas with the same area above them are one group."""

import pytest

from tests.building import territory
from vungxanh.epidemic.rt import groups_of
from vungxanh.epidemic.rt.grouping import UnknownArea


def test_siblings_share_a_group_and_tops_stand_alone() -> None:
    place = territory(["ward", "ward", "ward", "district", "district"], [3, 4, 3, -1, -1], touching=())
    found = groups_of(place.codes, place)
    assert found[0] == found[2]
    assert len(set(found.tolist())) == 4


def test_an_area_that_is_not_there_is_named() -> None:
    place = territory(["ward", "district"], [1, -1], touching=())
    with pytest.raises(UnknownArea, match="nowhere"):
        groups_of([place.codes[0], "nowhere"], place)
