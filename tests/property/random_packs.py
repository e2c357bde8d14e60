"""Random criteria packs, built from the schema: every kind of indicator, nested tests, tables, raises."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from vungxanh.zoning import Pack

TEXT = {"vi": "{value}", "en": "{value}"}
TABLE_TEXT = {"vi": "{row} {column}", "en": "{row} {column}"}
SERIES = ["cases", "community", "unlinked", "linked", "quarantine", "tests"]
OPERATORS = [">=", ">", "<", "<="]
THRESHOLDS = {
    "sum": [0, 1, 2, 5], "rate": [0, 50, 100, 250], "days_without": [1, 3, 7], "ratio": [0, 20, 50, 100],
    "change": [-50, -30, 0, 30, 100], "falling": [1, 2], "below_peak": [0, 30, 50, 100],
    "calendar": [1, 3, 6], "history": [3, 6], "input": [0, 1, 70], "neighbours": [1, 2],
    "children": [0, 30, 50, 100],
}  # fmt: skip
BLOCKS = [[["ward"], ["district", "province"]], [["quarter"], ["ward"], ["province"]], [["ward"]],
          [["quarter", "ward"], ["district"]]]  # fmt: skip


class PackDrawer:
    """Draws one pack; indicators are added as rules ask for them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.indicators: list[dict[str, Any]] = []
        self.conditions = 0
        self.scales = {
            name: [{"id": f"{name}{n}", "name": TEXT, "colour": f"#00000{n}"} for n in range(size)]
            for name, size in (("a", random.randint(2, 4)), ("b", random.randint(2, 4)))
        }

    def pack(self) -> Pack:
        """All blocks of criteria, finest areas first."""
        judged: list[tuple[str, str]] = []
        criteria = []
        for applies_to in self.random.choice(BLOCKS):
            scale = self.random.choice(["a", "b"])
            criteria.append(self.criteria(applies_to, scale, judged))
            judged = judged + [(level, scale) for level in applies_to]
        data = {
            "id": "random", "version": "1", "title": TEXT, "summary": TEXT, "disease": "any",
            "sources": [{"document": "none", "certainty": "reading"}],
            "scales": {c["scale"]: self.scales[c["scale"]] for c in criteria},
            "indicators": self.indicators, "criteria": criteria,
        }  # fmt: skip
        return Pack.model_validate(data)

    def criteria(self, applies_to: list[str], scale: str, judged: list[tuple[str, str]]) -> dict[str, Any]:
        """One block; `judged` are the finer levels that have criteria, with their scales."""
        random, levels = self.random, [level["id"] for level in self.scales[scale]]
        ranks = [random.randint(1, len(levels) - 1) for _ in range(random.randint(1, 3))]
        raised = random.random() < 0.25
        block: dict[str, Any] = {
            "applies_to": applies_to,
            "scale": scale,
            "rules": [
                {"level": levels[rank], "when": self.test(judged, [] if raised else levels[rank + 1 :])}
                for rank in ranks
            ],
            "holding": {
                "days": random.choice([0, 1, 3, 7]),
                "one_step": random.random() < 0.3,
                "leaving": [level for level in levels if random.random() < 0.2],
            },
            "minimum_population": random.choice([0, 0, 0, 1_000]),
        }
        if raised:
            spared = [level for level in levels if random.random() < 0.3]
            block["raise"] = [
                {"by": random.choice([1, 1, 2]), "unless_level": spared, "when": self.test(judged, [])}
            ]
        if random.random() < 0.2:
            block["no_improvement_when"] = self.test(judged, [])
        if random.random() < 0.25:
            block["table"] = self.table(judged, levels)
        return block

    def test(self, judged: list[tuple[str, str]], worse: list[str], depth: int = 0) -> dict[str, Any]:
        """A condition, or any/all of several; `worse`: levels at which neighbours may be looked at."""
        kind = self.random.choice(["condition", "any", "all"]) if depth < 2 else "condition"
        if kind != "condition":
            parts = range(self.random.randint(1, 3))
            return {kind: [self.test(judged, worse, depth + 1) for _ in parts]}
        self.conditions += 1
        indicator = self.indicator(judged, worse)
        compared: dict[str, Any] = {"threshold": float(self.random.choice(THRESHOLDS[indicator["kind"]]))}
        if indicator["kind"] in ("sum", "calendar") and self.random.random() < 0.15:
            compared = {"than": self.indicator(judged, [], ["sum", "history", "calendar"])["id"]}
        return {
            "id": f"c{self.conditions}", "indicator": indicator["id"], "op": self.random.choice(OPERATORS),
            "text": TEXT, "certainty": "reading", "optional": self.random.random() < 0.2, **compared,
        }  # fmt: skip

    def indicator(
        self, judged: list[tuple[str, str]], worse: list[str], kinds: list[str] | None = None
    ) -> dict[str, Any]:
        """A new indicator of some kind."""
        possible = kinds or [k for k in THRESHOLDS if k not in ("neighbours", "children")]
        if kinds is None:
            possible = possible + ["neighbours"] * 3 * bool(worse) + ["children"] * 3 * bool(judged)
        kind = self.random.choice(possible)
        made = {"kind": kind, "name": TEXT} | getattr(self, f"_{kind}")(judged, worse)
        self.indicators.append(made | {"id": f"i{len(self.indicators)}"})
        return self.indicators[-1]

    def table(self, judged: list[tuple[str, str]], levels: list[str]) -> dict[str, Any]:
        """Cuts and cells: a level, several, or unknown."""
        rows, columns = (self.indicator(judged, []) for _ in range(2))
        cuts = [sorted(set(THRESHOLDS[i["kind"]]))[:2] for i in (rows, columns)]
        cell = lambda: self.random.choice([*levels, *levels, "unknown", self.random.sample(levels, 2)])  # noqa: E731
        return {
            "id": f"t{self.random.randint(0, 10**6)}", "text": TABLE_TEXT, "certainty": "reading",
            "rows": rows["id"], "row_cuts": [float(c) for c in cuts[0]],
            "columns": columns["id"], "column_cuts": [float(c) for c in cuts[1]],
            "cells": [[cell() for _ in range(len(cuts[1]) + 1)] for _ in range(len(cuts[0]) + 1)],
        }  # fmt: skip

    def _sum(self, *_: Any) -> dict[str, Any]:
        return {"series": self.random.choice(SERIES), "window": self.random.choice([1, 2, 7])}

    def _rate(self, *_: Any) -> dict[str, Any]:
        return self._sum() | {"per": self.random.choice([1_000, 100_000])}

    def _days_without(self, *_: Any) -> dict[str, Any]:
        return {"series": self.random.choice(SERIES)}

    def _ratio(self, *_: Any) -> dict[str, Any]:
        return {"numerator": "positives", "denominator": self.random.choice(["tests", "cases"]),
                "window": self.random.choice([1, 3])}  # fmt: skip

    def _calendar(self, *_: Any) -> dict[str, Any]:
        return {"series": self.random.choice(SERIES), "period": self.random.choice(["week", "month"])}

    def _history(self, *_: Any) -> dict[str, Any]:
        years = self.random.choice([2, 5])
        return {"period": self.random.choice(["week", "month"]), "years": years,
                "at_least": self.random.randint(1, years),
                "sd": float(self.random.choice([0, 1, 2]))}  # fmt: skip

    def _input(self, *_: Any) -> dict[str, Any]:
        return {"name_in_table": self.random.choice(["doses", "beds"]),
                "valid_days": self.random.choice([1, 5, 31]), "lowest": 0.0, "highest": 100.0}  # fmt: skip

    def _of(self, judged: list[tuple[str, str]]) -> str:
        kinds = ["sum", "ratio", "rate", "days_without"] + ["children"] * 3 * bool(judged)
        return str(self.indicator(judged, [], kinds)["id"])

    def _change(self, judged: list[tuple[str, str]], *_: Any) -> dict[str, Any]:
        return {"of": self._of(judged), "days": self.random.choice([1, 7])}

    def _falling(self, judged: list[tuple[str, str]], *_: Any) -> dict[str, Any]:
        return {"of": self._of(judged), "step": self.random.choice([1, 7]), "at_most": 2}

    def _below_peak(self, judged: list[tuple[str, str]], *_: Any) -> dict[str, Any]:
        return {"of": self._of(judged)}

    def _neighbours(self, _: Any, worse: list[str]) -> dict[str, Any]:
        return {"level": self.random.choice(worse)}

    def _children(self, judged: list[tuple[str, str]], _: Any) -> dict[str, Any]:
        child, scale = self.random.choice(judged)
        level = self.random.choice(self.scales[scale])["id"]
        return {"child": child, "level": level, "or_worse": self.random.random() < 0.5}


PACKS: st.SearchStrategy[Pack] = st.randoms(use_true_random=False).map(
    lambda random: PackDrawer(random).pack()
)
