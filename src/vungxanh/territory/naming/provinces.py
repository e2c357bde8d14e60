"""Which province a list of areas covers, and which province a text names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vungxanh.rules import read_rule
from vungxanh.territory.naming.cells import Part, readings
from vungxanh.territory.naming.index import own_kind
from vungxanh.territory.naming.tokens import tokens
from vungxanh.territory.territory import Territory


@dataclass(frozen=True)
class Province:
    """A province or centrally run city of Vietnam."""

    code: str
    name: str
    aliases: tuple[str, ...]
    districts: tuple[tuple[int, int], ...]
    wards: tuple[tuple[int, int], ...]


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces of the rule file."""
    return tuple(_province(entry) for entry in read_rule("territory", "provinces")["province"])


def _province(entry: Mapping[str, Any]) -> Province:
    spans = {name: tuple((low, high) for low, high in entry.get(name, [])) for name in ("districts", "wards")}
    aliases = tuple(entry.get("aliases", []))
    return Province(entry["code"], entry["name"], aliases, spans["districts"], spans["wards"])


@cache
def _by_name() -> dict[tuple[str, ...], Province]:
    """Provinces by bare name without kind, and by their other spellings."""
    return {key: province for province in provinces() for key in _keys(province)}


@cache
def _by_code() -> dict[str, Province]:
    return {province.code: province for province in provinces()}


def _keys(province: Province) -> Iterator[tuple[str, ...]]:
    for name in (province.name, *province.aliases):
        _, core = own_kind(tokens(name), "province")
        yield tuple(token.loose for token in core)


def named(part: Part) -> Province | None:
    """The province that a typed name, or its code, means."""
    return _by_name().get(tuple(token.loose for token in part.name)) or _by_code().get(part.typed)


def province_of(text: str) -> Province | None:
    """The province that a whole text means ("79" and "TP.HCM" alike)."""
    found = (named(part) for reading in readings(text, "province") for part in reading)
    return next((province for province in found if province is not None), None)


def home_of(territory: Territory) -> Province | None:
    """The province that all official codes of a list lie in; None when they do not say."""
    codes = {level: [territory.codes[i] for i in territory.at_level(level)] for level in ("district", "ward")}
    for province in provinces():
        if _within(codes["district"], 3, province.districts) and _vietnamese(territory):
            return province
        if not codes["district"] and _within(codes["ward"], 5, province.wards):
            return province
    return None


def _within(codes: list[str], digits: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return bool(codes) and all(
        len(code) == digits and code.isdigit() and any(low <= int(code) <= high for low, high in spans)
        for code in codes
    )


def _vietnamese(territory: Territory) -> bool:
    """Whether a district is called Quận, Huyện, Thị xã or Thành phố: numbers alone prove nothing."""
    names = [territory.names[i] for i in territory.at_level("district")]
    return any(own_kind(tokens(name), "district")[0] is not None for name in names)
