"""How a person's fields are folded before they are compared: names, phones, identity numbers, addresses."""

import re
from datetime import date

from vungxanh.tables import fold

FIRST_VOWEL = re.compile(r"[aeiouyw]")
TONES = re.compile(r"[sfrxjz]")
DOUBLED = re.compile(r"(aa|ee|oo|dd)")
LETTERS = re.compile(r"[^a-z ]")
PARTS = re.compile(r"[0-9]+[a-z]?(?![a-z])|[a-z]+")
PHONES = re.compile(r"[,;/|]| {2,}")
GENERIC = frozenset(
    {"so", "nha", "duong", "d", "hem", "ngo", "ngach", "kiet", "phuong", "xa", "p", "quan", "q", "khu", "pho"}
    | {"kp", "to", "dan", "tp", "tphcm", "hcm", "ap"}
)


def plain_name(name: str) -> str:
    """A name without accents, and without what a keyboard left of them: "Nguyeenx Va8n" -> "nguyen van".

    Telex letters (aa, aw, dd, tone letters after a vowel) and VNI digits never belong to a Vietnamese
    syllable spelt without accents, so taking them out loses nothing.
    """
    words = LETTERS.sub("", fold(name).replace("-", " ")).split()
    return " ".join(_plain(word) for word in words)


def _plain(word: str) -> str:
    found = FIRST_VOWEL.search(word)
    start = found.end() if found else len(word)
    bare = DOUBLED.sub(lambda pair: pair[0][0], word[:start] + TONES.sub("", word[start:]))
    return re.sub(r"(?<=[aou])w", "", bare).replace("w", "u")


def phone_ends(*phones: str) -> list[str]:
    """The last nine digits of each number given, each once: +84 and 0 are the same."""
    ends = []
    for text in phones:
        for one in PHONES.split(text or ""):
            digits = re.sub(r"\D", "", one)
            if len(digits) >= 9:
                ends.append(digits[-9:])
    return list(dict.fromkeys(ends))


def identity(number: str) -> str | None:
    """Twelve digits, or the nine of old cards; a zero that a spreadsheet ate is put back."""
    digits = re.sub(r"\D", "", number or "")
    if len(digits) in (11, 12):
        return digits.zfill(12)
    return digits.zfill(9) if len(digits) in (8, 9) else None


def address(house: str, street: str) -> str | None:
    """House and street however written: "hẻm 12 nhà 3, đường Hậu Giang" -> "12/3 hau giang"."""
    words = [w for w in PARTS.findall(fold(f"{house} {street}")) if w not in GENERIC]
    numbers = [w.lstrip("0") for w in words if w[0].isdigit()]
    return f"{'/'.join(numbers)} {' '.join(w for w in words if not w[0].isdigit())}" if numbers else None


def group_number(group: str) -> str | None:
    """The number of a group however written: "Tổ dân phố 05" -> "5"."""
    digits = re.sub(r"\D", "", group or "").lstrip("0")
    return digits or None


def birthday(day: date | None) -> date | None:
    """A real date of birth; the first of January stands for "only the year is known"."""
    return None if day is None or (day.month, day.day) == (1, 1) else day
