"""Small territories and counts for tests, drawn by hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from vungxanh.epidemic import Counts, sum_up
from vungxanh.territory import Neighbours, Territory
from vungxanh.zoning import Colours, Explanation, Pack, explain_day, look_ahead

FIRST = date(2021, 6, 1)


def territory(
    levels: Sequence[str] = ("ward", "ward", "ward", "district"),
    parent: Sequence[int] | None = None,
    population: Sequence[float] | None = None,
    touching: Sequence[tuple[int, int]] | None = ((0, 1), (1, 2)),
) -> Territory:
    """Areas named A, B, C ...; by default three wards in a row inside one district."""
    areas = len(levels)
    codes = tuple(chr(ord("A") + i) for i in range(areas))
    if parent is None:
        parent = [areas - 1] * (areas - 1) + [-1]
    pairs = np.array([] if touching is None else touching, dtype=np.int32).reshape(-1, 2)
    return Territory(
        day=FIRST,
        codes=codes,
        names=tuple(f"Area {code}" for code in codes),
        levels=tuple(levels),
        parent=np.array(parent, dtype=np.int32),
        population=np.array(population if population is not None else [10_000.0] * areas),
        neighbours=Neighbours.unknown(areas) if touching is None else Neighbours.from_pairs(areas, pairs),
        valid_from=(None,) * areas,
        valid_to=(None,) * areas,
    )


def counts(
    rows: Sequence[Sequence[int]],
    areas: Territory | None = None,
    *,
    linked: Sequence[Sequence[int]] | None = None,
    first: date = FIRST,
    reported: Any = None,
    extra: Any = None,
) -> Counts:
    """Counts from one list of daily community cases per area; missing parents' rows are summed up."""
    areas = areas or territory()
    own = np.zeros((len(areas), len(rows[0])), np.int32)
    own[: len(rows)] = rows
    own_linked = np.zeros_like(own)
    if linked is not None:
        own_linked[: len(linked)] = linked
    community = sum_up(areas, own.copy())
    return Counts(
        territory=areas,
        first=first,
        cases=community,
        community=community,
        unlinked=community - sum_up(areas, own_linked),
        as_of=first,
        reported=reported,
        extra=extra or {},
    )


COLOURS = ("green", "yellow", "orange", "red")
LETTERS = dict(zip("gyor", range(4), strict=True)) | {"?": -1, "-": -2}
TEXT = {"vi": "{value} so với {threshold}", "en": "{value} against {threshold}"}


def when(indicator: str, op: str, bound: float | str, **more: Any) -> dict[str, Any]:
    """A condition; `bound` is a number or another indicator. Its id is the indicator's unless given."""
    compared = {"than": bound} if isinstance(bound, str) else {"threshold": float(bound)}
    return {"id": indicator, "indicator": indicator, "op": op, "text": TEXT, "certainty": "reading"} | (
        compared | more
    )


def pack(
    indicators: Mapping[str, Mapping[str, Any]],
    rules: Sequence[tuple[str, Any]] = (),
    *,
    levels: Sequence[str] = COLOURS,
    applies_to: Sequence[str] = ("ward",),
    coarser: Mapping[str, Any] | None = None,
    **criteria: Any,
) -> Pack:
    """A small pack: indicators by id, (level, test) rules for wards, and perhaps criteria for districts."""
    scale = [
        {"id": level, "name": {"vi": f"Mức {level}", "en": f"Level {level}"}, "colour": f"#00000{n}"}
        for n, level in enumerate(levels)
    ]
    text = {"vi": "Bộ thử", "en": "Test pack"}
    blocks = [{"applies_to": list(applies_to), "rules": rules, **criteria}]
    if coarser is not None:
        blocks.append({"applies_to": ["district"], **coarser})
    for block in blocks:
        block["rules"] = [{"level": level, "when": test} for level, test in block.get("rules", [])]
    return Pack.model_validate(
        {
            "id": "test", "version": "1", "title": text, "summary": text, "disease": "any",
            "sources": [{"document": "none", "certainty": "reading"}],
            "scales": {"risk": scale},
            "indicators": [
                {"id": name, "name": {"vi": f"Chỉ số {name}", "en": f"Indicator {name}"}, **said}
                for name, said in indicators.items()
            ],
            "criteria": blocks,
        }
    )  # fmt: skip


def letters(ranks: Iterable[int]) -> str:
    """Ranks as letters: g y o r, ? for unknown, - for not judged."""
    names = {rank: letter for letter, rank in LETTERS.items()}
    return "".join(names[int(rank)] for rank in ranks)


def digits(text: str) -> list[int]:
    """The counts that a string of digits draws, one a day."""
    return [int(sign) for sign in text]


def explained(colours: Colours, area: str = "A", day: int = -1) -> Explanation:
    """Why one area has its colour on one judged day (default: the last)."""
    position = range(colours.days)[day]
    ahead = look_ahead(colours, range(position, position + 1))
    return next(told for told in explain_day(colours, position, ahead) if told.area == area)
