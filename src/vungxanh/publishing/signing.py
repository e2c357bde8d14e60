"""Which key signs a snapshot: given, or kept beside the assessment; and when it may change."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.publishing.earlier import Earlier
from vungxanh.publishing.keys import KEY_NAME, SigningKey, new_key, read_key
from vungxanh.publishing.manifest import MANIFEST, key_change


class KeyExposed(VungXanhError):
    """The private key lies where the public would get it."""


class KeyDiffers(VungXanhError):
    """The chain was signed with another key."""


@dataclass(frozen=True)
class Signing:
    """The key in use, where it lies, and what its owner should be told."""

    key: SigningKey
    path: Path
    notes: tuple[Message, ...] = ()


def find_key(given: Path | None, assessment_dir: Path, out: Path) -> Signing:
    """The given key, or the one beside the assessment, which is made when there is none."""
    path = given or assessment_dir.absolute().parent / KEY_NAME
    check_key_place(path, out)
    if given is not None or path.exists():
        return Signing(read_key(path), path)
    made = new_key(path)
    note = message(
        "A new signing key was made: {file}. Keep it safe and secret, make a copy, and let the public know "
        "its fingerprint: {fingerprint}",
        file=str(path),
        fingerprint=made.fingerprint,
    )
    return Signing(made, path, (note,))


def check_key_place(path: Path, out: Path) -> None:
    """A private key must lie outside every snapshot."""
    folder = path.absolute().parent
    inside = [place for place in (folder, *folder.parents) if (place / MANIFEST).is_file()]
    if inside or out.absolute() in (folder, *folder.parents):
        said = message("The key {file} lies inside a published folder: keep it elsewhere", file=str(path))
        raise KeyExposed(said)


def endorsed(key: SigningKey, old_key: Path | None, before: Earlier | None) -> dict[str, Any] | None:
    """The old key's signature under a new one; None when the key stays the same."""
    if before is None or before.manifest.key == key.fingerprint:
        return None
    old = None if old_key is None else read_key(old_key)
    if old is None or old.fingerprint != before.manifest.key:
        said = message(
            "Snapshot {id} was signed with key {old}, this one would be with {new}: give the old key too, so "
            "that it can sign the new one, or start a new chain",
            id=before.manifest.id,
            old=before.manifest.key,
            new=key.fingerprint,
        )
        raise KeyDiffers(said)
    signature = old.sign(key_change(key.fingerprint, before.sha256))
    return {"key": old.fingerprint, "signature": signature.hex()}
