"""The levels of the administrative tree, finest first."""

from collections.abc import Mapping

from vungxanh.messages import Message, message

LEVELS = ("group", "quarter", "ward", "district", "province")
"""tổ dân phố, khu phố/ấp, phường/xã, quận/huyện, tỉnh/thành phố. No district level since 1 July 2025."""

LEVEL_NAMES: Mapping[str, Message] = {
    "group": message("group"),
    "quarter": message("quarter"),
    "ward": message("ward"),
    "district": message("district"),
    "province": message("province"),
}
"""How a level is called inside a sentence."""


def finer(level: str, than: str) -> bool:
    """Whether `level` lies below `than` in the tree."""
    return LEVELS.index(level) < LEVELS.index(than)
