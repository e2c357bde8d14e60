"""What can be wrong with the input of a cluster search."""

from collections.abc import Sequence

from vungxanh.messages import Message, VungXanhError, message

SHOWN = 5


class ClusterError(VungXanhError):
    """The counts, the areas or the rule do not allow a search for clusters."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)


def some(codes: Sequence[str]) -> str:
    """The first few of many codes."""
    return ", ".join([*codes[:SHOWN], *(["..."] if len(codes) > SHOWN else [])])


class NoPopulation(ClusterError):
    """A model needs populations that are not there."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            message(
                "{n} areas with cases have no population or population 0 ({codes}); the Poisson model needs "
                "it, the permutation model does not",
                n=len(codes),
                codes=some(codes),
            )
        )


class NowhereToLook(ClusterError):
    """Neither coordinates nor neighbours: no zone can be formed."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "The areas have neither coordinates nor known neighbours: nothing says what lies near what. "
                "Give shapes, or columns lon and lat (or x and y in metres)"
            )
        )


class NothingExpected(ClusterError):
    """Cases where the given baseline expects none at all."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            message(
                "{n} areas have cases although the baseline expects 0 there ({codes})",
                n=len(codes),
                codes=some(codes),
            )
        )


class TooShort(ClusterError):
    """The counts do not reach back far enough."""

    def __init__(self, have: int, days: int) -> None:
        super().__init__(message("The counts have {have} days; {days} are asked for", have=have, days=days))
