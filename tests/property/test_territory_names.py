"""However an area's name is respelled, the finder finds that area or nothing; never another one."""

import unicodedata
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vungxanh.tables import fold
from vungxanh.territory import Neighbours, Territory, place_finder

WORDS = ["An", "Tân", "Tấn", "Phú", "Phụ", "Hoà", "Lý", "Mỹ", "Đa", "Quan", "Xá", "A", "B", "Lộc", "Phường"]
SHORT = {"Phường": ["P.", "P. ", "Ph. ", "phuong ", "PHƯỜNG ", ""], "Xã": ["X.", "X. ", "xa ", "XÃ ", ""],
         "Thị trấn": ["TT ", "TT. ", "thi tran ", ""]}  # fmt: skip

names = st.one_of(
    st.integers(1, 30).map(str), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
)
wards = st.lists(
    st.tuples(st.sampled_from(sorted(SHORT)), names, st.integers(0, 2)), min_size=1, max_size=25, unique=True
)


def territory_of(drawn: list[tuple[str, str, int]]) -> Territory:
    districts = ["Quận 1", "Quận 10", "Huyện Tân Phú"]
    n = len(drawn) + len(districts)
    return Territory(
        day=date(2021, 7, 1),
        codes=tuple(f"c{i}" for i in range(n)),
        names=(*(f"{kind} {name}" for kind, name, _ in drawn), *districts),
        levels=("ward",) * len(drawn) + ("district",) * len(districts),
        parent=np.array([len(drawn) + d for *_, d in drawn] + [-1] * len(districts), np.int32),
        population=np.ones(n),
        neighbours=Neighbours.unknown(n),
        valid_from=(None,) * n,
        valid_to=(None,) * n,
    )


@st.composite
def respelled(draw: st.DrawFn, kind: str, name: str) -> str:
    prefix = draw(st.sampled_from(SHORT[kind]))
    core = draw(st.sampled_from(["", "0", "00"])) + name if name.isdigit() else name
    core = draw(st.sampled_from([core, core.upper(), core.lower(), core.replace(" ", "   ")]))
    text = draw(st.sampled_from(["", " "])) + prefix + core + draw(st.sampled_from(["", " ", "\u00a0"]))
    text = fold(text) if draw(st.booleans()) else text
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


@given(drawn=wards, data=st.data(), with_district=st.booleans())
def test_that_area_or_nothing(
    drawn: list[tuple[str, str, int]], data: st.DataObject, with_district: bool
) -> None:
    territory = territory_of(drawn)
    position = data.draw(st.integers(0, len(drawn) - 1))
    kind, name, district = drawn[position]
    typed = data.draw(respelled(kind, name))
    above = territory.names[len(drawn) + district] if with_district else None
    found = place_finder(territory).find(typed, above)
    assert found.position in (position, None)


@given(drawn=wards)
def test_the_official_spelling_with_its_district_is_always_found(drawn: list[tuple[str, str, int]]) -> None:
    territory = territory_of(drawn)
    finder = place_finder(territory)
    bare = [fold(f"{kind} {name}") + str(district) for kind, name, district in drawn]
    for position, (_, _, district) in enumerate(drawn):
        # Names that read alike without diacritics may be ambiguous when one of them has none.
        if bare.count(bare[position]) == 1:
            found = finder.find(territory.names[position], territory.names[len(drawn) + district])
            assert found.position == position


@given(typed=st.text(max_size=60), district=st.text(max_size=30))
def test_no_text_breaks_it(typed: str, district: str) -> None:
    finder = place_finder(territory_of([("Phường", "4", 0), ("Xã", "Tân Phú", 2)]))
    found = finder.find(typed, district)
    assert (found.position is None) == (found.reason is not None)
