"""Two cases of one disease at about the same time: one episode entered twice, or two?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from vungxanh.office.records.models import Case
from vungxanh.office.usecases.merges.filling import episode_days

Doubled = tuple[Case, Case]


def doubled_cases(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Doubled]]:
    """For pairs of people: cases of either that may be one, the earlier reported first."""
    people = sorted({person for pair in pairs for person in pair})
    cases = defaultdict(list)
    for start in range(0, len(people), 5_000):
        some = Case.objects.filter(person__in=people[start : start + 5_000]).exclude(
            classification="discarded"
        )
        for case in some.order_by("report_date", "pk"):
            cases[case.person_id].append(case)
    return {pair: found for pair in pairs if (found := _close(cases[pair[0]], cases[pair[1]]))}


def _close(ours: list[Case], theirs: list[Case]) -> list[Doubled]:
    both = sorted([*ours, *theirs], key=lambda case: (case.report_date, case.pk))
    return [
        (first, second)
        for first, second in combinations(both, 2)
        if first.person_id != second.person_id
        and first.disease == second.disease
        and abs((day_of(first) - day_of(second)).days) <= episode_days()
    ]


def day_of(case: Case) -> date:
    """The day that stands for a case: onset, else sample, else report."""
    return case.onset_date or case.sample_date or case.report_date
