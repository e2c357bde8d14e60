"""Which zones a search looks at: circles, connected groups, or what the areas allow of them."""

from dataclasses import dataclass

import numpy as np

from vungxanh.epidemic.clusters.errors import NowhereToLook, some
from vungxanh.epidemic.clusters.model import Model
from vungxanh.epidemic.clusters.near import circles_of, graph_of
from vungxanh.epidemic.clusters.places import Places
from vungxanh.epidemic.clusters.search import Search
from vungxanh.messages import Message, message


@dataclass(frozen=True)
class Options:
    """How far a search goes.

    shape       circles, neighbours (connected groups), both
    most_share  of the population (else of the expected, or of the cases) in one zone
    limit       at most so many clusters
    stop_after  end the replicas once so many are as high as the first cluster
    one_by_one  further clusters with new replicas, without the areas of the earlier ones
    """

    shape: str = "both"
    most_share: float = 0.5
    limit: int = 10
    stop_after: int | None = None
    one_by_one: bool = False


USUAL = Options()


def search_for(
    model: Model, places: Places, options: Options, most_areas: int
) -> tuple[Search, list[Message]]:
    """The zones that can be formed, and what had to be done without. Raises NowhereToLook."""
    located = places.located
    circles = options.shape != "neighbours"
    if not located.any() and (options.shape == "circles" or not places.neighbours.known):
        raise NowhereToLook
    graph, drawn = None, False
    if options.shape != "circles":
        start, touching, drawn = graph_of(places)
        graph = (start, touching)
    round_ = None
    if circles and located.any():
        round_ = circles_of(places, model.weight, most_areas=most_areas, most_share=options.most_share)
    notes = _without(places) if circles else []
    if drawn:
        notes.append(message("Which areas touch is not known; it was taken from how near their points lie"))
    return Search(model, round_, graph, most_areas, options.most_share), notes


def _without(places: Places) -> list[Message]:
    """What is said about areas without coordinates."""
    lacking = [places.codes[i] for i in np.flatnonzero(~places.located)]
    if not lacking:
        return []
    if len(lacking) == len(places):
        return [message("The areas have no coordinates: only groups of neighbours are searched")]
    return [
        message(
            "{n} areas have no coordinates and lie in no circle but their own ({codes})",
            n=len(lacking),
            codes=some(lacking),
        )
    ]
