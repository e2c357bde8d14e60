"""How well duplicates are found among simulated people: `python -m benchmarks.duplicates [PEOPLE]`.

Precision and recall of pairs and of whole people, at each threshold, for three mixes of mistakes and several
seeds; exact matching and a plain fuzzy rule run on the same people. None of the seeds was trained on.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

import duckdb
import polars as pl

from benchmarks.duplicates_people import CLEAN, ROUGH, USUAL, Register, register
from vungxanh.office.usecases.linkage.compared import compared
from vungxanh.office.usecases.linkage.keys import keys_of
from vungxanh.office.usecases.linkage.rule import linkage
from vungxanh.office.usecases.linkage.scoring import scored
from vungxanh.tables import fold

SEEDS = (7, 8, 9)
THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999)
Pairs = set[tuple[int, int]]


def main(people: int) -> None:
    """Print one table as Markdown."""
    print("| mistakes | method | pairs: precision | recall | wrong | people: precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for mix in (CLEAN, USUAL, ROUGH):
        found: dict[str, list[tuple[Pairs, Register]]] = defaultdict(list)
        for seed in SEEDS:
            made = register(people, seed=seed, mix=mix)
            for method, pairs in methods(made).items():
                found[method].append((pairs, made))
        for method, runs in found.items():
            print(f"| {mix.name} | {method} | {' | '.join(measured(runs))} |", flush=True)


def methods(made: Register) -> dict[str, Pairs]:
    """The pairs that each method calls one person."""
    people = compared(made.rows, lambda path: path)
    candidates = blocked(people)
    scores = scored(people, candidates, least=min(THRESHOLDS))
    ours = {
        f"linkage >= {least}": _pairs(scores.filter(pl.col("probability") >= least)) for least in THRESHOLDS
    }
    return {"exact name and date": exact(made), "fuzzy name and year": fuzzy(people, candidates)} | ours


def blocked(people: pl.DataFrame) -> pl.DataFrame:
    """All pairs that share a key, as the office finds them by its index."""
    keys = pl.DataFrame(keys_of(people), schema=["key", "id"], orient="row")
    keys = keys.filter(pl.len().over("key") <= linkage().largest_block)
    both = keys.join(keys, on="key").filter(pl.col("id") < pl.col("id_right"))
    return both.select(first="id", second="id_right").unique()


def exact(made: Register) -> Pairs:
    """The same name without accents and the same date of birth: what a spreadsheet's filter finds."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in made.rows:
        if row[2]:
            groups[fold(row[1]), row[2]].append(row[0])
    return {
        (a, b) for ids in groups.values() if len(ids) < 100 for i, a in enumerate(ids) for b in ids[i + 1 :]
    }


def fuzzy(people: pl.DataFrame, candidates: pl.DataFrame) -> Pairs:
    """A usual hand-made rule: names nearly the same, the same year, and the phone or the ward."""
    with duckdb.connect() as connection:
        connection.register("people", people.to_arrow())
        connection.register("pairs", candidates.to_arrow())
        sql = """SELECT p.first, p.second FROM pairs p JOIN people l ON l.unique_id = p.first
                 JOIN people r ON r.unique_id = p.second
                 WHERE jaro_winkler_similarity(l.name, r.name) >= 0.92 AND l.year = r.year
                   AND (list_has_any(l.phones, r.phones) OR l.ward = r.ward)"""
        return _pairs(connection.sql(sql).pl())


def measured(runs: Iterable[tuple[Pairs, Register]]) -> list[str]:
    """Precision, recall and wrong pairs over all seeds; then the same of whole people."""
    right = said = true = people_right = people_said = people_true = 0
    for pairs, made in runs:
        truth = made.truth
        right += sum(truth[a] == truth[b] for a, b in pairs)
        said += len(pairs)
        true += sum(n * (n - 1) // 2 for n in Counter(truth.tolist()).values())
        wanted, clusters = _true_clusters(truth.tolist()), _clusters(pairs)
        people_right += len(wanted & clusters)
        people_said += len(clusters)
        people_true += len(wanted)
    shares = ((right, said), (right, true), (people_right, people_said), (people_right, people_true))
    texts = [f"{100 * part / whole:.2f} %" if whole else "-" for part, whole in shares]
    return [*texts[:2], str(said - right), *texts[2:]]


def _true_clusters(truth: list[int]) -> set[frozenset[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for record, person in enumerate(truth):
        groups[person].append(record)
    return {frozenset(ids) for ids in groups.values() if len(ids) > 1}


def _clusters(pairs: Pairs) -> set[frozenset[int]]:
    """Records joined by pairs, directly or through others."""
    top: dict[int, int] = {}

    def find(record: int) -> int:
        while top.setdefault(record, record) != record:
            top[record] = top[top[record]]
            record = top[record]
        return record

    for a, b in pairs:
        top[find(a)] = find(b)
    groups: dict[int, list[int]] = defaultdict(list)
    for record in list(top):
        groups[find(record)].append(record)
    return {frozenset(ids) for ids in groups.values()}


def _pairs(table: pl.DataFrame) -> Pairs:
    return set(table.select("first", "second").iter_rows())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
