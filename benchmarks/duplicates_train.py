"""Learn the weights of linkage from simulated people of known truth: `python -m benchmarks.duplicates_train`.

m (how often an outcome is seen for one person) is counted over the true pairs, u over random pairs, both by
Splink; the seeds are fixed, so that a second run writes the same files.
"""

from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
from splink import DuckDBAPI, Linker

from benchmarks.duplicates_people import USUAL, register
from vungxanh.demo.names import full_names
from vungxanh.office.usecases.linkage import compared as table
from vungxanh.office.usecases.linkage.folded import plain_name
from vungxanh.rules import read_rule

RULES = Path(__file__).parents[1] / "src/vungxanh/rules/linkage"
SEED = 20_261_124
PEOPLE = 100_000
RANDOM_PAIRS = 3e7
LEAST = {"m": 0.003, "u": 1e-7}
"""Mistakes that were not simulated happen too: no outcome is taken for impossible."""


def main() -> None:
    """Write name-shares.toml, then people-weights.toml."""
    (RULES / "name-shares.toml").write_text(name_shares(), "utf-8")
    table._shares.cache_clear()
    (RULES / "people-weights.toml").write_text(weights(), "utf-8")


def name_shares() -> str:
    """Shares of family, middle and given names among 200,000 simulated people."""
    rng = np.random.default_rng(SEED)
    counted: dict[str, Counter[str]] = {part: Counter() for part in ("family", "middle", "given")}
    names = full_names(rng, ["male", "female"] * 100_000)
    for name in names:
        parts = plain_name(name).split()
        counted["family"][parts[0]] += 1
        counted["middle"][" ".join(parts[1:-1])] += 1
        counted["given"][parts[-1]] += 1
    lines = [
        'title = "How common names are: shares of family, middle and given names, without accents"',
        "valid_from = 2026-11-24",
        'source = "Counted by benchmarks/duplicates_train.py among simulated people"',
        'certainty = "K"',
        'why = "Two people called Nguyễn Văn Minh are not one person; two called Quách Diễm Thúy may be."',
        "# For a part that is not listed, and the least share of a whole name.",
        "rare = 0.0005",
        "rarest = 0.0000005",
    ]
    for part, shares in counted.items():
        lines += ["", f"[{part}]"]
        lines += [
            f'"{word}" = {count / len(names):.6f}' for word, count in sorted(shares.items()) if count > 40
        ]
    return "\n".join(lines) + "\n"


def weights() -> str:
    """m and u of every outcome."""
    made = register(PEOPLE, seed=SEED, mix=USUAL, share=0.12)
    people = table.compared(made.rows, lambda path: path).with_columns(truth=pl.Series(made.truth))
    rule = read_rule("linkage", "people")
    database = DuckDBAPI()
    linker = Linker(database.register(people.to_arrow()), _untrained(rule), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    linker.training.estimate_m_from_label_column("truth")
    learnt = linker.misc.save_model_to_json()
    lines = [
        'title = "Weights of the comparisons of people: m and u of every outcome"',
        "valid_from = 2026-11-24",
        f'source = "Learnt by benchmarks/duplicates_train.py (seed {SEED}, {PEOPLE:,} simulated people)"',
        'certainty = "K"',
        'why = "Learnt once, read at run time: a pair is judged tomorrow as today. Mistakes are assumed."',
    ]
    for said, stated in zip(learnt["comparisons"], rule["comparison"], strict=True):
        lines += ["", f"[weights.{stated['id']}]"]
        for level, ours in zip(said["comparison_levels"], stated["level"], strict=True):
            if ours["id"] != "unknown":
                m, u = (max(level.get(f"{x}_probability") or 0.0, LEAST[x]) for x in "mu")
                lines.append(f"{ours['id']} = {{ m = {m:.9f}, u = {u:.9f} }}")
    return "\n".join(lines) + "\n"


def _untrained(rule: dict) -> dict:
    def level(stated: dict) -> dict:
        made = {"sql_condition": stated["sql"], "label_for_charts": stated["id"]}
        return made | ({"is_null_level": True} if stated["id"] == "unknown" else {})

    return {
        "link_type": "dedupe_only",
        "blocking_rules_to_generate_predictions": ["l.id = r.id"],
        "retain_intermediate_calculation_columns": True,
        "comparisons": [
            {"output_column_name": c["id"], "comparison_levels": [level(x) for x in c["level"]]}
            for c in rule["comparison"]
        ],
    }


if __name__ == "__main__":
    main()
