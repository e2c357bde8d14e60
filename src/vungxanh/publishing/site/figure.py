"""One chart as an SVG file of its own, with its words and its colours inside, light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from vungxanh.messages import Message
from vungxanh.publishing.site.charts import Chances, Fan, RtBand
from vungxanh.publishing.site.palette import Swatch, style
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.words import spoken_words

WIDTH, MARGIN, HEAD, ROW = 760, 20, 64, 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key: a class of the chart's own style, or a look with its pattern, and what it means."""

    means: Message
    css: str
    look: Swatch | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title, what it says, its key; `each` is how many days a column stands for."""

    chart: Chances | Fan | RtBand
    kind: str
    first: date
    title: Message
    said: Message
    key: Sequence[Entry] = ()
    each: int = 1


def figure_svg(figure: Figure, tongue: Tongue) -> str:
    """The file's text."""
    environment = Environment(
        loader=PackageLoader("vungxanh.publishing.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    height = {"chances": 222, "fan": 206, "rt": 176}[figure.kind]
    looks = [entry.look for entry in figure.key if entry.look is not None]
    content: dict[str, Any] = {
        "figure": figure,
        "plot": height,
        "width": WIDTH,
        "margin": MARGIN,
        "head": HEAD,
        "row": ROW,
        "styles": "".join(map(style, looks)),
        "total": HEAD + height + ROW * -(-len(figure.key) // 2) + MARGIN,
    }
    return environment.get_template("figure.svg.j2").render(spoken_words(tongue) | content)
