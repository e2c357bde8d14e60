"""Shards: every area in exactly one, the same on any engine."""

from pathlib import Path

import numpy as np
import pytest

from tests.unit.nightly.country import ALONE, WARDS, assessed
from vungxanh.assessment import Assessment
from vungxanh.nightly import Plan
from vungxanh.nightly.split import tasks_of


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(Path(tmp_path_factory.mktemp("country")), "vn-2686-2021")


def test_a_tree_is_a_shard_and_areas_that_stand_alone_share_one(assessment: Assessment) -> None:
    tasks = list(tasks_of(assessment, Plan(disease="covid19")))
    own = [{t.counts.territory.codes[i] for i in np.flatnonzero(t.own)} for t in tasks]
    assert sorted(len(codes) for codes in own) == [3, 11, 11]
    assert set(ALONE) in own
    assert sum(len(codes) for codes in own) == len(set().union(*own)) == len(WARDS) + len(ALONE) + 6


def test_own_counts_are_those_of_the_assessment(assessment: Assessment) -> None:
    whole = assessment.judged_inputs.counts
    for task in tasks_of(assessment, Plan(disease="covid19")):
        part = task.own_counts
        rows = [whole.territory.index[code] for code in part.territory.codes]
        assert np.array_equal(part.cases, whole.cases[rows])
        assert np.array_equal(part.extra["tests"], whole.extra["tests"][rows], equal_nan=True)


def test_a_shard_s_random_stream_is_of_its_name_not_of_its_turn(assessment: Assessment) -> None:
    tasks = list(tasks_of(assessment, Plan(disease="covid19", seed=5)))
    assert len({tuple(task.seed) for task in tasks}) == len(tasks)
    again = {task.key: task.seed for task in tasks_of(assessment, Plan(disease="covid19", seed=5))}
    assert again == {task.key: task.seed for task in tasks}
