"""The successions that come with the software, from `rules/territory/<name>-succession.toml`."""

from datetime import date
from functools import reduce

from vungxanh.rules import read_rule
from vungxanh.territory.succession.crosswalk import Crosswalk, Link


def succession(name: str, *, since: date, until: date) -> Crosswalk:
    """All steps after `since` up to and including `until` in one, for example of "district6"."""
    steps = [
        Crosswalk(Link(e["old"], e["new"], e.get("share"), e.get("assumed", False)) for e in step["links"])
        for step in read_rule("territory", f"{name}-succession")["step"]
        if since < step["day"] <= until
    ]
    return reduce(Crosswalk.then, steps, Crosswalk(()))
