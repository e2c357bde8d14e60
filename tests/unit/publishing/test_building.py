"""A snapshot folder appears whole or not at all."""

import fcntl
import os
from pathlib import Path

import pytest

from vungxanh.publishing.building import AlreadyPublished, BeingPublished, NotPublishable, building


def test_the_folder_appears_when_the_block_ends(tmp_path: Path) -> None:
    with building(tmp_path / "site") as folder:
        (folder / "page").write_text("whole")
        assert not (tmp_path / "site").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site/page").read_text() == "whole"


def test_nothing_is_left_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), building(tmp_path / "site") as folder:
        folder.write_text("a folder is no file")
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/page").write_text("old")
    with pytest.raises(AlreadyPublished, match="already there"), building(tmp_path / "site"):
        pytest.fail("must not be entered")
    assert (tmp_path / "site/page").read_text() == "old"


def test_what_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(AlreadyPublished), building(tmp_path / "site"):
        (tmp_path / "site").write_text("mine")
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with building(tmp_path / "site") as folder:
        (folder / "page").write_text("whole")
    assert (tmp_path / "site/page").exists()


def test_what_a_killed_program_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / ".site.building/deep").mkdir(parents=True)
    (tmp_path / ".site.building/half").write_text("half")
    with building(tmp_path / "site") as folder:
        assert list(folder.iterdir()) == []


def test_two_programs_do_not_build_the_same_snapshot(tmp_path: Path) -> None:
    with building(tmp_path / "site"), pytest.raises(BeingPublished), building(tmp_path / "site"):
        pytest.fail("must not be entered")
    assert (tmp_path / "site").is_dir()


def test_the_lock_ends_with_the_program(tmp_path: Path) -> None:
    (tmp_path / ".site.building").mkdir()
    other = os.open(tmp_path / ".site.building", os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    os.close(other)
    with building(tmp_path / "site"):
        pass


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotPublishable, match="cannot be written"), building(tmp_path / "file/site"):
        pytest.fail("must not be entered")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AlreadyPublished), building(tmp_path / "site"):
        pytest.fail("must not be entered")
