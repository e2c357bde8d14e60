"""Lists and sums that several pages share."""

import dataclasses

import numpy as np

from vungxanh.publishing.site.atlas import NO_COLOUR, UNKNOWN, Atlas
from vungxanh.publishing.site.view import WEEK_HIDDEN, View, natural


def test_names_sort_as_people_count() -> None:
    names = ["Phường 10", "Quận 1", "Phường 2", "Đa Kao", "phuong 3", "An Lạc"]
    assert sorted(names, key=natural) == ["An Lạc", "Đa Kao", "Phường 2", "phuong 3", "Phường 10", "Quận 1"]


def test_runs_cover_every_day_once(atlas: Atlas) -> None:
    for position in range(len(atlas.places)):
        days = [day for run in atlas.runs(position) for day in range(run.first, run.last + 1)]
        assert sorted(days) == list(range(atlas.days))


def test_runs_say_the_colour_of_their_days(atlas: Atlas) -> None:
    for run in atlas.runs(0):
        assert set(atlas.colour[0, run.first : run.last + 1].tolist()) == {run.colour}


def test_since_is_the_first_day_of_the_last_run(view: View) -> None:
    for row in view.rows:
        assert row.since == view.atlas.day(view.atlas.runs(row.position)[0].first)


def test_a_week_with_a_suppressed_day_has_no_sum(view: View) -> None:
    atlas = view.atlas
    state = atlas.state.copy()
    state[0, -3] = 1
    assert (
        View(dataclasses.replace(atlas, state=state), view.palette, view.context).rows[0].week == WEEK_HIDDEN
    )


def test_tally_counts_every_place_on_every_day(atlas: Atlas) -> None:
    assert (atlas.tally("ward").sum(axis=0) == 7).all()


def test_changes_are_those_of_known_colours_only(view: View) -> None:
    colour = view.atlas.colour.copy()
    wards = view.atlas.by_level["ward"]
    colour[wards, 0], colour[wards, 1] = 2, 2
    colour[wards[0], 1], colour[wards[1], 1], colour[wards[2], 0] = 0, 3, UNKNOWN
    changed = View(dataclasses.replace(view.atlas, colour=colour), view.palette, view.context).changed(
        "ward", 1
    )
    assert changed == ([wards[0]], [wards[1]])


def test_the_first_day_changed_nothing(view: View) -> None:
    assert view.changed("ward", 0) == ([], [])


def test_the_main_level_is_the_ward(view: View) -> None:
    assert view.main_level == "ward"
    assert view.map_levels == ("ward", "district")


def test_levels_without_criteria_have_no_colour(atlas: Atlas) -> None:
    assert not (atlas.colour == NO_COLOUR).any()
    assert np.isin(atlas.colour, [0, 1, 2, 3, UNKNOWN]).all()
