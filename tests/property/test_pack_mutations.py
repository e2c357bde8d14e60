"""However a pack is damaged, it is read or refused with a PackError: never another exception."""

import copy
import tomllib
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vungxanh.zoning.pack_errors import PackError
from vungxanh.zoning.reading import build_pack, pack_names, pack_text, parse_pack

PACKS = {name: tomllib.loads(pack_text(name)) for name in pack_names()}

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.lists(st.text(max_size=4), max_size=3),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    st.sampled_from(["{value}", "{", "green", "ward", "window_days", "sum"]),
)


def containers(data: Any) -> list[Any]:
    """All tables and lists of the content, outermost first."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    here = [data] if isinstance(data, dict | list) and data else []
    return here + [found for part in inner for found in containers(part)]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A shipped pack with a few entries deleted, renamed, doubled, moved or replaced."""
    data = copy.deepcopy(PACKS[draw(st.sampled_from(sorted(PACKS)))])
    for _ in range(draw(st.integers(1, 3))):
        places = containers(data)
        if not places:
            return data
        place = places[draw(st.integers(0, len(places) - 1))]
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        match draw(st.sampled_from(["delete", "rename", "replace", "copy from elsewhere"])):
            case "delete":
                del place[key]
            case "rename" if isinstance(place, dict):
                place[draw(st.text(max_size=6))] = place.pop(key)
            case "copy from elsewhere":
                place[key] = copy.deepcopy(draw(st.sampled_from(places)))
            case _:
                place[key] = draw(JUNK)
    return data


def refusal(data: dict[str, Any]) -> str | None:
    """What is said in English (and could be said in Vietnamese), or None if the pack is right."""
    try:
        build_pack(data, "damaged")
    except PackError as error:
        error.message.render("vi")
        return error.message.render("en")
    return None


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_a_damaged_pack_is_read_or_refused_by_name(data: dict[str, Any]) -> None:
    said = refusal(data)
    assert said is None or said.startswith("damaged: ")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PACKS)), st.integers(0, 10**6), st.text(max_size=12), st.integers(0, 40))
def test_damaged_text_is_read_or_refused_by_name(name: str, at: int, extra: str, cut: int) -> None:
    text = pack_text(name)
    at %= len(text)
    with suppress(PackError):
        parse_pack(text[:at] + extra + text[at + cut :], "damaged")
