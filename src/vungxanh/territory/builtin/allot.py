"""Whole numbers in proportion: the method of the largest remainders."""

from collections.abc import Sequence


def allot(seats: int, weights: Sequence[float], at_least: int = 0) -> list[int]:
    """Split `seats` in proportion to `weights`; everybody has `at_least` so many, the sum is exact."""
    free = seats - at_least * len(weights)
    if free < 0:
        raise ValueError(seats)
    total = sum(weights)
    ideal = [max(seats * weight / total - at_least, 0.0) for weight in weights]
    scale = free / sum(ideal) if sum(ideal) else 0.0
    shares = [int(value * scale) for value in ideal]
    remainders = sorted(range(len(weights)), key=lambda i: (shares[i] - ideal[i] * scale, i))
    for i in remainders[: free - sum(shares)]:
        shares[i] += 1
    return [at_least + share for share in shares]
