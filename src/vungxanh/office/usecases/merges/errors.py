"""Why a merge, or taking one back, is refused."""

from vungxanh.messages import VungXanhError


class AlreadyMerged(VungXanhError):
    """One of the two was merged into somebody before."""


class CasesAsk(VungXanhError):
    """Both have a case of one disease at about the same time: somebody must say whether it is one case."""


class AlreadyUndone(VungXanhError):
    """The merge was taken back before."""


class LaterMerge(VungXanhError):
    """The person that was kept has been merged into another since; that one must be taken back first."""
