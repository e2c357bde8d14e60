"""Checks of one snapshot folder by itself: manifest, key, signature, every file. Each raises `Wrong`."""

from pathlib import Path

from vungxanh.messages import message
from vungxanh.publishing.earlier import Earlier, NotASnapshot, open_snapshot
from vungxanh.publishing.hashing import file_sha256, is_plain, walk
from vungxanh.publishing.keys import fingerprint, read_public, signed_by
from vungxanh.publishing.manifest import MANIFEST, PUBLIC_KEY, SIGNATURE, UNLISTED, ManifestUnusable
from vungxanh.publishing.verdict import Wrong

RULE_FILES = {"pack": "rules/pack.toml", "disclosure": "rules/disclosure.toml"}


def check_snapshot(folder: Path) -> Earlier:
    """The snapshot, when its manifest, signature and files are right."""
    try:
        snapshot = open_snapshot(folder)
    except NotASnapshot as error:
        raise Wrong("no_snapshot", error.message, MANIFEST) from error
    except ManifestUnusable as error:
        raise Wrong("manifest_changed", error.message, MANIFEST) from error
    check_signature(snapshot)
    check_files(snapshot)
    check_itself(snapshot)
    return snapshot


def check_signature(snapshot: Earlier) -> None:
    """key.pub is the key that the manifest names, and manifest.sig its signature of the manifest."""
    pem = _part(snapshot.folder, PUBLIC_KEY)
    public = read_public(pem)
    if public is None or fingerprint(public) != snapshot.manifest.key:
        raise Wrong("key_changed", message("key.pub is not the key that the manifest names"), PUBLIC_KEY)
    signature = _part(snapshot.folder, SIGNATURE)
    if not signed_by(public, signature, snapshot.written):
        said = message("manifest.sig is not the signature of this manifest.json by the key in key.pub")
        raise Wrong("signature_wrong", said, SIGNATURE)


def check_files(snapshot: Earlier) -> None:
    """Every listed file is there and as listed, and nothing else is."""
    listed = snapshot.manifest.files
    try:
        found = {path: status for path, status in walk(snapshot.folder) if path not in UNLISTED}
    except OSError as error:
        said = message(
            "{folder} cannot be read: {reason}", folder=str(snapshot.folder), reason=str(error.strerror)
        )
        raise Wrong("not_readable", said) from error
    for path, status in found.items():
        if not is_plain(status):
            said = message("{path} is a link or a special file; a snapshot holds plain files only", path=path)
            raise Wrong("not_a_file", said, path)
    for path in sorted(listed.keys() - found.keys()):
        raise Wrong("file_missing", message("{path} is missing", path=path), path)
    for path in sorted(found.keys() - listed.keys()):
        raise Wrong("file_extra", message("{path} does not belong to the snapshot", path=path), path)
    for path, entry in sorted(listed.items()):
        if found[path].st_size != entry.bytes:
            said = message(
                "{path} was changed: it has {found} bytes, the manifest says {listed}",
                path=path, found=found[path].st_size, listed=entry.bytes,
            )  # fmt: skip
            raise Wrong("file_changed", said, path)
        _check_hash(snapshot, path, entry.sha256)


def check_itself(snapshot: Earlier) -> None:
    """What the manifest says of the rules and of its own chain agrees with itself."""
    manifest = snapshot.manifest
    for rule, path in RULE_FILES.items():
        listed = manifest.files.get(path)
        if listed is None or listed.sha256 != getattr(manifest, rule).sha256:
            said = message("{path} is not the rule that the manifest names", path=path)
            raise Wrong("rule_differs", said, path)
    numbers = [link.number for link in manifest.chain]
    last = manifest.chain[-1].manifest_sha256 if manifest.chain else None
    if numbers != list(range(1, manifest.number)) or last != manifest.previous:
        raise Wrong("chain_broken", message("The manifest's list of earlier snapshots has a gap"), MANIFEST)
    days = [link.as_of for link in manifest.chain] + [manifest.as_of]
    if days != sorted(days):
        raise Wrong("as_of_back", message("The manifest's day of knowledge goes back in time"), MANIFEST)


def _check_hash(snapshot: Earlier, path: str, listed: str) -> None:
    try:
        found = file_sha256(snapshot.folder / path)
    except OSError as error:
        said = message("{path} cannot be read: {reason}", path=path, reason=str(error.strerror))
        raise Wrong("not_readable", said, path) from error
    if found != listed:
        said = message(
            "{path} was changed: its SHA-256 is {found}, the manifest says {listed}",
            path=path, found=found, listed=listed,
        )  # fmt: skip
        raise Wrong("file_changed", said, path)


def _part(folder: Path, name: str) -> bytes:
    """A small file that every snapshot has."""
    path = folder / name
    if path.is_symlink():
        said = message("{path} is a link or a special file; a snapshot holds plain files only", path=name)
        raise Wrong("not_a_file", said, name)
    if not path.is_file():
        raise Wrong("file_missing", message("{path} is missing", path=name), name)
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as error:
        said = message("{path} cannot be read: {reason}", path=name, reason=str(error.strerror))
        raise Wrong("not_readable", said, name) from error
