"""The nightly run on a Ray cluster of two nodes on this machine: the same tables as in one process."""

import os
from pathlib import Path

import pytest

from tests.unit.nightly.country import assessed
from tests.unit.nightly.test_run import PLAN, same_tables
from vungxanh.nightly import in_this_process, nightly, on_ray

ray = pytest.importorskip("ray", reason="Ray is not installed (make cluster)")


@pytest.fixture(scope="module")
def cluster():
    """Two raylets on this machine, one core each."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False)
        yield cluster
        ray.shutdown()
        cluster.shutdown()


@pytest.mark.slow
def test_two_raylets_give_what_one_process_gives(cluster, tmp_path: Path) -> None:
    assessment = assessed(tmp_path / "country")
    nightly(assessment, PLAN, out=tmp_path / "alone", run=in_this_process)
    nightly(assessment, PLAN, out=tmp_path / "cluster", run=on_ray(cluster.address))
    assert same_tables(tmp_path / "alone", tmp_path / "cluster")


@pytest.mark.slow
def test_both_nodes_take_part(cluster) -> None:
    def where(seconds: float) -> tuple[str, int]:
        import time

        time.sleep(seconds)  # so that one worker cannot take everything
        return ray.get_runtime_context().get_node_id(), os.getpid()

    places = set(on_ray(cluster.address)(where, [0.5] * 6))
    assert len({node for node, _ in places}) == 2
    assert os.getpid() not in {process for _, process in places}
