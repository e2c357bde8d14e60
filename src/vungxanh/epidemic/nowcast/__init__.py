"""How many cases the last days will have had when all their reports are in."""

from vungxanh.epidemic.nowcast.completing import completed
from vungxanh.epidemic.nowcast.errors import NotASum
from vungxanh.epidemic.nowcast.memory import MEMORY, Memory
from vungxanh.epidemic.nowcast.nowcast import LEVELS, nowcast
from vungxanh.epidemic.nowcast.result import Nowcast

__all__ = ["LEVELS", "MEMORY", "Memory", "NotASum", "Nowcast", "completed", "nowcast"]
