"""The levels of the administrative tree, finest first."""

LEVELS = ("group", "quarter", "ward", "district", "province")
"""tổ dân phố, khu phố/ấp, phường/xã, quận/huyện, tỉnh/thành phố. Since 1 July 2025 there is no district level."""


def finer(level: str, than: str) -> bool:
    """Whether `level` lies below `than` in the tree."""
    return LEVELS.index(level) < LEVELS.index(than)
