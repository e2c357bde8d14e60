"""Fills a snapshot folder: data, rules, site, and at the very end manifest and signature."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh import __version__
from vungxanh.publishing.coming import Ledger, keep_ledger
from vungxanh.publishing.corrections import corrections, no_corrections
from vungxanh.publishing.data import write_corrections, write_data
from vungxanh.publishing.data_ahead import write_ahead
from vungxanh.publishing.disclosed import Disclosed
from vungxanh.publishing.earlier import Earlier
from vungxanh.publishing.hashing import file_sha256, walk
from vungxanh.publishing.keys import SigningKey
from vungxanh.publishing.manifest import FORMAT, MANIFEST, PUBLIC_KEY, SIGNATURE, write_manifest
from vungxanh.publishing.site import DataFile, EarlierSnapshot, SiteContext
from vungxanh.publishing.site.build import build_site

SOFTWARE = f"vungxanh {__version__}"
NAMED_ROOTS = 3


def identity(disclosed: Disclosed, before: Earlier | None, now: datetime, key: SigningKey) -> dict[str, Any]:
    """What tells this snapshot from all others."""
    number = 1 if before is None else before.manifest.number + 1
    as_of = disclosed.info["as_of"]
    return {
        "format": FORMAT,
        "number": number,
        "id": f"{as_of}-{number:03d}",
        "title": _title(disclosed.areas),
        "as_of": as_of,
        "first_day": disclosed.info["from"],
        "last_day": disclosed.info["to"],
        "created": now.isoformat(timespec="seconds"),
        "software": SOFTWARE,
        "key": key.fingerprint,
        "previous": None if before is None else before.sha256,
        "chain": [] if before is None else [link.model_dump(mode="json") for link in before.chain],
    }


def revised(disclosed: Disclosed, before: Earlier | None) -> pl.DataFrame:
    """What the snapshot revises of the one before."""
    if before is None:
        return no_corrections()
    return corrections(before.counts, before.colours, disclosed.counts, disclosed.colours)


def ledger_of(disclosed: Disclosed, before: Earlier | None, number: int) -> Ledger:
    """What is published of forecasts, and how those of earlier snapshots did."""
    return keep_ledger(
        number,
        disclosed.coming.forecast,
        disclosed.counts,
        disclosed.areas,
        None if before is None else before.ledger,
        number - 1,
    )


def fill(
    folder: Path,
    disclosed: Disclosed,
    about: Mapping[str, Any],
    differing: pl.DataFrame,
    ledger: Ledger,
    league: Mapping[str, pl.DataFrame],
    league_period: tuple[date, date] | None,
) -> None:
    """Data, then the site, which lists the data files."""
    written = [
        *write_data(disclosed, league, folder),
        *write_ahead(disclosed.coming, ledger, folder),
        *write_corrections(folder, differing),
    ]
    beside = _neighbours(folder)
    context = SiteContext(
        number=about["number"],
        id=about["id"],
        created=datetime.fromisoformat(about["created"]),
        software=SOFTWARE,
        key_fingerprint=about["key"],
        previous=tuple(_earlier(link, beside) for link in reversed(about["chain"])),
        corrections=differing,
        league=league,
        league_period=league_period,
        scores=ledger.scores,
        record=ledger.record,
        files=tuple(DataFile(path, (folder / path).stat().st_size) for path in written),
    )
    build_site(disclosed, folder, context)


def add_rules(folder: Path, disclosed: Disclosed, assessment_dir: Path) -> dict[str, Any]:
    """The rules in force as files, and their entries in the manifest."""
    (folder / "rules").mkdir()
    shutil.copyfile(assessment_dir / "pack.toml", folder / "rules/pack.toml")
    if (settled := assessment_dir / "pack.json").is_file():
        shutil.copyfile(settled, folder / "rules/pack.json")
    (folder / "rules/disclosure.toml").write_bytes(disclosed.rule.text.encode())
    pack, rule = disclosed.info["pack"], disclosed.rule
    return {
        "pack": {
            "id": pack["id"],
            "version": pack["version"],
            "sha256": file_sha256(folder / "rules/pack.toml"),
        },
        "disclosure": {"id": rule.id, "version": rule.version, "sha256": rule.sha256},
    }


def seal(folder: Path, content: dict[str, Any], key: SigningKey) -> bytes:
    """List every file, write the manifest and sign it; its bytes. Nothing may be written afterwards."""
    (folder / PUBLIC_KEY).write_bytes(key.public_pem)
    listed = {
        path: {"sha256": file_sha256(folder / path), "bytes": status.st_size} for path, status in walk(folder)
    }
    written = write_manifest({**content, "files": listed})
    (folder / MANIFEST).write_bytes(written)
    (folder / SIGNATURE).write_bytes(key.sign(written))
    return written


def _title(areas: pl.DataFrame) -> str:
    """The names at the top of the tree."""
    codes = areas["area"].to_list()
    roots = areas.filter(pl.col("parent").is_null() | ~pl.col("parent").is_in(codes))["name"].to_list()
    return ", ".join(roots[:NAMED_ROOTS]) + (", …" if len(roots) > NAMED_ROOTS else "")


def _neighbours(folder: Path) -> dict[str, str]:
    """Snapshots that lie beside this one: SHA-256 of the manifest, name of the folder."""
    beside = folder.parent.glob(f"*/{MANIFEST}")
    return {file_sha256(path): path.parent.name for path in beside if path.is_file()}


def _earlier(link: Mapping[str, Any], beside: Mapping[str, str]) -> EarlierSnapshot:
    name = beside.get(link["manifest_sha256"])
    return EarlierSnapshot(
        number=link["number"],
        as_of=date.fromisoformat(link["as_of"]),
        id=link["id"],
        sha256=link["manifest_sha256"],
        href=None if name is None else f"../{name}/",
    )
