"""Manifests: one way of writing, and whatever is in the file, a named error."""

import json
from pathlib import Path
from typing import Any

import pytest

from vungxanh.publishing.manifest import MANIFEST, ManifestUnusable, canonical, read_manifest, write_manifest


@pytest.fixture
def content(site: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((site / MANIFEST).read_bytes())
    del known["self_check"]
    return known


def test_a_manifest_is_written_in_one_way(site: Path, content: dict[str, Any]) -> None:
    assert write_manifest(content) == (site / MANIFEST).read_bytes()
    assert read_manifest(write_manifest(content)).id == "2021-06-20-001"


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/etc/passwd", "a//b", "./a", "a/.", "C:/x", "a\\b", "a\x00b", "a\nb", "",
     "manifest.json", "manifest.sig", "x" * 2000],
)  # fmt: skip
def test_paths_that_lead_elsewhere_are_refused(content: dict[str, Any], path: str) -> None:
    content["files"][path] = {"sha256": "0" * 64, "bytes": 1}
    with pytest.raises(ManifestUnusable, match="not a path inside the snapshot"):
        read_manifest(write_manifest(content))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", 0),
        ("number", "1"),
        ("format", "vungxanh-snapshot/2"),
        ("as_of", "yesterday"),
        ("key", "abc"),
        ("previous", 5),
        ("chain", [{}]),
        ("files", {"a": {"sha256": "0" * 64, "bytes": -1}}),
        ("files", []),
        ("more", 1),
    ],
)
def test_a_wrong_entry_is_named(content: dict[str, Any], key: str, value: object) -> None:
    content[key] = value
    with pytest.raises(ManifestUnusable, match=key):
        read_manifest(write_manifest(content))


def test_a_missing_entry_is_named(content: dict[str, Any]) -> None:
    del content["pack"]
    with pytest.raises(ManifestUnusable, match="pack"):
        read_manifest(write_manifest(content))


@pytest.mark.parametrize(
    "written",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a": NaN}', b'{"a":1,"a":2}', b"[" * 100_000, b"9" * 10_000],
)
def test_other_bytes_are_no_manifest(written: bytes) -> None:
    with pytest.raises(ManifestUnusable):
        read_manifest(written)


def test_the_same_content_written_otherwise_is_a_changed_manifest(content: dict[str, Any]) -> None:
    written = write_manifest(content)
    otherwise = json.dumps(json.loads(written)).encode()
    with pytest.raises(ManifestUnusable, match="changed"):
        read_manifest(otherwise)


def test_a_changed_entry_does_not_fit_the_self_check(content: dict[str, Any]) -> None:
    changed = canonical({**json.loads(write_manifest(content)), "title": "Elsewhere"})
    with pytest.raises(ManifestUnusable, match="changed"):
        read_manifest(changed)
