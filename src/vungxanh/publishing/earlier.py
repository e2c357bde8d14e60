"""Reading a published snapshot back: the link of the chain that a new one follows."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from vungxanh.messages import VungXanhError, message
from vungxanh.publishing.coming import Ledger
from vungxanh.publishing.manifest import LARGEST_MANIFEST, MANIFEST, Link, Manifest, read_manifest


class NotASnapshot(VungXanhError):
    """The folder holds no snapshot."""


@dataclass(frozen=True)
class Earlier:
    """A snapshot folder with its manifest. Its files are only to be believed after they were checked."""

    folder: Path
    manifest: Manifest
    written: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of its manifest.json, by which later snapshots refer to it."""
        return hashlib.sha256(self.written).hexdigest()

    @property
    def counts(self) -> pl.DataFrame:
        """The published counts."""
        return _table(self.folder, "counts")

    @property
    def colours(self) -> pl.DataFrame:
        """The published colours."""
        return _table(self.folder, "colours")

    @property
    def protected(self) -> frozenset[str]:
        """Codes of its protected areas."""
        areas = pl.read_parquet(self.folder / "data/areas.parquet")
        return frozenset(areas.filter("protected")["area"])

    @property
    def ledger(self) -> Ledger:
        """What it published of forecasts."""
        return Ledger(
            forecast=self._perhaps("forecast"),
            open=self._perhaps("forecast-open"),
            scores=self._perhaps("scores"),
            record=self._perhaps("forecast-record"),
        )

    def _perhaps(self, name: str) -> pl.DataFrame | None:
        path = f"data/{name}.parquet"
        return pl.read_parquet(self.folder / path) if path in self.manifest.files else None

    @property
    def chain(self) -> list[Link]:
        """The chain that a following snapshot has: oldest first, this one last."""
        return [*self.manifest.chain, self.manifest.link(self.sha256)]


def _table(folder: Path, name: str) -> pl.DataFrame:
    """A published table; its days are days, whoever wrote it."""
    table = pl.read_parquet(folder / f"data/{name}.parquet")
    return table.filter(pl.col("day").cast(pl.Date).is_not_null())


def open_snapshot(folder: Path) -> Earlier:
    """The snapshot in a folder, its manifest read. Raises NotASnapshot or ManifestUnusable."""
    path = folder / MANIFEST
    try:
        if path.is_symlink() or not path.is_file():
            raise NotASnapshot(
                message("{folder} holds no snapshot: there is no manifest.json", folder=str(folder))
            )
        with path.open("rb") as file:
            written = file.read(LARGEST_MANIFEST + 1)
    except OSError as error:
        said = message(
            "{folder} cannot be read: {reason}", folder=str(folder), reason=error.strerror or str(error)
        )
        raise NotASnapshot(said) from error
    if len(written) > LARGEST_MANIFEST:
        raise NotASnapshot(message("{file} is larger than any manifest of ours", file=str(path)))
    return Earlier(folder, read_manifest(written), written)
