"""One module per table of the nightly run; each makes it for one shard."""

from collections.abc import Callable

import polars as pl

from vungxanh.nightly.parts.clusters import clusters
from vungxanh.nightly.parts.forecast import forecast
from vungxanh.nightly.parts.freedom import freedom
from vungxanh.nightly.parts.nowcast import nowcast
from vungxanh.nightly.parts.outlook import outlook
from vungxanh.nightly.parts.rt import rt
from vungxanh.nightly.scene import Scene

MAKERS: dict[str, Callable[[Scene], pl.DataFrame | None]] = {
    "nowcast": nowcast,
    "rt": rt,
    "forecast": forecast,
    "outlook": outlook,
    "clusters": clusters,
    "freedom": freedom,
}

__all__ = ["MAKERS"]
