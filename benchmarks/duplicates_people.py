"""Simulated people of known truth: households that share phone, address and names, and their duplicates.

Each duplicate is a second record of a person with mistakes as they are made in Viet Nam: no accents, Telex
letters left in, order turned, middle name left out, only the year of birth, day and month exchanged, the
old identity card, another phone, the address written another way, a move to another ward.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vungxanh.demo.names import full_names
from vungxanh.tables import fold

Row = tuple[int, str, date | None, int | None, str, str, str, str, str, str, str, str]
Place = tuple[str, str, str, str]
"""Ward, group, house, street."""

TELEX = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
STREETS = ["Hậu Giang", "Bình Phú", "Phạm Văn Chí", "Minh Phụng", "Hồng Bàng", "Lê Quang Sung", "Tháp Mười",
           "Bãi Sậy", "Gia Phú", "Kinh Dương Vương", "An Dương Vương", "Nguyễn Văn Luông", "Chợ Lớn",
           "Đặng Nguyên Cẩn", "Tân Hòa Đông", "Bà Hom", "Văn Thân", "Mai Xuân Thưởng"]  # fmt: skip


PREFIXES = ("090", "091", "093", "097", "098", "086", "070", "078", "034")


@dataclass(frozen=True)
class Mix:
    """How often each mistake is made in a second record."""

    name: str
    unaccented: float = 0.35
    telex: float = 0.03
    order: float = 0.03
    middle: float = 0.06
    letter: float = 0.06
    year_only: float = 0.35
    swapped: float = 0.04
    digit: float = 0.04
    no_birth: float = 0.03
    no_id: float = 0.55
    old_id: float = 0.10
    id_digit: float = 0.02
    no_phone: float = 0.15
    other_phone: float = 0.15
    phone_digit: float = 0.03
    no_address: float = 0.20
    moved: float = 0.08
    other_sex: float = 0.01


CLEAN = Mix("few mistakes", unaccented=0.2, telex=0.01, order=0.01, middle=0.02, letter=0.02, year_only=0.1,
            swapped=0.01, digit=0.01, no_birth=0.01, no_id=0.2, old_id=0.03, no_phone=0.05,
            other_phone=0.05, no_address=0.05, moved=0.02)  # fmt: skip
USUAL = Mix("usual")
ROUGH = Mix("many mistakes", unaccented=0.5, telex=0.08, order=0.06, middle=0.12, letter=0.12, year_only=0.5,
            swapped=0.06, digit=0.06, no_birth=0.08, no_id=0.8, no_phone=0.3, other_phone=0.25,
            no_address=0.35, moved=0.15)  # fmt: skip


@dataclass(frozen=True)
class Register:
    """Records and who they are truly: `truth[i]` is the person of `rows[i]`."""

    rows: list[Row]
    truth: np.ndarray


def register(people: int, *, seed: int, mix: Mix = USUAL, share: float = 0.1, wards: int = 14) -> Register:
    """A register in which `share` of the people have a second record (and a tenth of those a third)."""
    rng = np.random.default_rng(seed)
    rows = _households(people, wards, rng)
    again = np.flatnonzero(rng.random(people) < share)
    again = np.concatenate([again, again[rng.random(len(again)) < 0.1]])
    truth = np.concatenate([np.arange(people), again])
    copies = [_second(rows[i], people + k, mix, wards, rng) for k, i in enumerate(again.tolist())]
    first = [_thinned(row, mix, rng) for row in rows]
    return Register([*first, *copies], truth)


def _households(people: int, wards: int, rng: np.random.Generator) -> list[Row]:
    sexes = ["male" if r < 0.48 else "female" for r in rng.random(people)]
    names = full_names(rng, sexes)
    sizes = rng.choice([1, 2, 3, 4, 5, 6, 7], p=[0.09, 0.17, 0.22, 0.25, 0.14, 0.08, 0.05], size=people)
    rows: list[Row] = []
    for size in sizes.tolist():
        if len(rows) >= people:
            break
        rows += _household(len(rows), min(size, people - len(rows)), sexes, names, wards, rng)
    return rows


def _household(
    at: int, size: int, sexes: list[str], names: list[str], wards: int, rng: np.random.Generator
) -> list[Row]:
    """Children take the father's family name, some his middle name; half of the members share a phone."""
    ward, group = int(rng.integers(wards)), int(rng.integers(1, 60))
    number = f"{rng.integers(1, 400)}" + (f"/{rng.integers(1, 60)}" if rng.random() < 0.6 else "")
    street, shared = str(rng.choice(STREETS)), _phone(rng)
    father = names[at].split()
    rows = []
    for k in range(size):
        name = names[at + k].split()
        if k >= 2 and rng.random() < 0.85:
            name[0] = father[0]
            if rng.random() < 0.35 and len(father) > 2 and sexes[at + k] == "male":
                name[1:-1] = father[1:-1]
        day = _born(k, rng)
        phone = shared if rng.random() < 0.55 else _phone(rng)
        id12 = (
            f"079{rng.integers(0, 4)}{day.year % 100:02d}{rng.integers(10**6):06d}" if day.year < 2007 else ""
        )
        where = (f"{ward:04d}", f"Tổ {group}", number, street)
        rows.append((at + k, " ".join(name), day, day.year, sexes[at + k], id12, phone, "", *where))
    return rows


def _born(place: int, rng: np.random.Generator) -> date:
    """The first two of a home are its parents."""
    if place < 2:
        return date(1930, 1, 1) + timedelta(int(rng.beta(1.6, 1.4) * 33_000))
    return date(1975, 1, 1) + timedelta(int(rng.integers(16_500)))


def _phone(rng: np.random.Generator) -> str:
    return f"{rng.choice(PREFIXES)}{rng.integers(10**7):07d}"


def _thinned(row: Row, mix: Mix, rng: np.random.Generator) -> Row:
    """The first record is not complete either."""
    i, name, day, year, sex, id12, phone, others, ward, group, house, street = row
    if rng.random() < mix.unaccented / 2:
        name = fold(name).title()
    if rng.random() < mix.year_only / 2:
        day = date(day.year, 1, 1) if day and rng.random() < 0.5 else None
    id12 = "" if rng.random() < mix.no_id / 2 else id12
    phone = "" if rng.random() < mix.no_phone / 2 else phone
    if rng.random() < mix.no_address / 2:
        house = street = ""
    return (i, name, day, year, sex, id12, phone, others, ward, group, house, street)


def _second(row: Row, number: int, mix: Mix, wards: int, rng: np.random.Generator) -> Row:
    _, name, day, _, sex, id12, phone, _, *place = row
    name = _name(name, mix, rng)
    day, year = _birth(day, mix, rng)
    id12 = _identity(id12, mix, rng)
    phone = _other_phone(phone, mix, rng)
    ward, group, house, street = _place((place[0], place[1], place[2], place[3]), mix, wards, rng)
    if rng.random() < mix.other_sex:
        sex = "female" if sex == "male" else "male"
    elif rng.random() < 0.1:
        sex = ""
    return (number, name, day, year, sex, id12, phone, "", ward, group, house, street)


def _birth(day: date | None, mix: Mix, rng: np.random.Generator) -> tuple[date | None, int | None]:
    year = day.year if day else None
    if day and rng.random() < mix.digit:
        year = day.year + int(rng.choice([-10, -1, 1, 10]))
        day = day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)
    elif day and rng.random() < mix.swapped and day.day <= 12:
        day = date(day.year, day.day, day.month)
    elif day and rng.random() < mix.year_only:
        day = date(day.year, 1, 1) if rng.random() < 0.5 else None
    return (None, None) if rng.random() < mix.no_birth else (day, year)


def _identity(id12: str, mix: Mix, rng: np.random.Generator) -> str:
    if id12 and rng.random() < mix.no_id:
        return f"02{rng.integers(10**7):07d}" if rng.random() < mix.old_id else ""
    return _digit(id12, rng) if id12 and rng.random() < mix.id_digit else id12


def _other_phone(phone: str, mix: Mix, rng: np.random.Generator) -> str:
    roll = rng.random()
    if roll < mix.no_phone:
        return ""
    if roll < mix.no_phone + mix.other_phone:
        return _phone(rng)
    if roll < mix.no_phone + mix.other_phone + mix.phone_digit:
        return _digit(phone, rng)
    return "+84 " + phone[1:] if rng.random() < 0.2 else phone


def _place(place: Place, mix: Mix, wards: int, rng: np.random.Generator) -> Place:
    ward, group, house, street = place
    roll = rng.random()
    if roll < mix.no_address:
        return ward, "", "", ""
    if roll < mix.no_address + mix.moved:
        ward, group = f"{rng.integers(wards):04d}", f"Tổ {rng.integers(1, 60)}"
        return ward, group, f"{rng.integers(1, 400)}", str(rng.choice(STREETS))
    if rng.random() < 0.4:
        return ward, group.replace("Tổ ", "KP-tổ 0"), f"số {house} đường {fold(street)}", ""
    return place


def _name(name: str, mix: Mix, rng: np.random.Generator) -> str:
    parts = name.split()
    if len(parts) > 2 and rng.random() < mix.middle:
        del parts[int(rng.integers(1, len(parts) - 1))]
    elif len(parts) > 1 and rng.random() < mix.order:
        parts = [parts[-1], *parts[:-1]]
    name = " ".join(parts)
    if rng.random() < mix.letter:
        k = int(rng.integers(len(name)))
        name = name[:k] + (
            name[k + 1 :] if rng.random() < 0.5 else str(rng.choice(list("aehinotu"))) + name[k + 1 :]
        )
    roll = rng.random()
    if roll < mix.unaccented:
        return fold(name).title()
    if roll < mix.unaccented + mix.telex:
        spelt = "".join(TELEX.get(unicodedata.normalize("NFC", c), c) for c in _shapes(name.lower()))
        return fold(spelt)
    return name.upper() if rng.random() < 0.3 else name


def _shapes(text: str) -> str:
    """Letters with their shape (â, ơ, đ) but without their tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", text) if c not in tones)
    )


def _digit(number: str, rng: np.random.Generator) -> str:
    k = int(rng.integers(1, len(number)))
    return number[:k] + str((int(number[k]) + int(rng.integers(1, 10))) % 10) + number[k + 1 :]
