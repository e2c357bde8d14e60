"""Which column means what: the one table of header names, compared by `header_key`.

A header counts for the first role that lists it; roles and names are tried in the order written here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vungxanh.tables import header_key
from vungxanh.territory.levels import LEVELS

CODES: Mapping[str, tuple[str, ...]] = {
    "group": ("group_code", "ma_to", "ma_to_dan_pho", "ma_tdp", "to_code"),
    "quarter": ("quarter_code", "ma_khu_pho", "makhupho", "ma_kp", "kp_code", "ma_ap", "hamlet_code"),
    "ward": (
        "ward_code", "ma_phuong", "maphuong", "ma_xa", "maxa", "ma_phuong_xa", "maphuongxa", "ma_px",
        "commune_code", "village_code", "neighbourhood_id", "neighborhood_id", "neighbourhood_code",
        "modzcta", "modified_zcta", "zcta", "zip", "zip_code", "zipcode", "postcode", "postal_code",
    ),
    "district": (
        "district_code", "ma_quan", "maquan", "ma_huyen", "mahuyen", "ma_quan_huyen", "maquanhuyen", "ma_qh",
        "lor", "bezirk_code", "borough_code", "county_code", "fips",
    ),
    "province": (
        "province_code", "ma_tinh", "matinh", "ma_tinh_thanh", "ma_tp", "ma_thanh_pho", "city_code",
        "state_code", "region_code",
    ),
}  # fmt: skip
"""Codes of one level."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "group": ("group", "group_name", "to_dan_pho", "ten_to", "to", "tdp"),
    "quarter": ("quarter", "quarter_name", "khu_pho", "ten_khu_pho", "kp", "ap", "khu_pho_ap", "hamlet"),
    "ward": (
        "ward", "ward_name", "phuong", "ten_phuong", "xa", "ten_xa", "phuong_xa", "ten_phuong_xa",
        "xa_phuong", "px", "commune", "commune_name", "village", "village_name", "neighbourhood_name",
        "neighborhood_name", "neighbourhood", "neighborhood",
    ),
    "district": (
        "district", "district_name", "quan", "ten_quan", "huyen", "ten_huyen", "quan_huyen",
        "ten_quan_huyen", "qh", "bezirk", "borough", "borough_group", "county", "county_name",
    ),
    "province": (
        "province", "province_name", "tinh", "ten_tinh", "tinh_thanh", "ten_tinh_thanh", "tinh_thanh_pho",
        "tinh_tp", "thanh_pho", "city", "state", "region",
    ),
}  # fmt: skip
"""Names of one level."""

GENERIC: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "area", "area_code", "ma", "ma_dvhc", "ma_don_vi", "ma_hanh_chinh", "gso_code",
             "geoid", "ags"),
    "weak_code": ("id", "area_id"),
    "name": ("full_name", "name", "ten_day_du", "ten", "area_name", "ten_don_vi", "ten_dvhc"),
    "weak_name": ("label",),
    "level": ("level", "cap", "area_level"),
    "parent": ("parent", "parent_code", "ma_cap_tren", "cap_tren", "thuoc"),
    "population": ("population", "pop", "dan_so", "danso", "so_dan", "nhan_khau", "so_nhan_khau",
                   "residents", "pop_denominator"),
    "valid_from": ("valid_from", "hieu_luc_tu", "tu_ngay", "ngay_hieu_luc"),
    "valid_to": ("valid_to", "valid_until", "hieu_luc_den", "den_ngay", "het_hieu_luc"),
    "lon": ("label_lon", "lon", "lng", "long", "longitude", "kinh_do", "x"),
    "lat": ("label_lat", "lat", "latitude", "vi_do", "y"),
}  # fmt: skip
"""What does not depend on the level. The weak ones count only where nothing better is given."""

LEVEL_WORDS: Mapping[str, str] = {
    **{level: level for level in LEVELS},
    "to": "group", "to dan pho": "group", "khu pho": "quarter", "ap": "quarter", "thon": "quarter",
    "phuong": "ward", "xa": "ward", "thi tran": "ward", "dac khu": "ward", "phuong xa": "ward",
    "commune": "ward", "village": "ward", "neighbourhood": "ward", "neighborhood": "ward", "zip": "ward",
    "quan": "district", "huyen": "district", "quan huyen": "district", "thi xa": "district",
    "bezirk": "district", "borough": "district", "county": "district",
    "tinh": "province", "thanh pho": "province", "tinh thanh": "province", "city": "province",
    "state": "province",
}  # fmt: skip
"""What a level column may say, folded."""

_YEARLY = re.compile(r"(?:pop|population|dan so|danso) (\d{4})\Z")


@dataclass(frozen=True)
class Columns:
    """Which column of a file (as written there) plays which role."""

    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    generic: Mapping[str, str] = field(default_factory=dict)
    population_year: str | None = None

    @property
    def code(self) -> str | None:
        """The level-free column of codes; an `id` only where nothing better is there."""
        return self.generic.get("code") or (None if self.codes else self.generic.get("weak_code"))


def recognise(headers: Sequence[str]) -> Columns:
    """Find the columns that we know among the headers of a file."""
    by_key = {header_key(header): header for header in reversed(headers)}
    generic = _pick(by_key, GENERIC)
    year = None
    if "population" not in generic:
        yearly = sorted((match[1], header) for key, header in by_key.items() if (match := _YEARLY.match(key)))
        if yearly:
            year, generic["population"] = yearly[-1]
    return Columns(_pick(by_key, CODES), _pick(by_key, NAMES), generic, year)


def _pick(by_key: Mapping[str, str], roles: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found = {}
    for role, aliases in roles.items():
        header = next((by_key[key] for alias in aliases if (key := header_key(alias)) in by_key), None)
        if header is not None:
            found[role] = header
    return found
