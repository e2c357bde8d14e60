"""The manifest: what a snapshot is, with the SHA-256 of every file. Read as if an enemy had written it."""

import hashlib
import json
import re
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from vungxanh.messages import VungXanhError, message

MANIFEST, SIGNATURE, PUBLIC_KEY = "manifest.json", "manifest.sig", "key.pub"
UNLISTED = (MANIFEST, SIGNATURE)
FORMAT: Literal["vungxanh-snapshot/1"] = "vungxanh-snapshot/1"
LARGEST_MANIFEST = 64 * 1024 * 1024

_UNFIT = re.compile(r"[\x00-\x1f\x7f\\:]")


class ManifestUnusable(VungXanhError):
    """The manifest is not one of ours."""


def _safe_path(path: str) -> str:
    """Refuses names that would lead out of the snapshot."""
    parts = path.split("/")
    fit = not _UNFIT.search(path) and str(PurePosixPath(path)) == path and len(path.encode()) <= 1024
    if not fit or path.startswith("/") or {"..", ".", ""} & set(parts) or path in UNLISTED:
        raise ValueError("not a path inside the snapshot")
    return path


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
SnapshotPath = Annotated[str, AfterValidator(_safe_path)]
Size = Annotated[int, Field(ge=0, strict=True)]


class Model(BaseModel):
    """Strict and immutable; an unknown key makes the manifest unusable."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Listed(Model):
    """A file of the snapshot."""

    sha256: Sha256
    """SHA-256 of its bytes."""
    bytes: Size
    """Its size."""


class Input(Model):
    """A file that the assessment was made from; the file itself stays in the office."""

    name: str
    """Its name."""
    sha256: Sha256
    """SHA-256 of its bytes."""
    bytes: Size
    """Its size."""


class RuleVersion(Model):
    """A rule file that was in force; its text is in the folder `rules`."""

    id: str
    """Its id."""
    version: str
    """Its version."""
    sha256: Sha256
    """SHA-256 of its text."""


class Link(Model):
    """An earlier snapshot of the chain."""

    number: Annotated[int, Field(ge=1, strict=True)]
    """Its number."""
    id: str
    """Its id."""
    as_of: date
    """What was known on this day."""
    manifest_sha256: Sha256
    """SHA-256 of its manifest.json."""
    key: Sha256
    """Fingerprint of the key that signed it."""


class Endorsement(Model):
    """The old key's signature under a new key, when the key changed since the snapshot before."""

    key: Sha256
    """Fingerprint of the old key."""
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
    """Ed25519 signature, hexadecimal, of `vungxanh key change`, the new fingerprint and the hash of the
    manifest before, each on a line of its own."""


class Corrections(Model):
    """How much this snapshot revises of the one before; the list is `data/corrections.csv`."""

    values: Size
    """How many values differ."""
    areas: Size
    """In how many areas."""
    days: Size
    """On how many days."""


class Manifest(Model):
    """What a snapshot is."""

    format: Literal["vungxanh-snapshot/1"]
    """This form of manifest."""
    number: Annotated[int, Field(ge=1, strict=True)]
    """1 for the first snapshot of a chain, then one more each."""
    id: str
    """The day of knowledge and the number: 2021-07-08-001."""
    title: str
    """The territory."""
    as_of: date
    """What was known on this day is published."""
    first_day: date
    """The first day with a colour."""
    last_day: date
    """The last day with a colour."""
    created: datetime
    """When the snapshot was made."""
    software: str
    """Name and version of the program that made it."""
    pack: RuleVersion
    """The criteria."""
    disclosure: RuleVersion
    """The rule about small counts."""
    inputs: list[Input]
    """What the assessment was made from."""
    key: Sha256
    """Fingerprint of the key that signs this snapshot."""
    endorsement: Endorsement | None
    """The old key's word for the new one; null when the key is the same or the snapshot is the first."""
    previous: Sha256 | None
    """SHA-256 of the manifest of the snapshot before; null for the first."""
    chain: list[Link]
    """All snapshots before, oldest first."""
    corrections: Corrections
    """What is revised."""
    files: dict[SnapshotPath, Listed]
    """Every file but manifest.json and manifest.sig, by its path."""
    self_check: Sha256
    """SHA-256 of this manifest without this entry: tells a damaged manifest from a wrong signature."""

    def link(self, manifest_sha256: str) -> Link:
        """This snapshot as a link of later chains."""
        return Link(
            number=self.number, id=self.id, as_of=self.as_of, manifest_sha256=manifest_sha256, key=self.key
        )


def canonical(content: dict[str, Any]) -> bytes:
    """The one way of writing a manifest: sorted keys, one entry a line, UTF-8."""
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def write_manifest(content: dict[str, Any]) -> bytes:
    """A manifest's bytes, from all its entries except `self_check`."""
    check = hashlib.sha256(canonical(content)).hexdigest()
    return canonical({**content, "self_check": check})


def read_manifest(written: bytes) -> Manifest:
    """The manifest in these bytes. Raises ManifestUnusable, whatever the bytes are."""
    try:
        content = json.loads(written.decode(), object_pairs_hook=_no_repeats, parse_constant=_refuse)
        manifest = Manifest.model_validate(content)
        intact = canonical(content) == written
        check = hashlib.sha256(canonical({k: v for k, v in content.items() if k != "self_check"}))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part)[:80] for part in first["loc"][:4])
        said = message("manifest.json: {key}: {reason}", key=place, reason=first["msg"])
        raise ManifestUnusable(said) from error
    except (ValueError, RecursionError) as error:
        raise ManifestUnusable(message("manifest.json is damaged: it is not JSON of our form")) from error
    if not intact or check.hexdigest() != manifest.self_check:
        raise ManifestUnusable(message("manifest.json was changed after it was written"))
    return manifest


def key_change(new_key: str, previous: str) -> bytes:
    """What the old key signs to endorse a new one."""
    return f"vungxanh key change\n{new_key}\n{previous}\n".encode()


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key occurs twice")
    return content


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
