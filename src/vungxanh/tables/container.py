"""The zip around a modern spreadsheet, unpacked once and measured before anybody trusts it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vungxanh.messages import message
from vungxanh.tables.errors import Damaged, Locked, NotATable, Suspicious, TooLarge
from vungxanh.tables.extent import BinaryExtent, Extent, OpenDocumentExtent, SheetExtent
from vungxanh.tables.limits import Limits

_CHUNK = 1 << 20
_RATIO_FREE = 50 * 1024**2
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)")
_MEMBERS = 10_000
_FORM = "xlsx/ods"


@dataclass(frozen=True, slots=True)
class Container:
    """What kind of spreadsheet a zip file holds."""

    form: str


def check_container(path: Path, limits: Limits) -> Container:
    """Unpacks every member without keeping it; raises the named error of the first thing wrong."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            members = archive.infolist()
            form = _form(path, [member.filename for member in members])
            if len(members) > _MEMBERS:
                raise TooLarge(path, message("number of files inside"), len(members), _MEMBERS)
            unpacked = 0
            for member in members:
                _check_member(path, member)
                extent = _extent_for(form, member.filename)
                grown = _measure(path, file, member, extent, limits, unpacked)
                if extent is not None:
                    extent.check(path, limits)
                unpacked += grown
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        raise Damaged(path, _FORM, str(error) or message("the file is cut off")) from None
    return Container(form)


def _form(path: Path, names: list[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise NotATable(path, "ZIP")


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0] or "\0" in name:
        raise Suspicious(path, message("it contains the path {path}", path=repr(name[:100])))
    if member.flag_bits & 0x1:
        raise Locked(path)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Damaged(path, _FORM, message("unknown compression {kind}", kind=member.compress_type))


def _extent_for(form: str, name: str) -> Extent | None:
    lower = name.lower()
    if form == "ods":
        return OpenDocumentExtent() if lower == "content.xml" else None
    if not lower.startswith("xl/") or "sheet" not in lower:
        return None
    if lower.endswith(".xml"):
        return SheetExtent()
    return BinaryExtent() if lower.endswith(".bin") else None


def _measure(
    path: Path, file: BinaryIO, member: zipfile.ZipInfo, extent: Extent | None, limits: Limits, before: int
) -> int:
    """Bytes that a member really unpacks to (the directory may lie), watching for entities on the way."""
    grown, tail = 0, b""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    for chunk in _unpack(path, file, member):
        grown += len(chunk)
        if before + grown > limits.unzipped:
            raise TooLarge(path, message("number of bytes when unpacked"), before + grown, limits.unzipped)
        if grown > _RATIO_FREE and grown > limits.ratio * max(member.compress_size, 1):
            raise Suspicious(
                path,
                message("{part} unpacks to {bytes} bytes", part=repr(member.filename[:100]), bytes=grown),
            )
        if is_xml and _ENTITIES.search(tail + chunk):
            raise Suspicious(path, message("{part} declares XML entities", part=repr(member.filename[:100])))
        if extent is not None:
            extent.feed(chunk)
        tail = chunk[-16:]
    return grown


def _unpack(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes in chunks, straight from the file: `zipfile` would stop at the declared size."""
    file.seek(member.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Damaged(path, _FORM, message("the file is cut off"))
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(left, _CHUNK))
        if not packed:
            raise Damaged(path, _FORM, message("the file is cut off"))
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    if inflate is not None and not inflate.eof:
        raise Damaged(path, _FORM, message("the file is cut off"))
