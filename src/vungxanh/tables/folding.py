"""One spelling for comparing: lower case, no diacritics, however the text was typed."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                            *range(0x2060, 0x2070), 0xFEFF])  # fmt: skip
_ASCII = re.compile(r"[\x00-\x7f]*\Z")
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOINERS = re.compile(r"[\s_.\-:*/]+")


def fold(text: str) -> str:
    """Lower case without diacritics (đ becomes d), spaces collapsed; equal for NFC and NFD."""
    if not _ASCII.match(text):
        # Only Latin marks go: in other scripts a combining sign can be the vowel of a name.
        decomposed = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
        text = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
        text = text.replace("đ", "d").replace("Đ", "D")
    return " ".join(text.lower().split())


def header_key(text: str) -> str:
    """How a column header is compared: folded, without notes in brackets, `_ . - : * /` as spaces."""
    folded = fold(text)
    bare = _JOINERS.sub(" ", _NOTE.sub(" ", folded)).strip()
    return bare or _JOINERS.sub(" ", folded).strip()
