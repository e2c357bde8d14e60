"""Whatever is changed in a published snapshot, `verify` fails and names it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.publishing.small_district import assessed
from vungxanh.publishing import new_key, publish, verify
from vungxanh.publishing.hashing import walk

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A snapshot that each example changes and puts right again."""
    folder = tmp_path_factory.mktemp("tampering")
    assessed(folder)
    key = new_key(folder / "key.pem")
    publish(
        folder / "assessment", folder / "site", now=datetime(2021, 6, 21, tzinfo=UTC), key=folder / "key.pem"
    )
    yield folder / "site"
    verdict = verify(folder / "site", fingerprint=key.fingerprint)
    assert verdict.ok, "an example did not put the snapshot right again"


def files_of(site: Path) -> list[str]:
    return [path for path, _ in walk(site)]


@QUICK
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_found_and_its_file_named(site: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(files_of(site)))
    content = (site / name).read_bytes()
    if not content:
        return
    place = data.draw(st.integers(0, len(content) - 1))
    flipped = bytes([content[place] ^ 1 << data.draw(st.integers(0, 7))])
    try:
        (site / name).write_bytes(content[:place] + flipped + content[place + 1 :])
        verdict = verify(site)
    finally:
        (site / name).write_bytes(content)
    assert not verdict.ok
    assert verdict.path == name


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig", "key.pub"])
def test_every_byte_of_the_small_files_counts(site: Path, name: str) -> None:
    content = (site / name).read_bytes()
    for place in range(0, len(content), max(1, len(content) // 150)):
        try:
            (site / name).write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            verdict = verify(site)
        finally:
            (site / name).write_bytes(content)
        assert (verdict.ok, verdict.path) == (False, name), place


@QUICK
@given(data=st.data())
def test_a_deleted_file_is_named(site: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(files_of(site)))
    aside = site.parent / "aside"
    (site / name).rename(aside)
    try:
        verdict = verify(site)
    finally:
        aside.rename(site / name)
    assert (verdict.ok, verdict.path) == (False, name)


@QUICK
@given(data=st.data())
def test_an_added_or_renamed_file_is_named(site: Path, data: st.DataObject) -> None:
    letters = st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=20)
    added = data.draw(letters.filter(lambda name: name not in {".", ".."} and not (site / name).exists()))
    (site / added).write_text("more")
    try:
        verdict = verify(site)
    finally:
        (site / added).unlink()
    assert (verdict.code, verdict.path) == ("file_extra", added)
    name = data.draw(st.sampled_from(files_of(site)))
    (site / name).rename(site / added)
    try:
        verdict = verify(site)
    finally:
        (site / added).rename(site / name)
    assert not verdict.ok
    assert verdict.path in {name, added}


@QUICK
@given(data=st.data())
def test_a_truncated_or_lengthened_file_is_named(site: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(files_of(site)))
    content = (site / name).read_bytes()
    changed = data.draw(st.sampled_from([content[:-1], content + b"\n", b"", content * 2]))
    if changed == content:
        return
    try:
        (site / name).write_bytes(changed)
        verdict = verify(site)
    finally:
        (site / name).write_bytes(content)
    assert (verdict.ok, verdict.path) == (False, name)


def test_links_and_special_files_are_named_and_not_opened(site: Path) -> None:
    for name in ("index.html", "manifest.json", "key.pub", "manifest.sig"):
        aside = site.parent / "aside"
        (site / name).rename(aside)
        (site / name).symlink_to(aside)
        try:
            verdict = verify(site)
        finally:
            (site / name).unlink()
            aside.rename(site / name)
        assert (verdict.ok, verdict.path) == (False, name)
    os.mkfifo(site / "pipe")
    try:
        verdict = verify(site)
    finally:
        (site / "pipe").unlink()
    assert (verdict.code, verdict.path) == ("not_a_file", "pipe")


def test_a_whole_copy_is_as_good_as_the_original(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "copy")
    assert verify(tmp_path / "copy").ok
