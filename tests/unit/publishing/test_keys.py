"""Signing keys: written once, for the owner only; other files are refused by name."""

import shutil
import subprocess
from pathlib import Path

import pytest

from vungxanh.publishing import KeyUnusable, new_key, read_key
from vungxanh.publishing.keys import fingerprint, read_public, signed_by


def test_a_new_key_signs_and_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").stat().st_mode & 0o777 == 0o600
    read = read_key(tmp_path / "key.pem")
    assert read.fingerprint == made.fingerprint
    public = read_public(made.public_pem)
    assert public is not None
    assert fingerprint(public) == made.fingerprint
    assert signed_by(public, read.sign(b"words"), b"words")
    assert not signed_by(public, read.sign(b"words"), b"other words")


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    new_key(tmp_path / "key.pem")
    with pytest.raises(KeyUnusable, match="already"):
        new_key(tmp_path / "key.pem")


@pytest.mark.parametrize(
    "content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_other_files_are_no_keys(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(KeyUnusable, match="not an Ed25519 private key"):
        read_key(tmp_path / "key.pem")
    assert read_public(content) is None


def test_a_missing_key_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(KeyUnusable, match="cannot be read"):
        read_key(tmp_path / "none.pem")
    with pytest.raises(KeyUnusable, match="cannot be written"):
        new_key(tmp_path / "no" / "folder.pem")


def test_the_private_key_is_not_shown(tmp_path: Path) -> None:
    key = new_key(tmp_path / "key.pem")
    secret = (tmp_path / "key.pem").read_text().splitlines()[1]
    assert secret not in repr(key)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_computes_the_same_fingerprint(tmp_path: Path) -> None:
    key = new_key(tmp_path / "key.pem")
    (tmp_path / "key.pub").write_bytes(key.public_pem)
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", "key.pub", "-outform", "DER"],
        cwd=tmp_path, check=True, capture_output=True,
    ).stdout  # fmt: skip
    import hashlib

    assert hashlib.sha256(der).hexdigest() == key.fingerprint


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_a_key_made_by_openssl_can_sign(tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem"], cwd=tmp_path, check=True
    )
    assert len(read_key(tmp_path / "key.pem").sign(b"words")) == 64
