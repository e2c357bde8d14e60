"""Folded keys: what is compared when a name or a number is searched."""

import re

from vungxanh.tables import fold

DIGITS = re.compile(r"\d+")


def name_key(name: str) -> str:
    """A name without case, diacritics and double spaces: "Nguyễn Văn An" -> "nguyen van an"."""
    return fold(name)[:120]


def phone_key(phone: str) -> str:
    """Digits of a phone number, +84 written as 0: "+84 901 234 567" -> "0901234567"."""
    digits = "".join(DIGITS.findall(phone))
    if digits.startswith("84") and len(digits) >= 11:
        digits = "0" + digits[2:]
    return digits[:20]


def address_key(house: str, street: str) -> str:
    """House and street as they are compared; nothing unless both are there: a street is no address."""
    return f"{fold(house)}|{fold(street)}"[:220] if house.strip() and street.strip() else ""
