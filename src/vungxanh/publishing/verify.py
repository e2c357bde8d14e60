"""Verifying offline: one snapshot, or a folder that holds a chain of them side by side."""

import os
from itertools import pairwise
from pathlib import Path

from vungxanh.messages import Message, message
from vungxanh.publishing.chain import check_follows
from vungxanh.publishing.checks import check_snapshot
from vungxanh.publishing.earlier import Earlier
from vungxanh.publishing.manifest import MANIFEST, PUBLIC_KEY
from vungxanh.publishing.verdict import Checked, Verdict, Wrong

LARGEST_LOOK = 4096


def verify(site: Path, *, previous: Path | None = None, fingerprint: str | None = None) -> Verdict:
    """Check a snapshot, or every snapshot in a folder, and name the first thing that is wrong.

    `previous` is the snapshot before the (first) one; `fingerprint` the key that the reader trusts.
    """
    good: list[Earlier] = []
    try:
        folders = _snapshots_in(site)
        before = None if previous is None else check_snapshot(previous)
        good += sorted(map(check_snapshot, folders), key=lambda one: one.manifest.number)
        # Before any table is opened: a stranger's tables need not be read.
        _check_trust(good[-1], fingerprint)
        for old, new in pairwise([*([before] if before else []), *good]):
            check_follows(new, old)
    except Wrong as wrong:
        return Verdict(False, wrong.code, wrong.message, wrong.path, (), ())
    said = message(
        "Nothing is wrong: {count} snapshot(s), {files} files, signed with key {key}",
        count=len(good), files=sum(len(one.manifest.files) for one in good), key=good[-1].manifest.key,
    )  # fmt: skip
    return Verdict(True, "ok", said, None, _notes(good, before, fingerprint), tuple(map(_checked, good)))


def _snapshots_in(site: Path) -> list[Path]:
    """The folder itself when it is a snapshot, else the snapshots in it."""
    if (site / MANIFEST).exists() or not site.is_dir():
        return [site]
    folders = sorted(entry.parent for entry in site.glob(f"*/{MANIFEST}"))
    if not folders:
        return [site]
    for entry in sorted(site.iterdir()):
        if entry.is_file() and not entry.is_symlink() and _is_private_key(entry):
            said = message("{path} is a private key and lies where the public can read it", path=entry.name)
            raise Wrong("private_key_published", said, entry.name)
    return folders


def _is_private_key(path: Path) -> bool:
    if not os.access(path, os.R_OK):
        return False
    with path.open("rb") as file:
        return b"PRIVATE KEY-----" in file.read(LARGEST_LOOK)


def _check_trust(newest: Earlier, fingerprint: str | None) -> None:
    wanted = None if fingerprint is None else fingerprint.lower().replace(":", "").strip()
    if wanted is not None and newest.manifest.key != wanted:
        said = message("The snapshot is signed with key {found}, not with the key {wanted} that you trust",
                       found=newest.manifest.key, wanted=wanted)  # fmt: skip
        raise Wrong("key_not_trusted", said, PUBLIC_KEY)


def _notes(good: list[Earlier], before: Earlier | None, fingerprint: str | None) -> tuple[Message, ...]:
    """What could not be checked."""
    notes = []
    first = good[0].manifest
    if first.previous is not None and before is None:
        notes.append(
            message("The snapshot before {id} was not given, so the link to it is not checked", id=first.id)
        )
    if fingerprint is None:
        notes.append(message(
            "Whose key this is was not checked: compare it with the fingerprint that the authority tells"
        ))  # fmt: skip
    notes += [
        message("The key changed with snapshot {id}; the old key signed the new one", id=new.manifest.id)
        for old, new in pairwise([*([before] if before else []), *good])
        if old.manifest.key != new.manifest.key
    ]
    return tuple(notes)


def _checked(one: Earlier) -> Checked:
    manifest = one.manifest
    size = sum(entry.bytes for entry in manifest.files.values())
    return Checked(
        one.folder.name, manifest.number, manifest.id, manifest.as_of, one.sha256, manifest.key,
        len(manifest.files), size,
    )  # fmt: skip
