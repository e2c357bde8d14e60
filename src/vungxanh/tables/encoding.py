"""Which alphabet a text file is written in."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from vungxanh.messages import Message, message
from vungxanh.tables.errors import Damaged, NotATable

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = set("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_CONTROLS = bytes([*range(9), *range(14, 32)])


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded content, the encoding it had, and what a reader should know about it."""

    content: str
    encoding: str
    notes: tuple[Message, ...] = ()


def decode(data: bytes, path: Path) -> Text:
    """The text of a file in UTF-8, UTF-16, windows-1258 or windows-1252, without byte order mark."""
    text = _decode(data, path)
    plain = text.content.encode("utf-8", errors="replace") if text.encoding == "utf-16" else data
    if len(plain.translate(None, _CONTROLS)) < len(plain):
        raise NotATable(path, message("binary data"))
    return text


def _decode(data: bytes, path: Path) -> Text:
    utf16 = _utf16(data)
    if utf16 is not None:
        try:
            return Text(data.decode(utf16).removeprefix("\ufeff"), "utf-16")
        except UnicodeDecodeError as error:
            raise Damaged(
                path, "UTF-16", message("byte {position} does not fit", position=error.start)
            ) from None
    try:
        content = data.decode("utf-8")
        return Text(content.removeprefix("\ufeff"), "utf-8-sig" if content.startswith("\ufeff") else "utf-8")
    except UnicodeDecodeError:
        return _mixed(data) or _windows(data, path)


def _utf16(data: bytes) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:4096]
    # Without a mark: in Latin text every other byte of UTF-16 is zero.
    if head[1::2].count(0) * 10 > len(head) * 4 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) * 10 > len(head) * 4 and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _mixed(data: bytes) -> Text | None:
    """UTF-8 with a few stray bytes: they become U+FFFD, and we say in which row."""
    good = len(_MULTIBYTE.findall(data))
    content = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    strays = content.count("\ufffd")
    if good < 5 * strays:
        return None
    row = content[: content.index("\ufffd")].count("\n") + 1
    note = message(
        "{count} characters are not valid UTF-8 and were replaced by \ufffd, the first in line {row}",
        count=strays,
        row=row,
    )
    return Text(content, "utf-8", (note,))


def _windows(data: bytes, path: Path) -> Text:
    vietnamese = data.decode("cp1258", errors="replace")
    marks = [i for i, c in enumerate(vietnamese) if c in _TONES]
    fitting = sum(1 for i in marks if i and vietnamese[i - 1] in _VOWELS)
    if marks and fitting * 10 >= len(marks) * 9 and "\ufffd" not in vietnamese:
        # windows-1258 writes tones as marks of their own; everybody else expects composed letters.
        return Text(unicodedata.normalize("NFC", vietnamese), "windows-1258")
    try:
        return Text(data.decode("cp1252"), "windows-1252")
    except UnicodeDecodeError as error:
        raise Damaged(path, "text", message("byte {position} does not fit", position=error.start)) from None
