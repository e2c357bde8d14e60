"""Series carried from old areas to new ones: with shares, and never silently too low."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vungxanh.messages import VungXanhError
from vungxanh.territory import Crosswalk, Link, carry, read_builtin, read_crosswalk, succession
from vungxanh.territory.succession import errors as wrong

IN_2021, BETWEEN, IN_2025 = (read_builtin(f"district6-{day}") for day in ("2021", "2025-01", "2025"))


def series(**cases: int) -> np.ndarray:  # type: ignore[type-arg]
    """One day of whole numbers: cases by ward number, and every coarser area summed."""
    values = np.zeros((len(IN_2021), 1), np.int32)
    for ward, n in cases.items():
        values[IN_2021.names.index(f"Phường {ward[1:]}"), 0] = n
    values[IN_2021.index["775"]] = values.sum()
    return values


@pytest.fixture
def whole() -> Crosswalk:
    return succession("district6", since=IN_2021.day, until=IN_2025.day)


class TestDistrict6:
    def test_binh_tien_is_wards_1_3_4_7_and_8(self, whole: Crosswalk) -> None:
        carried = carry(series(p1=1, p3=10, p4=100, p7=1000, p8=10000, p9=5), IN_2021, IN_2025, whole)
        assert carried.values[IN_2025.index["27373"], 0] == 11111
        assert carried.values.dtype == np.int32
        assert carried.carried
        assert dict(carried.sources["27373"]) == dict.fromkeys(
            ["27370", "27379", "27373", "27376", "27382"], 1.0
        )

    def test_ward_5_is_whole_again_after_both_steps(self, whole: Crosswalk) -> None:
        carried = carry(series(p5=7), IN_2021, IN_2025, whole)
        assert carried.values[IN_2025.index["27367"], 0] == 7
        assert carried.assumed == ()

    def test_binh_phu_lacks_a_part_of_district_8(self, whole: Crosswalk) -> None:
        carried = carry(series(p10=4, p11=2), IN_2021, IN_2025, whole)
        assert carried.values[IN_2025.index["27364"], 0] == 6
        assert carried.missing == {"27364": ("27430",)}
        assert not carried.complete[IN_2025.index["27364"]]
        assert carried.complete.sum() == 3
        assert "Phường Bình Phú is incomplete" in " ".join(map(str, carried.notes))

    def test_half_of_ward_5_is_an_assumption_in_between(self) -> None:
        step = succession("district6", since=IN_2021.day, until=BETWEEN.day)
        carried = carry(series(p5=7, p2=1), IN_2021, BETWEEN, step)
        assert carried.values[BETWEEN.index["27367"], 0] == 4.5
        assert {(link.old, link.new) for link in carried.assumed} == {("27361", "27367"), ("27361", "27352")}
        assert carried.values[BETWEEN.index["775"], 0] == 8
        assert carried.complete.all()

    def test_no_step_no_change(self) -> None:
        none = succession("district6", since=IN_2021.day, until=date(2022, 1, 1))
        values = series(p1=3, p5=4)
        carried = carry(values, IN_2021, IN_2021, none)
        quarters = IN_2021.at_level("quarter")
        assert none.links == ()
        assert carried.complete[quarters].all()


class TestCrosswalk:
    @pytest.mark.parametrize(
        ("links", "error"),
        [
            ([Link("a", "x", 0.5), Link("a", "y", 0.4)], wrong.SharesNotWhole),
            ([Link("a", "x", 0.8), Link("a", "y", 0.4)], wrong.SharesNotWhole),
            ([Link("a", "x", 1.0), Link("a", "x", 1.0)], wrong.LinkTwice),
        ],
    )
    def test_people_neither_appear_nor_vanish(self, links: list[Link], error: type[VungXanhError]) -> None:
        with pytest.raises(error):
            Crosswalk(links)

    def test_steps_multiply_shares(self) -> None:
        first = Crosswalk([Link("a", "b", 0.25, assumed=True), Link("a", "c", 0.75, assumed=True)])
        then = Crosswalk(
            [Link("b", "x", 1.0), Link("c", "x", 0.5), Link("c", "y", 0.5), Link("z", "y", None)]
        )
        assert first.then(then).links == (
            Link("a", "x", 0.625, assumed=True),
            Link("a", "y", 0.375, assumed=True),
            Link("z", "y", None),
        )

    def test_unknown_shares_stay_unknown(self) -> None:
        first = Crosswalk([Link("a", "b", None), Link("a", "c", None)])
        assert [link.share for link in first.then(Crosswalk([])).links] == [None, None]
        joined = Crosswalk([Link("b", "x", 1.0), Link("c", "x", 1.0)])
        assert first.then(joined).links == (Link("a", "x", 1.0),)


class TestReading:
    @pytest.fixture
    def read(self, tmp_path: Path) -> Callable[[str], Crosswalk]:
        def reading(text: str) -> Crosswalk:
            path = tmp_path / "links.csv"
            path.write_text(text + "\n", "utf-8")
            return read_crosswalk(path)

        return reading

    @pytest.mark.parametrize(
        ("text", "share"),
        [("old_code,new_code,type\na,b,full", 1.0), ("old_code,new_code,type\na,b,partial", None),
         ("old_code,new_code\na,b", 1.0), ("old_code,new_code,share\na,b,", None),
         ('old_code,new_code,share\na,b,"1,0"', 1.0)],
    )  # fmt: skip
    def test_shares(self, read: Callable[[str], Crosswalk], text: str, share: float | None) -> None:
        assert read(text).links[0].share == share

    @pytest.mark.parametrize(
        ("text", "error"),
        [("a,b\n1,2", wrong.CrosswalkUnreadable), ("old_code,new_code\na,", wrong.LinkIncomplete),
         ("old_code,new_code,share\na,b,1.5", wrong.ShareUnreadable),
         ("old_code,new_code,share\na,b,half", wrong.ShareUnreadable),
         ("old_code,new_code,type\na,b,mostly", wrong.ShareUnreadable)],
    )  # fmt: skip
    def test_faults(self, read: Callable[[str], Crosswalk], text: str, error: type[VungXanhError]) -> None:
        with pytest.raises(error):
            read(text)

    def test_an_unknown_share_is_refused_until_it_is_given(self, read: Callable[[str], Crosswalk]) -> None:
        links = read("old_code,new_code,type\n27361,27367,partial\n27361,27352,partial")
        values = series(p5=10)
        with pytest.raises(wrong.ShareUnknown, match="27361 -> 27367"):
            carry(values, IN_2021, BETWEEN, links)
        given = links.with_shares({("27361", "27367"): 0.3, ("27361", "27352"): 0.7})
        carried = carry(values, IN_2021, BETWEEN, given)
        assert carried.values[BETWEEN.index["27367"], 0] == 3

    def test_a_table_of_another_day_is_refused(self, read: Callable[[str], Crosswalk]) -> None:
        links = read("old_code,old_name,new_code,type\n27373,Phường 1,27373,full")
        with pytest.raises(wrong.CodeOfAnotherDay, match=r"27373 is Phường 1 .* but Phường 4"):
            carry(series(p4=1), IN_2021, IN_2025, links)

    def test_what_has_no_successor_is_reported(self, read: Callable[[str], Crosswalk]) -> None:
        carried = carry(series(p4=1, p1=2), IN_2021, IN_2025, read("old_code,new_code\n27373,27373"))
        assert "27370" in carried.lost
        assert "27373" not in carried.lost
        assert not carried.complete[IN_2025.index["27349"]]
