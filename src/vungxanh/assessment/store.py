"""The assessment folder on disk: written beside its place and moved there whole, or not at all."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh.assessment.errors import FolderNotEmpty, NotAnAssessment
from vungxanh.messages import message

TABLES = ("areas", "counts", "colours", "inputs", "history")
DOCUMENTS = ("import.json", "assessment.json", "pack.toml")


def write_whole(out: Path, fill: Callable[[Path], None]) -> None:
    """Call `fill` with a new folder and move it to `out`. An older assessment there is replaced.

    Raises FolderNotEmpty when `out` holds anything else.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not is_assessment(out))):
        raise FolderNotEmpty(
            message("{folder} exists and is not an assessment; nothing was written.", folder=out)
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fill(fresh)
        fresh.chmod(0o755)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    """Two renames; a crash between them leaves the old folder beside its place, named .NAME-old."""
    old = out.with_name(f".{out.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def is_assessment(folder: Path) -> bool:
    """Whether a folder looks like one of ours."""
    return (folder / "assessment.json").is_file() and (folder / "colours.parquet").is_file()


def write_json(path: Path, content: Any) -> None:
    """Indented UTF-8 JSON with sorted keys, so that two runs can be compared."""
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n", "utf-8"
    )


def read_text(folder: Path, name: str) -> str:
    """One text file of the folder. Raises NotAnAssessment."""
    try:
        return (folder / name).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise _unreadable(folder, name, error) from None


def read_json(folder: Path, name: str) -> Any:
    """One document of the folder. Raises NotAnAssessment."""
    try:
        return json.loads(read_text(folder, name))
    except ValueError as error:
        raise _unreadable(folder, name, error) from None


def read_table(folder: Path, name: str) -> pl.DataFrame:
    """One table of the folder. Raises NotAnAssessment."""
    try:
        return pl.read_parquet(folder / f"{name}.parquet")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(folder, f"{name}.parquet", error) from None


def _unreadable(folder: Path, name: str, error: Exception) -> NotAnAssessment:
    return NotAnAssessment(
        message(
            "{folder} is not an assessment: {name} cannot be read ({reason}).",
            folder=folder,
            name=name,
            reason=str(error).splitlines()[0],
        )
    )


def described(path: Path, role: str) -> dict[str, Any]:
    """Name, size and SHA-256 of an input file for assessment.json (no folder: paths are private)."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return {"role": role, "name": path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}
