"""Checks of a snapshot against the one before it. Each raises `Wrong`."""

import polars as pl
from polars.exceptions import PolarsError

from vungxanh.messages import message
from vungxanh.publishing.coming import keep_ledger
from vungxanh.publishing.corrections import SCHEMA, corrections
from vungxanh.publishing.earlier import Earlier
from vungxanh.publishing.keys import read_public, signed_by
from vungxanh.publishing.manifest import MANIFEST, PUBLIC_KEY, key_change
from vungxanh.publishing.verdict import Wrong

CORRECTIONS = "data/corrections.parquet"


def check_follows(snapshot: Earlier, before: Earlier) -> None:
    """The snapshot is the one after `before`. Both must have been checked by themselves."""
    check_link(snapshot, before)
    check_key(snapshot, before)
    try:
        check_protection(snapshot, before)
        check_corrections(snapshot, before)
        check_scores(snapshot, before)
    except (OSError, PolarsError) as error:
        said = message(
            "The tables of snapshot {id} cannot be compared with the one before", id=snapshot.manifest.id
        )
        raise Wrong("not_readable", said) from error


def check_link(snapshot: Earlier, before: Earlier) -> None:
    """Number, hash and list of earlier snapshots follow those of `before`."""
    manifest = snapshot.manifest
    if manifest.previous != before.sha256:
        said = message(
            "Snapshot {id} follows a manifest with SHA-256 {named}, but that of {before} is {found}",
            id=manifest.id, named=manifest.previous or "-", before=before.manifest.id, found=before.sha256,
        )  # fmt: skip
        raise Wrong("chain_broken", said, MANIFEST)
    if manifest.chain != before.chain:
        said = message("Snapshot {id} lists other earlier snapshots than {before} does",
                       id=manifest.id, before=before.manifest.id)  # fmt: skip
        raise Wrong("chain_broken", said, MANIFEST)


def check_key(snapshot: Earlier, before: Earlier) -> None:
    """The key is the same, or the old key has signed the new one."""
    manifest, old = snapshot.manifest, before.manifest
    if manifest.key == old.key:
        return
    said = message(
        "Snapshot {id} is signed with key {new}, the one before with {old}, which did not sign the new key",
        id=manifest.id, new=manifest.key, old=old.key,
    )  # fmt: skip
    word = manifest.endorsement
    public = read_public((before.folder / PUBLIC_KEY).read_bytes())
    content = key_change(manifest.key, before.sha256)
    if word is None or public is None or word.key != old.key:
        raise Wrong("key_not_endorsed", said, PUBLIC_KEY)
    if not signed_by(public, bytes.fromhex(word.signature), content):
        raise Wrong("key_not_endorsed", said, PUBLIC_KEY)


def check_protection(snapshot: Earlier, before: Earlier) -> None:
    """No area has lost its protection: both snapshots together would give counts away."""
    areas = pl.read_parquet(snapshot.folder / "data/areas.parquet")
    lifted = sorted(before.protected & set(areas.filter(~pl.col("protected"))["area"]))
    if lifted:
        said = message("The counts of area {area} were protected in {before} and are not any more",
                       area=lifted[0], before=before.manifest.id)  # fmt: skip
        raise Wrong("protection_lifted", said, "data/areas.parquet")


def check_corrections(snapshot: Earlier, before: Earlier) -> None:
    """The list of corrections is what comparing the two snapshots gives."""
    true = corrections(before.counts, before.colours, snapshot.counts, snapshot.colours)
    listed = pl.read_parquet(snapshot.folder / CORRECTIONS).select(list(SCHEMA))
    missing = true.join(listed, on=list(SCHEMA), how="anti")
    invented = listed.join(true, on=list(SCHEMA), how="anti")
    for rows, said in (
        (missing, message("The list of corrections leaves out {area} on {day}", **_first(missing))),
        (
            invented,
            message(
                "The list of corrections names {area} on {day}, where nothing differs", **_first(invented)
            ),
        ),
    ):
        if not rows.is_empty():
            raise Wrong("corrections_wrong", said, CORRECTIONS)


def check_scores(snapshot: Earlier, before: Earlier) -> None:
    """Scores of earlier forecasts are handed on unchanged, and new ones are what scoring again gives."""
    areas = pl.read_parquet(snapshot.folder / "data/areas.parquet")
    number, number_before = snapshot.manifest.number, before.manifest.number
    true = keep_ledger(number, None, snapshot.counts, areas, before.ledger, number_before)
    listed = snapshot.ledger
    for name, right, found in (
        ("scores", true.scores, listed.scores),
        ("forecast-open", true.open, listed.open),
        ("forecast-record", true.record, listed.record),
    ):
        if not _same(right, found):
            said = message("The scores of earlier forecasts in {id} are not those that scoring gives",
                           id=snapshot.manifest.id)  # fmt: skip
            raise Wrong("scores_wrong", said, f"data/{name}.parquet")


def _same(one: pl.DataFrame | None, other: pl.DataFrame | None) -> bool:
    """Equal tables; the last bits of a mean may differ between versions of the program."""
    if one is None or other is None:
        return one is other
    if one.shape != other.shape or set(one.columns) != set(other.columns):
        return False
    beside = other.select(one.columns).cast(one.schema)
    floats = [name for name, kind in one.schema.items() if kind.is_float()]
    near = all(((one[name] - beside[name]).abs().fill_null(0) < 1e-9).all() for name in floats)
    empty = all((one[name].is_null() == beside[name].is_null()).all() for name in floats)
    return near and empty and one.drop(floats).equals(beside.drop(floats))


def _first(rows: pl.DataFrame) -> dict[str, object]:
    return {"area": "", "day": ""} if rows.is_empty() else rows.select("area", "day").row(0, named=True)
