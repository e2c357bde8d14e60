"""Publishing: an assessment becomes an immutable, numbered, signed folder that any web server can serve."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from vungxanh.assessment import open_assessment
from vungxanh.messages import Message, VungXanhError, message
from vungxanh.publishing.assembling import add_rules, fill, identity, ledger_of, revised, seal
from vungxanh.publishing.building import building
from vungxanh.publishing.checks import check_snapshot
from vungxanh.publishing.disclosed import Disclosed, disclose
from vungxanh.publishing.disclosure_rule import read_disclosure_rule
from vungxanh.publishing.earlier import Earlier
from vungxanh.publishing.manifest import Manifest, read_manifest
from vungxanh.publishing.signing import endorsed, find_key
from vungxanh.publishing.standings import Period, public_leagues


class GoesBack(VungXanhError):
    """The new snapshot would know less than the one before."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was published, and what the publisher should be told."""

    folder: Path
    manifest: Manifest
    manifest_sha256: str
    notes: tuple[Message, ...]


def publish(
    assessment_dir: Path,
    out: Path,
    *,
    now: datetime,
    previous: Path | None = None,
    key: Path | None = None,
    old_key: Path | None = None,
    league_period: Period | None = None,
    rule: str | Path = "default",
) -> Snapshot:
    """Write the snapshot `out`, whole or not at all; it follows the snapshot in `previous`.

    Without `key` the key beside `assessment_dir` is used, and made when there is none. When the key is not
    that of `previous`, `old_key` must sign it.
    """
    assessment = open_assessment(assessment_dir)
    before = None if previous is None else check_snapshot(previous)
    _check_order(before, date.fromisoformat(assessment.info["as_of"]))
    signing = find_key(key, assessment_dir, out)
    word = endorsed(signing.key, old_key, before)
    protected = before.protected if before else ()
    disclosed = disclose(assessment, read_disclosure_rule(rule), protected_before=protected)
    tables = public_leagues(assessment, disclosed, league_period)
    with building(out) as folder:
        about = identity(disclosed, before, now, signing.key)
        differing = revised(disclosed, before)
        ledger = ledger_of(disclosed, before, about["number"])
        fill(folder, disclosed, about, differing, ledger, tables, league_period)
        content = {
            **about,
            **add_rules(folder, disclosed, assessment_dir),
            "inputs": _inputs(disclosed),
            "endorsement": word,
            "corrections": _summary(differing),
        }
        written = seal(folder, content, signing.key)
    return Snapshot(out, read_manifest(written), hashlib.sha256(written).hexdigest(), signing.notes)


def _check_order(before: Earlier | None, as_of: date) -> None:
    if before is not None and as_of < before.manifest.as_of:
        said = message(
            "This assessment knows less ({as_of}) than the one published before ({before})",
            as_of=as_of,
            before=before.manifest.as_of,
        )
        raise GoesBack(said)


def _inputs(disclosed: Disclosed) -> list[dict[str, object]]:
    """Names and hashes of the files that the assessment was made from."""
    wanted = ("name", "sha256", "bytes")
    return [{name: entry[name] for name in wanted} for entry in disclosed.info.get("inputs", [])]


def _summary(differing: pl.DataFrame) -> dict[str, int]:
    return {
        "values": len(differing),
        "areas": differing["area"].n_unique(),
        "days": differing["day"].n_unique(),
    }
